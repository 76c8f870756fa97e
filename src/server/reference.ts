import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  print,
  specifiedScalarTypes,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema
} from 'graphql'
import { escaped } from './asset.ts'
import type { Example } from './examples.ts'
import { page } from './explorer.ts'

type Part = readonly [id: string, title: string, types: readonly GraphQLNamedType[]]

/** The schema as one page of HTML: every root field with its examples, every type, field, argument and value with its description. */
export function referencePage(schema: GraphQLSchema, examples: readonly Example[]): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type == null ? [] : [type as GraphQLNamedType]
  )
  const rest = types.filter((type) => !roots.includes(type))
  const parts: Part[] = [
    ['roots', 'Questions, changes, streams', roots],
    ['interfaces', 'Interfaces and unions', rest.filter((type) => isInterfaceType(type) || isUnionType(type))],
    ['objects', 'Objects', rest.filter(isObjectType)],
    ['inputs', 'Inputs', rest.filter(isInputObjectType)],
    ['enums', 'Enums', rest.filter(isEnumType)],
    ['scalars', 'Scalars', rest.filter(isScalarType)]
  ]
  const contents = parts.map(
    ([id, title, list]) =>
      `<section><h2><a href="#${id}">${title}</a></h2><ul>${list.map((type) => `<li>${typeLink(type)}</li>`).join('')}</ul></section>`
  )
  const body = parts.map(
    ([id, title, list]) =>
      `<h2 id="${id}" class="part">${title}</h2>${list.map((type) => typeOf(type, roots.includes(type) ? examples : [])).join('')}`
  )
  return page(
    'Schema reference – Skein',
    `<nav class="bar" aria-label="Places"><a href="/">Explorer</a><a href="/graphiql">GraphiQL</a></nav>
<main><h1>Schema reference</h1>
<p>What can be asked at <code>/graphql</code>, and in which words. The browser’s own search finds every name; “open in GraphiQL” runs an example. As text: <code>npm run skein -- schema</code>.</p>
<details class="contents" open><summary>Contents</summary><nav aria-label="Contents">${contents.join('')}</nav></details>
${body.join('\n')}</main>`,
    '<link rel="icon" href="/mark.svg"><link rel="stylesheet" href="/schema.css">'
  )
}

const typeLink = (type: GraphQLNamedType): string => `<a href="#${type.name}">${type.name}</a>`

const BUILT_IN = new Set(specifiedScalarTypes.map(({ name }) => name))

/** `[Person!]!` with the name linked to where it is explained. */
const typeWords = (words: string): string =>
  escaped(words).replace(/\w+/, (name) => (BUILT_IN.has(name) ? name : `<a href="#${name}">${name}</a>`))

const text = (description: string | null | undefined): string =>
  description == null || description === ''
    ? ''
    : `<p>${escaped(description).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`

function typeOf(type: GraphQLNamedType, examples: readonly Example[]): string {
  const what = isInterfaceType(type)
    ? 'interface'
    : isUnionType(type)
      ? 'union'
      : isInputObjectType(type)
        ? 'input'
        : isEnumType(type)
          ? 'enum'
          : isScalarType(type)
            ? 'scalar'
            : 'type'
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : []
  const is = interfaces.length === 0 ? '' : ` <small>is ${interfaces.map(typeLink).join(', ')}</small>`
  return `<article id="${type.name}"><h3><small>${what}</small> ${type.name}${is}</h3>${text(type.description)}${inside(type, examples)}</article>`
}

