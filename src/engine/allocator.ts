/**
 * glibc gives a large block back to the system when it is freed, until one was: from then on blocks of that size are kept, in
 * each thread's own arena. A graph that is erased and reopened for hours makes a process grow by them, to gigabytes.
 * A limit that is set by hand stays where it was set.
 */
import { createRequire } from 'node:module'

/** From malloc.h: blocks of so many bytes and more are the system's own. */
const M_MMAP_THRESHOLD = -3
const LARGE_BYTES = 128 * 1024

type Mallopt = (option: number, value: number) => number

/** Before the engine takes its first memory. Where the C library is another one, or cannot be called, nothing is changed. */
export function giveLargeBlocksBack(): void {
  if (process.platform !== 'linux') return
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi')
    const mallopt = koffi.load('libc.so.6').func('int mallopt(int option, int value)') as Mallopt
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
  } catch {
    // It needs more memory, and works.
  }
}
