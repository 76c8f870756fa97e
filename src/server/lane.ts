import type { Viewer } from '../service/viewer.ts'

/** Whose places and bucket a request takes: the viewer's own, or those of the public at one address. */
export const laneOf = (viewer: Viewer, address = ''): string => viewer.id ?? `public ${networkOf(address)}`

/** One IPv4 address; of IPv6 the network of a customer (/64), who has all the addresses in it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%', 1).join('').split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