function inside(type: GraphQLNamedType, examples: readonly Example[]): string {
  if (isUnionType(type)) return `<p>One of ${type.getTypes().map(typeLink).join(', ')}.</p>`
  if (isEnumType(type))
    return list(
      type.getValues().map(({ name, description, deprecationReason }) => ({
        id: `${type.name}.${name}`,
        head: `<code>${name}</code>`,
        body: text(description) + deprecated(deprecationReason)
      }))
    )
  if (isInputObjectType(type))
    return list(
      Object.values(type.getFields()).map((field) => ({ id: `${type.name}.${field.name}`, ...inputOf(field) }))
    )
  if (isObjectType(type) || isInterfaceType(type))
    return list(
      Object.values(type.getFields()).map((field) => ({
        id: `${type.name}.${field.name}`,
        head: `<code>${field.name}: ${typeWords(field.type.toString())}</code>`,
        body: `${text(field.description)}${deprecated(field.deprecationReason)}${list(
          field.args.map((arg) => ({ id: null, ...inputOf(arg) })),
          'arguments'
        )}${examplesOf(field.name, examples)}`
      }))
    )
  return ''
}

const examplesOf = (field: string, examples: readonly Example[]): string =>
  examples
    .filter(({ fields }) => fields.includes(field))
    .map(exampleOf)
    .join('')

const exampleOf = ({ name, title, why, text }: Example): string =>
  `<details class="example"><summary>Example: ${escaped(title)}</summary><p>${escaped(why)} <a href="/graphiql?example=${encodeURIComponent(name)}">open in GraphiQL</a></p><pre><code>${escaped(text.replace(/^(#.*\n)+/, ''))}</code></pre></details>`

function inputOf({ name, type, defaultValue, description, deprecationReason }: GraphQLArgument | GraphQLInputField): {
  head: string
  body: string
} {
  const ast = defaultValue === undefined ? null : astFromValue(defaultValue, type)
  const preset = ast == null ? '' : ` = ${escaped(print(ast))}`
  return {
    head: `<code>${name}: ${typeWords(type.toString())}${preset}</code>`,
    body: text(description) + deprecated(deprecationReason)
  }
}

const deprecated = (why: string | null | undefined): string =>
  why == null ? '' : `<p class="deprecated">Deprecated: ${escaped(why)}</p>`

const list = (entries: readonly { id: string | null; head: string; body: string }[], className = 'fields'): string =>
  entries.length === 0
    ? ''
    : `<dl class="${className}">${entries
        .map(({ id, head, body }) => `<div${id === null ? '' : ` id="${id}"`}><dt>${head}</dt><dd>${body}</dd></div>`)
        .join('')}</dl>`

export const REFERENCE_STYLE = `:root { color-scheme: light dark; --ink: #1b2430; --quiet: #566170; --back: #f4f1ec; --card: #fff; --line: #d6d0c6; --link: #5a26b0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --quiet: #a7b0bd; --back: #171c24; --card: #1f2631; --line: #3a4352; --link: #c3a6ff } }
* { box-sizing: border-box }
html { scroll-padding-top: 12px }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back) }
a { color: var(--link) }
main { max-width: 900px; margin: 0 auto; padding: 16px }
.bar { display: flex; gap: 18px; padding: 10px 16px; border-bottom: 1px solid var(--line) }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere }
h3 { margin: 0 0 4px; font-size: 19px }
h3 small { font-weight: normal; color: var(--quiet) }
.part { margin: 40px 0 12px }
p { margin: 4px 0 }
code { font-family: ui-monospace, monospace; font-size: 14px; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: 10px; border: 1px solid var(--line); border-radius: 8px; background: var(--back) }
pre code { overflow-wrap: normal }
article { margin: 0 0 14px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--card) }
dl { margin: 8px 0 0 }
dl > div { padding: 8px 0; border-top: 1px solid var(--line) }
dd { margin: 0; color: var(--quiet) }
.arguments { margin: 4px 0 4px 18px }
.arguments > div { padding: 4px 0; border: 0 }
.contents ul { margin: 0; padding: 0; list-style: none; columns: 210px }
.contents li { overflow-wrap: anywhere }
.contents h2 { font-size: 16px; margin: 12px 0 4px }
summary { cursor: pointer }
.example summary { color: var(--link) }
.deprecated { color: #b4560b }
:target { outline: 2px solid var(--link); outline-offset: 3px }
`
