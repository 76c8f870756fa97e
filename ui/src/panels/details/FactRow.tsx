import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'
import type { Claim } from '../../api/facts.ts'
import { gradeWords } from '../../graph/encodings.ts'
import { stated } from './Claims.tsx'

interface Props {
  name: string
  label: string
  value: string
  help: string
  claims: readonly Claim[]
}

/** One fact; opening it shows who states it, in which words and how good the claim is. */
export function FactRow({ name, label, value, help, claims }: Props) {
  const behind = claims.flatMap((claim) => {
    const property = claim.properties.find((candidate) => candidate.name === name)
    return property === undefined ? [] : [{ claim, value: stated(property.value) }]
  })
  return (
    <li>
      <Disclosure className="fact">
        <Button slot="trigger" className="disclosure fact-head">
          <span className="quiet">{label}</span>
          <span>{value}</span>
        </Button>
        <DisclosurePanel>
          {help !== '' && <p className="quiet">{help}</p>}
          {behind.length === 0 && (
            <p className="quiet">The claim behind it is in the list below, or not for this viewer.</p>
          )}
          <ul className="behind">
            {behind.map(({ claim, value: said }) => (
              <li key={claim.id}>
                <strong>{said}</strong>
                <small>
                  {claim.source?.title ?? claim.dataset?.title ?? 'a source that this viewer may not see'} ·{' '}
                  {gradeWords(claim.grade)}
                </small>
              </li>
            ))}
          </ul>
        </DisclosurePanel>
      </Disclosure>
    </li>
  )
}
