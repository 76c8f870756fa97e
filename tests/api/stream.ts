/** Subscriptions as a client opens them over HTTP. */
import { request, type IncomingMessage } from 'node:http'
import type { Answer } from './support.ts'

export interface Event {
  data?: {
    changes?: { revision: number; previous: number }
    job?: { state: string; phase: string; done: number; total: number }
  } | null
  errors?: NonNullable<Answer['errors']>
}

export interface Stream {
  status: number
  events: Event[]
  pings: () => number
  over: () => boolean
  close: () => void
}

/** A subscription as a client opens it: what arrives is gathered as it comes. */
export function openStream(at: string, query: string, headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request(`${at}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers }
    })
    asked.on('error', reject)
    asked.on('response', (response: IncomingMessage) => {
      let text = ''
      let over = false
      const events: Event[] = []
      response.on('error', () => undefined)
      response.on('close', () => (over = true))
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        for (const [, data = ''] of text.slice(read).matchAll(/event: next\ndata: (.*)\n\n/g))
          events.push(JSON.parse(data) as Event)
        read = Math.max(read, text.lastIndexOf('\n\n') + 2)
        if (text.includes('event: complete')) over = true
      })
      let read = 0
      const stream: Stream = {
        status: response.statusCode ?? 0,
        events,
        pings: () => text.split(':\n\n').length - 1,
        over: () => over,
        close: () => {
          asked.on('error', () => undefined)
          asked.destroy()
        }
      }
      resolve(stream)
    })
    asked.end(JSON.stringify({ query }))
  })
}
