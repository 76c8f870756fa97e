import { createHmac, timingSafeEqual } from 'node:crypto'
import { invalid } from '../errors.ts'

/** The place of an item in an order: its key (null where it has none) and its id. */
export interface Place {
  readonly key: string | number | boolean | null
  readonly id: string
}

/**
 * Cursors that say where a page ended: order key and id, signed, so that a page goes on exactly there under inserts and no
 * client can make one up. `order` names the order, so that a cursor of another page is refused.
 */
export interface Cursors {
  write(order: string, place: Place): string
  read(order: string, cursor: string): Place
}

const SIGNATURE = 12

export function signedCursors(secret: string): Cursors {
  const sign = (order: string, body: string): Buffer =>
    createHmac('sha256', secret).update(order).update('\u0000').update(body).digest().subarray(0, SIGNATURE)
  return {
    write(order, { key, id }) {
      const body = JSON.stringify([key, id])
      return Buffer.concat([sign(order, body), Buffer.from(body)]).toString('base64url')
    },
    read(order, cursor) {
      const bytes = Buffer.from(cursor, 'base64url')
      const body = bytes.subarray(SIGNATURE).toString()
      // Base64 has several spellings of one value; only the one that was given is taken.
      if (
        bytes.length <= SIGNATURE ||
        bytes.toString('base64url') !== cursor ||
        !timingSafeEqual(bytes.subarray(0, SIGNATURE), sign(order, body))
      )
        throw forged()
      const [key, id] = JSON.parse(body) as [Place['key'], string]
      return { key, id }
    }
  }
}

const forged = (): Error =>
  invalid('The cursor is none that this page gave', {
    path: 'after',
    message: 'The cursor is unknown, altered, or belongs to another list or order',
    hint: 'Pass the `endCursor` of the page before, with the same field and order; leave it out for the first page.'
  })
