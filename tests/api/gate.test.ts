import { describe, expect, it } from 'vitest'
import { SkeinError } from '../../src/errors.ts'
import { Gate } from '../../src/server/gate.ts'

const never = new AbortController().signal

/** A piece of work that ends when told to. */
function job(): { work: () => Promise<string>; end: () => void; begun: () => boolean } {
  let end = (): void => undefined
  let begun = false
  const ended = new Promise<string>((resolve) => {
    end = () => resolve('done')
  })
  const work = (): Promise<string> => {
    begun = true
    return ended
  }
  return { work, end, begun: () => begun }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('gate', () => {
  it('runs as many as allowed at once for one viewer, and the rest in the order in which they came', async () => {
    const gate = new Gate({ running: 2, waiting: 10, waitingInAll: 10 })
    const jobs = Array.from({ length: 4 }, job)
    const all = jobs.map(({ work }) => gate.run('a', never, work))
    await turn()
    expect(jobs.map((j) => j.begun())).toEqual([true, true, false, false])
    jobs[1]?.end()
    await turn()
    expect(jobs.map((j) => j.begun())).toEqual([true, true, true, false])
    for (const j of jobs) j.end()
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done'])
    expect(gate.running).toBe(0)
  })

  it('does not let one viewer wait for another', async () => {
    const gate = new Gate({ running: 1, waiting: 10, waitingInAll: 10 })
    const slow = job()
    const first = gate.run('a', never, slow.work)
    expect(await gate.run('b', never, () => 'at once')).toBe('at once')
    slow.end()
    await first
  })

  it('refuses with LIMIT_EXCEEDED what does not fit into the queue, and takes more once it has emptied', async () => {
    const gate = new Gate({ running: 1, waiting: 1, waitingInAll: 10 })
    const slow = job()
    const first = gate.run('a', never, slow.work)
    const second = gate.run('a', never, () => 2)
    const refused: unknown = await gate.run('a', never, () => 3).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SkeinError)
    expect((refused as SkeinError).code).toBe('LIMIT_EXCEEDED')
    expect((refused as SkeinError).details.limit).toEqual({ name: 'waiting', value: 1, met: 2 })
    slow.end()
    await first
    expect(await second).toBe(2)
    expect(await gate.run('a', never, () => 4)).toBe(4)
  })

  it('bounds what waits in all', async () => {
    const gate = new Gate({ running: 1, waiting: 5, waitingInAll: 1 })
    const slow = [job(), job()]
    const running = slow.map(({ work }, i) => gate.run(i === 0 ? 'a' : 'b', never, work))
    const waits = gate.run('a', never, () => 1)
    await expect(gate.run('b', never, () => 2)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    for (const j of slow) j.end()
    await Promise.all([...running, waits])
  })

  it('lets go of who leaves while waiting, and hands the place to the next', async () => {
    const gate = new Gate({ running: 1, waiting: 5, waitingInAll: 5 })
    const slow = job()
    const first = gate.run('a', never, slow.work)
    const leaving = new AbortController()
    const left = gate.run('a', leaving.signal, () => 'never').catch((error: unknown) => error)
    const stays = gate.run('a', never, () => 'mine')
    leaving.abort(new SkeinError('TIMEOUT', 'too late'))
    expect(await left).toMatchObject({ code: 'TIMEOUT' })
    slow.end()
    await first
    expect(await stays).toBe('mine')
  })

  it('frees the place of work that fails', async () => {
    const gate = new Gate({ running: 1, waiting: 5, waitingInAll: 5 })
    await expect(gate.run('a', never, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await gate.run('a', never, () => 'next')).toBe('next')
  })
})
