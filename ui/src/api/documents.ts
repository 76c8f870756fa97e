import { graphql } from './graphql.ts'

export const ViewerDocument = graphql(`
  query Viewer {
    viewer {
      rank
      owner
      organisations
    }
    revision
  }
`)

export const ContestedDocument = graphql(`
  query Contested($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Relation {
        standings {
          standing
        }
        conflicts {
          property
        }
      }
    }
  }
`)

/** Questions about the schema itself are written as text: they are no part of the typed API. */
export const COLLECTIVE_KINDS = `query CollectiveKinds {
  __type(name: "Collective") { possibleTypes { name } }
}`
export interface CollectiveKinds {
  __type: { possibleTypes: { name: string }[] | null } | null
}

export const CollectivesDocument = graphql(`
  query Collectives($kinds: [EntityKind!], $first: Int, $after: String) {
    entities(filter: { kinds: $kinds }, first: $first, after: $after) {
      nodes {
        id
        kind
        name
        invented
        ... on Collective {
          bond
          labelledAs {
            label
            family
            words
          }
          members(first: 1) {
            totalCount
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

/** Verdicts are asked apart: they read all that is inside a group, and cost accordingly. */
export const VerdictsDocument = graphql(`
  query Verdicts($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Collective {
        shape {
          family
          type
          words
          probability
          standsAlone
          howCollected
          actors
          commandTies
          contactTies
        }
      }
    }
  }
`)

export const CollectiveDocument = graphql(`
  query Collective($id: ID!) {
    entity(id: $id) {
      id
      ... on Collective {
        shape {
          family
          type
          aliases
          words
          probability
          standsAlone
          howCollected
          actors
          commandTies
          contactTies
          wouldChange
          reasons {
            words
            speaksFor
            measures
          }
          against {
            words
            speaksFor
            measures
          }
          measures {
            id
            title
            layer
            value
            why
            formula
            range
            unit
            missingBias
            source
          }
        }
        labelledAs {
          label
          family
          words
          claim {
            id
            grade
            source {
              id
              title
              key
            }
            dataset {
              id
              title
              publisher
            }
          }
        }
      }
    }
  }
`)

export const GraphDocument = graphql(`
  query Graph($input: GraphInput!) {
    graph(input: $input) {
      elements
      truncated {
        shown
        of
        because
      }
    }
  }
`)

export const SearchDocument = graphql(`
  query Search($text: String!, $first: Int) {
    search(text: $text, first: $first) {
      totalCount
      nodes {
        id
        kind
        name
        aliases
        note
        invented
      }
    }
  }
`)

export const RelationsDocument = graphql(`
  query Relations($id: ID!, $first: Int, $after: String) {
    entity(id: $id) {
      id
      relations(first: $first, after: $after) {
        totalCount
        nodes {
          id
          kind
          goods
          grade
          standing
          from {
            id
          }
          other {
            id
            kind
            name
            ... on Good {
              code
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const TiesOfDocument = graphql(`
  query TiesOf($ids: [ID!]!, $first: Int) {
    nodes(ids: $ids) {
      id
      ... on Entity {
        relations(first: $first) {
          nodes {
            kind
            other {
              id
              kind
              name
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`)

/** Every property of a kind is asked for by name, so the document is put together from the schema: see `facts.ts`. */
export const KIND = `query Kind($name: String!) {
  __type(name: $name) {
    fields {
      name
      description
      args { name }
      type { kind ofType { kind ofType { kind ofType { kind } } } }
    }
  }
}`
export interface SchemaType {
  kind: string
  ofType?: SchemaType | null
}
export interface KindAnswer {
  __type: {
    fields: { name: string; description: string | null; args: { name: string }[]; type: SchemaType }[] | null
  } | null
}
