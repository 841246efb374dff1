// `sluice runs time`: partitions, the reason of an open window, delays and modes in words.
import { expect, it } from 'vitest'
import type { TimeView } from '@shared/contract'
import { runFake } from '../../testing'

const at = Date.UTC(2026, 0, 1, 14)
const view: TimeView = {
  node: 'minutes',
  nowMs: at + 300_000,
  by: 'partition',
  watermark: at + 50_000,
  open: {
    start: at,
    end: at + 60_000,
    because: 'partition',
    lane: { from: 'orders', partition: 1 },
  },
  delayMs: 30_000,
  lanes: [
    {
      ...{ from: 'orders', partition: 0, newest: at + 280_000, watermark: at + 250_000 },
      ...{ seenAt: at + 281_000, onTime: [], late: [], tooLate: [] },
    },
    {
      ...{ from: 'orders', partition: 1, newest: at + 80_000, watermark: at + 50_000 },
      ...{ counts: true, seenAt: at + 90_000, onTime: [], late: [], tooLate: [] },
    },
  ],
  lanesMore: 0,
  windows: [{ start: at, end: at + 60_000, records: 26, keys: 3, state: 'held' }],
  counts: { read: 120, late: 11, tooLate: 3, untimed: 0 },
  lateRecords: [],
  drops: {
    unitMs: 1000,
    bySlack: [
      [2000, 3],
      [40_000, 2],
      [69_000, 1],
    ],
  },
  modes: {
    inUse: 'update',
    batch: 28,
    columns: ['n'],
    modes: [
      {
        ...{ mode: 'append', inBatch: 0, sinceStart: 2, sent: [], inState: 3 },
        inTable: 2,
        sample: [],
      },
      {
        ...{ mode: 'update', inBatch: 1, sinceStart: 34, sent: [], inState: 3 },
        inTable: 5,
        sample: [],
      },
    ],
  },
}
const parts = { lockOf: async () => ({ pid: 1, startedAt: '', ui: 'http://127.0.0.1:1/#t=x' }) }
const run = (...more: string[]) =>
  runFake(['runs', 'time', 'shop', 'minutes', ...more], {
    client: { runs: { time: async () => view } },
    parts,
  })

it('says which partition holds a window open, and what each delay would drop', async () => {
  const { out } = await run('--lang', 'en')
  expect(out).toContain('Watermark 2026-01-01 14:00:50, the lowest of 2')
  expect(out).toContain('11 counted, 3 dropped')
  expect(out).toMatch(/orders\[1\] .*←/)
  expect(out).toContain('partition 1 has sent nothing since 2026-01-01 14:01:20')
  expect(out).toMatch(/14:01:00\s+26\s+3\s+Held back/)
  expect(out).toMatch(/^0 s\s+6$/m)
  expect(out).toMatch(/^30 s ←\s+3$/m)
  expect(out).toMatch(/^70 s\s+0$/m)
  expect(out).toContain('70 s: the shortest delay that would have dropped none')
  expect(out).toMatch(/Update ←\s+1\s+34\s+3\s+5/)
})

it('gives the same as JSON, and speaks three languages', async () => {
  expect(JSON.parse((await run('--json')).out)).toEqual(view)
  expect((await run('--lang', 'pt-BR')).out).toContain('não enviou nada desde')
  expect((await run('--lang', 'es')).out).toContain('no envió nada desde')
})
