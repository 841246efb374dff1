// A host between a caller and a worker: it passes calls and feeds on by one rule each, so a method
// that the contract gains needs nothing here.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { command, feed, query, type FeedPage } from '../contract'
import { LabError } from '../errors'
import { answerFeed, Ring } from '../feed'
import { createClientOf, createServerOf, memoryChannels, passOn, type HandlersOf } from './index'

const methods = {
  raise: command<number>()(z.strictObject({ lab: z.string(), by: z.number().default(1) })),
  ticks: feed<string>()(z.object({ lab: z.string() })),
}
const worker = { of: methods }
const host = { runs: { ...methods, list: query<string[]>()(z.strictObject({})) } }

function join(reasonOfEnd?: () => LabError) {
  const ring = new Ring<string>(10)
  let sum = 0
  const [near, far] = memoryChannels()
  createServerOf(worker, far, {
    of: {
      raise: ({ lab, by }) => {
        if (by < 0) throw new LabError('run-no-source', { kind: 'usage', params: { node: lab } })
        return (sum += by)
      },
      ticks: ({ cursor }) => ring.since(cursor),
    },
  })
  const { of: behind } = createClientOf(worker, async () => near, { reasonOfEnd })
  const handlers: HandlersOf<typeof host>['runs'] = {
    list: () => ['r0'],
    ...passOn(methods, {
      call: (_, ask) => ask(behind),
      feed: ({ cursor }, since, { signal }) => {
        const watch = (listener: () => void) => ring.watch(listener)
        const source = { since: (from?: string) => since(behind, from), watch }
        return answerFeed(source, cursor, { signal, paceMs: 1, deadlineMs: 500 })
      },
    }),
  }
  const [page, server] = memoryChannels()
  createServerOf(host, server, { runs: handlers })
  return { ring, runs: createClientOf(host, async () => page).runs, breakOff: () => far.close() }
}

describe('a host that passes calls on', () => {
  it('hands over the checked input, the answer, and the error', async () => {
    const { runs } = join()
    expect(await runs.list({})).toEqual(['r0'])
    expect(await runs.raise({ lab: 'r0' })).toBe(1)
    expect(await runs.raise({ lab: 'r0', by: 4 })).toBe(5)
    await expect(runs.raise({ lab: 'r0', by: -1 })).rejects.toMatchObject({
      code: 'run-no-source',
      params: { node: 'r0' },
    })
  })

  it('hands over feeds with their cursors, and waits for news itself', async () => {
    const { runs, ring } = join()
    ring.push('a', 'b')
    const first = await runs.ticks({ lab: 'r0' })
    expect(first.items).toEqual(['a', 'b'])
    const waiting: Promise<FeedPage<string>> = runs.ticks({ lab: 'r0', cursor: first.cursor })
    ring.push('c')
    expect((await waiting).items).toEqual(['c'])
  })

  it('fails calls with the reason when the worker has gone', async () => {
    const crash = new LabError('worker-crashed', { kind: 'bug', params: { worker: 'x', code: 1 } })
    const { runs, breakOff } = join(() => crash)
    await runs.raise({ lab: 'r0' })
    breakOff()
    await expect(runs.raise({ lab: 'r0' })).rejects.toMatchObject({ code: 'worker-crashed' })
  })
})
