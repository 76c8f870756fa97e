import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'
import type { Claim, Conflict } from '../../api/facts.ts'
import { gradeWords } from '../../graph/encodings.ts'
import { markingWords, plain, spaced, standingWords } from '../../graph/words.ts'

/** A value as a claim states it. */
export const stated = (given: unknown): string =>
  Array.isArray(given) ? given.map(String).join(', ') : typeof given === 'string' ? given : JSON.stringify(given)

/** Claims with who says so, how good it is, and what came of it. */
export function ClaimList({ claims, total }: { claims: readonly Claim[]; total: number }) {
  const origins = new Set(claims.flatMap((claim) => claim.source?.origins ?? []))
  const sources = new Set(claims.flatMap((claim) => claim.source?.key ?? []))
  return (
    <section>
      <h3>Claims behind it ({total})</h3>
      {claims.length === 0 && <p className="quiet">No claim that this viewer may see.</p>}
      {sources.size > 0 && (
        <p className="quiet">
          {sources.size === 1 ? 'One source' : `${sources.size} sources`},{' '}
          {origins.size <= 1 ? 'one origin' : `${origins.size} origins`}
          {sources.size > Math.max(origins.size, 1) ? ': some repeat another and count once' : ''}
        </p>
      )}
      <ul className="claims">
        {claims.map((claim) => (
          <li key={claim.id} className="claim">
            <ClaimBody claim={claim} />
          </li>
        ))}
      </ul>
      {total > claims.length && (
        <p className="quiet">
          Showing {claims.length} of {total.toLocaleString('en')}; the rest through “Ask a question”.
        </p>
      )}
    </section>
  )
}

function ClaimBody({ claim }: { claim: Claim }) {
  const dates = [claim.validFrom, claim.validTo].filter((date) => date !== null).join(' to ')
  const { source, dataset } = claim
  return (
    <>
      <p className="claim-who">
        <strong>{source?.title ?? dataset?.title ?? 'a source that this viewer may not see'}</strong>
        {claim.invented && <span className="invented-tag">invented</span>}
      </p>
      <dl className="claim-says">
        {claim.properties.map((property) => (
          <div key={property.name}>
            <dt>{spaced(property.name)}</dt>
            <dd>{stated(property.value)}</dd>
          </div>
        ))}
      </dl>
      <p className="claim-meta">
        <span className="tag">{gradeWords(claim.grade)}</span>
        {claim.standing !== null && <span className="tag standing">{standingWords(claim.standing)}</span>}
        {dates !== '' && <span className="tag">{dates}</span>}
        <span className="tag marking" title={markingWords(claim.marking)}>
          {claim.marking.replaceAll('_', ' ')}
          {claim.audience !== null && claim.audience.length > 0 ? ` for ${claim.audience.join(', ')}` : ''}
        </span>
      </p>
      <Disclosure className="fold small-fold">
        <Button slot="trigger" className="disclosure">
          Where it comes from
        </Button>
        <DisclosurePanel>
          <dl className="facts">
            {source !== null && (
              <Row name="source">
                {[source.sourceType, source.publisher, source.date].filter(Boolean).join(', ') || source.key}
              </Row>
            )}
            {source?.citation && <Row name="cite as">{source.citation}</Row>}
            {source?.url && <Row name="read at">{source.url}</Row>}
            {source !== null && source.cites.length > 0 && <Row name="repeats">{source.cites.join(', ')}</Row>}
            {dataset !== null && (
              <>
                <Row name="dataset">{`${dataset.title} (${dataset.name}${dataset.publisher === null ? '' : `, ${dataset.publisher}`})`}</Row>
                <Row name="collected by">{plain(dataset.howCollected)}</Row>
                {dataset.interest !== null && <Row name="who gains">{dataset.interest}</Row>}
              </>
            )}
            <Row name="records">{claim.records.join(' → ')}</Row>
            {claim.known[0] !== undefined && <Row name="recorded">{claim.known[0].slice(0, 10)}</Row>}
          </dl>
        </DisclosurePanel>
      </Disclosure>
    </>
  )
}

const Row = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** Where origins disagree: every value, the one shown first, and the rule that chose it. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  if (conflicts.length === 0) return null
  return (
    <section className="conflicts">
      <h3>Sources disagree</h3>
      <ul className="conflict-list">
        {conflicts.map((conflict) => (
          <li key={conflict.property}>
            <span>
              <strong>{spaced(conflict.property)}</strong>: {conflict.values.join(' / ')}
            </span>
            <small>
              {conflict.origins === 1 ? 'one origin differs' : `${conflict.origins} origins differ`} from the value
              shown first; {conflict.rule}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
