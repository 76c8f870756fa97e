/** What stands behind ties and entities: claims with their sources and datasets. */
import { graphql } from './graphql.ts'

export const ClaimFragment = graphql(`
  fragment ClaimParts on Claim @_unmask {
    id
    kind
    records
    properties {
      name
      value
    }
    source {
      id
      key
      title
      publisher
      date
      url
      sourceType
      citation
      cites
      origins
    }
    dataset {
      id
      name
      title
      publisher
      howCollected
      interest
      invented
    }
    validFrom
    validTo
    grade
    marking
    audience
    known
    invented
    standing
  }
`)

export const TiesDocument = graphql(
  `
    query Ties($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on Relation {
          kind
          role
          goods
          validFrom
          validTo
          phase
          weight
          amount
          unit
          evidence
          stage
          position
          standing
          standingDate
          grade
          invented
          origins
          sources
          standings {
            standing
            date
            claim
          }
          conflicts {
            property
            origins
            values
            rule
          }
          from {
            id
            kind
            name
          }
          to {
            id
            kind
            name
          }
          claims(first: 25) {
            totalCount
            nodes {
              ...ClaimParts
            }
          }
        }
      }
    }
  `,
  [ClaimFragment]
)
