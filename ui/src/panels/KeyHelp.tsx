import { Keyboard, X } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { KEYS } from '../state/keyboard.ts'

/** Which keys do what in the graph. */
export function KeyHelp() {
  return (
    <DialogTrigger>
      <Button className="icon-button" aria-label="Keys of the graph">
        <Keyboard size={17} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="key-help">
          {({ close }) => (
            <>
              <Heading slot="title">Keys of the graph</Heading>
              <Button className="icon-button close" aria-label="Close" onPress={close}>
                <X size={16} aria-hidden />
              </Button>
              <dl>
                {KEYS.map(([key, words]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{words}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
