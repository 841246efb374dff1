// The rule of late sessions, on any events: what came out by key, less what was taken back, is at each
// moment the sessions of all events that are over, however late their events came and whatever began anew.
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bench } from '../../../testing/node-bench'

const SECOND = 1000
const GAP = 5 * SECOND
const dataDir = mkdtempSync(join(tmpdir(), 'sessions-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const settings = {
  by: { k: 'k' },
  compute: { n: 'count(*)' },
  window: { session: '5 s' },
  time: 'at',
  watermark: '2 s',
  lateness: '1 day',
  mode: 'append',
}

interface Event {
  readonly k: string
  readonly s: number
}
interface Session {
  readonly k: string
  readonly start: number
  end: number
  n: number
}

const eventArb = fc.record({
  k: fc.constantFrom('a', 'b', 'c'),
  s: fc.integer({ min: 0, max: 60 }),
})
const batchesArb = fc.array(
  fc.record({ events: fc.array(eventArb, { maxLength: 4 }), restart: fc.boolean() }),
  { minLength: 1, maxLength: 14 },
)

/** By the definition: events of a key that are at most a gap apart. */
function sessionsOf(events: readonly Event[]): Session[] {
  const sessions: Session[] = []
  for (const { k, s } of [...events].sort((a, b) => a.s - b.s)) {
    const at = s * SECOND
    const last = sessions.findLast(session => session.k === k)
    if (last && at <= last.end) Object.assign(last, { end: at + GAP, n: last.n + 1 })
    else sessions.push({ k, start: at, end: at + GAP, n: 1 })
  }
  return sessions
}

const rowOf = ({ events }: { readonly events: readonly Event[] }) =>
  events.map(({ k, s }) => ({ k, at: new Date(s * SECOND).toISOString() }))
/** Of a row as JSON, or of one that is taken back. */
function keyOf(row: unknown): string {
  const { window_start: start, k } = Object(row) as Record<string, string | number>
  return `${new Date(start ?? 0).toISOString()} ${k}`
}

it.each([{}, { dataDir, memoryKeys: 2 }])(
  'has the sessions that are over in its table, and no other (%o)',
  place => {
    fc.assert(
      fc.property(batchesArb, batches => {
        let node = bench('aggregate', settings, {
          inputs: [{ k: 'string', at: 'timestamp' }],
          ...place,
        })
        const table = new Map<string, unknown>()
        const events: Event[] = []
        let mark = -Infinity
        for (const batch of batches) {
          if (batch.restart) node = node.again()
          for (const row of node.push(rowOf(batch))) table.set(keyOf(row), row)
          for (const row of node.removed()) table.delete(keyOf(row))
          node.operator.snapshot?.(false)
          events.push(...batch.events)
          const over = sessionsOf(events).filter(({ end }) => end <= mark)
          const expected = over.map(({ k, start, end, n }) => ({
            window_start: new Date(start).toISOString(),
            window_end: new Date(end).toISOString(),
            k,
            n,
          }))
          expect([...table.values()].map(row => JSON.stringify(row)).sort()).toEqual(
            expected.map(row => JSON.stringify(row)).sort(),
          )
          mark = Math.max(mark, ...events.map(({ s }) => (s - 2) * SECOND))
        }
      }),
      { numRuns: 100 },
    )
  },
)
