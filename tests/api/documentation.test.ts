import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readExamples } from '../../src/server/examples.ts'
import { HttpServer } from '../../src/server/http.ts'
import { openWorld, type World } from './support.ts'

let world: World
let server: HttpServer
beforeAll(async () => {
  world = await openWorld()
  server = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: () => undefined })
  server.ready(world.skein)
})
afterAll(async () => {
  await server.close(500)
  await world.close()
})

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')

interface Described {
  name: string
  description?: string | null | undefined
}
const fieldsOf = (type: { getFields: () => Record<string, Described> }): Described[] => Object.values(type.getFields())

/** Everything in the schema that has a description, as `Type` or `Type.field`. */
function described(schema: GraphQLSchema): (readonly [string, string | null | undefined])[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__') || ['ID', 'Int', 'Float', 'String', 'Boolean'].includes(type.name)) return []
    const own = [type.name, type.description] as const
    if (isEnumType(type))
      return [own, ...type.getValues().map((v) => [`${type.name}.${v.name}`, v.description] as const)]
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [own]
    return [own, ...fieldsOf(type).map((f) => [`${type.name}.${f.name}`, f.description] as const)]
  })
}

describe('the schema reference', () => {
  it('has every type, field and value with its description, and no link leads nowhere', async () => {
    const response = await fetch(`${server.url}/schema`)
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/)
    const html = await response.text()
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const all = described(world.skein.schema)
    expect(all.length).toBeGreaterThan(300)
    for (const [id, description] of all) {
      expect(ids, id).toContain(id)
      expect(description ?? '', `${id} has a description`).not.toBe('')
      expect(html, id).toContain(escaped(description ?? ''))
    }
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(html).not.toMatch(/<script|<style|\son\w+=|\sstyle=/)
  })

  it('shows each example below the root fields that it asks for', async () => {
    const html = await (await fetch(`${server.url}/schema`)).text()
    const examples = readExamples()
    expect(examples.length).toBeGreaterThan(15)
    for (const { name, fields } of examples)
      for (const field of fields) {
        const at = html.search(new RegExp(` id="(Query|Mutation|Subscription)\\.${field}"`))
        const part = html.slice(at, html.indexOf('<div id=', at + 10))
        expect(part, `${field}: ${name}`).toContain(`/graphiql?example=${name}"`)
      }
  })
})

describe('GraphiQL', () => {
  it('is made of files of this server, with a policy that allows nothing inline but styles', async () => {
    const response = await fetch(`${server.url}/graphiql`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).toContain("worker-src 'self';")
    expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toMatch(/unsafe|https?:|\*/)
    const html = await response.text()
    const linked = [...html.matchAll(/(?:src|href)="(\/graphiql\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(linked.length).toBeGreaterThanOrEqual(5)
    const workers = ['editor', 'json', 'graphql'].map((name) => `/graphiql/${name}.worker.js`)
    for (const path of [...linked, ...workers]) {
      const file = await fetch(server.url + path)
      expect(file.status, path).toBe(200)
      const tag = file.headers.get('etag') ?? ''
      expect((await file.text()).length, path).toBeGreaterThan(100)
      expect((await fetch(server.url + path, { headers: { 'if-none-match': tag } })).status, path).toBe(304)
    }
    expect((await fetch(`${server.url}/graphiql/none.js`)).status).toBe(404)
    expect((await fetch(`${server.url}/graphiql/constructor`)).status).toBe(404)
    expect((await fetch(`${server.url}/graphiql`, { method: 'POST' })).status).toBe(405)
  })

  it('holds every example as it stands', async () => {
    const html = await (await fetch(`${server.url}/graphiql`)).text()
    const json = /id="examples">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    expect(json).not.toContain('<')
    expect(JSON.parse(json)).toEqual(readExamples().map(({ name, text }) => ({ name, text })))
  })
})
