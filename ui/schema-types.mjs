// Writes src/api/introspection.d.ts from schema/*.graphql, so that every query of the explorer is checked against the SDL.
// Run after a change of the schema that the explorer should know: npx tsx ui/schema-types.mjs
import { minifyIntrospection, outputIntrospectionFile } from 'gql.tada/internal'
import { buildSchema, introspectionFromSchema } from 'graphql'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { loadOntology } from '../src/service/ontology.ts'

const schema = buildSchema(loadOntology().sdl)
const minified = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }))
const text = outputIntrospectionFile(minified, { fileType: '.d.ts', shouldPreprocess: true })
const style = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 120, trailingComma: 'none' }
const file = process.argv[2] ?? join(import.meta.dirname, 'src', 'api', 'introspection.d.ts')
writeFileSync(file, await format(text, style))
