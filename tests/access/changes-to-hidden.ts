import type { Viewer } from '../../src/access/viewer.ts'
import type { Operation } from './operations.ts'

const RECORD = `mutation($input: RecordClaimsInput!) { recordClaims(input: $input) { written added unchanged recorded { index claims }
  problems { list index field reason hint } notes { list index field reason hint } revision } }`
const FRESH = {
  title: 'Fresh',
  publisher: 'A test',
  publisherRole: 'OTHER',
  licence: 'CC0-1.0',
  howCollected: 'CASEWORK'
}

/** Changes to things that the viewer may not see or change: the answers must not tell which. None of them changes anything. */
export function changesTo(
  viewer: Viewer,
  { claim, judgement, record }: { claim: string; judgement: string; record: string }
): Operation[] {
  return [
    {
      name: 'change a view that is not there',
      query:
        'mutation { a: deleteView(input: { id: "v:none" }) { id } b: saveView(input: { id: "v:none", name: "n", document: "{ revision }" }) { view { id } } }'
    },
    {
      name: 'record into what may be hidden',
      query:
        'mutation { a: recordClaims(input: { dataset: "nobody/nothing", claims: [{ kind: "Person", id: "1" }] }) { written } b: recordClaims(input: { dataset: "c/z", claims: [{ kind: "Persn", id: "1" }] }) { written problems { reason } } }'
    },
    {
      name: 'record ties to what may be hidden',
      query: RECORD,
      variables: {
        input: {
          dataset: `${viewer.organisations[0] ?? 'nobody'}/fresh`,
          dryRun: true,
          manifest: FRESH,
          claims: [
            { kind: 'Person', id: 'n', properties: { name: 'Nia' } },
            { kind: 'KIN_OF', from: 'n', to: record },
            { kind: 'KIN_OF', from: 'n', to: `${record}x` },
            { kind: 'TRADES_IN', from: 'n', to: 'a/x:9', properties: { goods: ['drugz', 'arms/smal'] } }
          ]
        }
      }
    },
    {
      name: 'unjudge what may be hidden',
      query: 'mutation($id: ID!) { unjudge(input: { id: $id }) { keptApartBy } }',
      variables: { id: judgement }
    },
    {
      name: 'judge one that may be hidden',
      query: `mutation($left: String!) { judge(input: { left: $left, right: "nobody/nothing:9", verdict: SAME, why: "test" }) { keptApartBy } }`,
      variables: { left: record }
    },
    {
      name: 'withdraw another that may be hidden',
      query: 'mutation { withdrawDataset(input: { dataset: "nobody/nothing" }) { claims } }'
    },
    {
      name: 'retract what may be hidden',
      query: 'mutation($id: ID!) { retractClaim(input: { id: $id }) { id } }',
      variables: { id: claim }
    },
    {
      name: 'withdraw what may be hidden',
      query: 'mutation { withdrawDataset(input: { dataset: "c/z" }) { claims } }'
    },
    {
      name: 'judge what may be hidden',
      query:
        'mutation { judge(input: { left: "a/x:0", right: "nobody/nothing:9", verdict: SAME, why: "test" }) { keptApartBy } }'
    }
  ]
}
