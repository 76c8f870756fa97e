import { CheckboxButton, CheckboxField, CheckboxGroup, Label } from 'react-aria-components'
import type { ReactNode } from 'react'

interface Props {
  label: string
  /** What the numbers count. */
  counts: string
  /** What is switched off, by id. */
  off: readonly string[]
  onOff: (off: string[]) => void
  options: readonly { id: string; words: ReactNode; count: number }[]
}

/** Ticks with counts: everything is on until it is switched off. */
export function CheckList({ label, counts, off, onOff, options }: Props) {
  return (
    <CheckboxGroup
      className="filter"
      value={options.map((option) => option.id).filter((id) => !off.includes(id))}
      onChange={(on) => onOff(options.map((option) => option.id).filter((id) => !on.includes(id)))}
    >
      <Label className="filter-label">
        {label} <small>{counts}</small>
      </Label>
      {options.map(({ id, words, count }) => (
        <CheckboxField key={id} value={id}>
          <CheckboxButton className="check">
            <span className="box" aria-hidden="true" />
            <span className="check-words">{words}</span>
            <span className="count">{count.toLocaleString('en')}</span>
          </CheckboxButton>
        </CheckboxField>
      ))}
    </CheckboxGroup>
  )
}
