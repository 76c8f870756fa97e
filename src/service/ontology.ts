import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, print, visit } from 'graphql'
import { SkeinError } from '../errors.ts'
import { readOntology } from '../ontology/read.ts'
import type { Ontology } from '../ontology/types.ts'

/** The folder that holds package.json: the same from sources and from `dist`. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new SkeinError('MISCONFIGURED', 'package.json was not found above the program')
    folder = parent
  }
  return folder
}

/** Reads `schema/*.graphql`, in the order of their names, into the ontology. */
export function loadOntology(folder: string = join(projectRoot(), 'schema')): Ontology {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
  return readOntology(files.map((name) => readFileSync(join(folder, name), 'utf8')))
}

/** The SDL without descriptions: what clients depend on. */
export const bareSdl = (sdl: string): string =>
  print(
    visit(parse(sdl, { noLocation: true }), {
      enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined)
    })
  )
