import { useState, type ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'

interface Props {
  title: ReactNode
  children: ReactNode
  level?: 2 | 3
  className?: string
}

/** A part that opens; what is inside is made, and asked for, only when it does. */
export function Fold({ title, children, level = 3, className = 'fold' }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Disclosure className={className} isExpanded={open} onExpandedChange={setOpen}>
      <Heading level={level}>
        <Button slot="trigger" className="disclosure">
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{open && children}</DisclosurePanel>
    </Disclosure>
  )
}
