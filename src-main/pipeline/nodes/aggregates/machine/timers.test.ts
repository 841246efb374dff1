// The order in which timers go off, against a look at all of them; and what a key costs whose timer
// every row moves.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Timers, type Timed } from './timers'

const act = fc.oneof(
  fc.record({ key: fc.nat(6), due: fc.option(fc.nat(60), { nil: undefined }) }),
  fc.record({ before: fc.nat(60) }),
)

describe('timers', () => {
  it('go off once, in the order of their moments and keys', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), acts => {
        const keys = Array.from({ length: 7 }, (_, i): Timed => ({
          id: `k${i}`,
          due: undefined,
          queued: undefined,
        }))
        const naive = new Map<string, number>()
        const timers = new Timers<Timed>()
        for (const each of acts) {
          if ('before' in each) {
            const over = [...naive].filter(([, due]) => due < each.before)
            over.sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
            for (const [id] of over) naive.delete(id)
            expect(timers.takeBefore(each.before).map(({ id }) => id)).toEqual(
              over.map(([id]) => id),
            )
          } else {
            const key = keys[each.key]
            if (!key) continue
            timers.set(key, each.due)
            if (each.due === undefined) naive.delete(key.id)
            else naive.set(key.id, each.due)
          }
          expect(timers.size).toBe(naive.size)
          expect(timers.earliest).toBe(naive.size > 0 ? Math.min(...naive.values()) : undefined)
        }
      }),
    )
  })
})
