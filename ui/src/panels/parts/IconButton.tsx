import type { LucideIcon } from 'lucide-react'
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components'

interface Props {
  label: string
  icon: LucideIcon
  onPress: () => void
  isDisabled?: boolean
}

/** A picture with its words: on hover, on focus, and for those who listen. */
export function IconButton({ label, icon: Icon, onPress, isDisabled = false }: Props) {
  return (
    <TooltipTrigger delay={400}>
      <Button className="icon-button" aria-label={label} onPress={onPress} isDisabled={isDisabled}>
        <Icon size={17} aria-hidden />
      </Button>
      <Tooltip className="tooltip" placement="left">
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
