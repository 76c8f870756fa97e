import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kind, parse } from 'graphql'
import { projectRoot } from '../service/ontology.ts'

/** A question, stream or change of `schema/examples`. */
export interface Example {
  name: string
  title: string
  /** The opening comment: who asks it and why. */
  why: string
  text: string
  /** The root fields that it asks for. */
  fields: readonly string[]
}

/** All examples, those of subscriptions and changes too, by name. */
export function readExamples(folder: string = join(projectRoot(), 'schema', 'examples')): Example[] {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
  return files
    .filter((file) => file.isFile() && file.name.endsWith('.graphql'))
    .map((file) => {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8')
      const name = file.name.replace('.graphql', '')
      const words = name.replaceAll('-', ' ')
      const why = (/^(#.*\n)+/.exec(text)?.[0] ?? '').replace(/^#\s?/gm, '').replaceAll('\n', ' ').trim()
      return { name, title: words.charAt(0).toUpperCase() + words.slice(1), why, text, fields: rootFields(text) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const rootFields = (text: string): string[] => [
  ...new Set(
    parse(text).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
        : []
    )
  )
]
