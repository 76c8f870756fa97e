import { X } from 'lucide-react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { use } from '../state/derived.ts'
import { KEYS } from '../state/keyboard.ts'
import { store } from '../state/store.ts'

/** Which keys do what in the graph; `?` opens it from anywhere. */
export function KeyHelp() {
  const isOpen = use((state) => state.keysShown)
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => store.setState({ keysShown: open })}
      isDismissable
    >
      <Modal className="modal">
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
      </Modal>
    </ModalOverlay>
  )
}
