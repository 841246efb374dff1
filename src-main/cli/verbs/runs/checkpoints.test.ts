// `sluice runs checkpoints` and `sluice run --from-checkpoint`: what is listed, and which one is meant.
import type { KeptCheckpoint } from '@shared/contract'
import { describe, expect, it } from 'vitest'
import { runFake, type FakeRun } from '../../testing'
import { checkpointRef } from '../../options'

const kept = (job: string, batch: number): KeptCheckpoint => ({
  ...{ job, batch, at: Date.parse('2026-11-30T10:00:00Z'), clockMs: 0, sizeBytes: 2048, keys: 7 },
  offsets: { 'orders>order': { 0: 120, 1: 97 } },
  again: {
    batches: 3,
    records: 40,
    sinks: [
      { node: 'totals', rows: 12, how: 'same' },
      { node: 'log', rows: 30, how: 'twice' },
      { node: 'idle', rows: 0, how: 'same' },
    ],
  },
})

async function started(words: string[]) {
  const asked: unknown[] = []
  const client: FakeRun['client'] = {
    labs: {
      catalog: async () => [],
      open: async () => ({
        lab: { sluice: 1, id: 'lab', title: 'x', nodes: {} },
        ...{ text: '', problems: [], edges: [], origin: 'gallery' as const },
      }),
    },
    runs: {
      checkpoints: async () => [kept('order', 12), kept('order', 9), kept('copy', 9)],
      doubts: async () => ({ problems: [], state: [] }),
      start: async ({ checkpoint }) => {
        asked.push(checkpoint)
        throw new Error('enough')
      },
    },
  }
  const { out, err, code } = await runFake([...words, '--lang', 'en'], { client })
  return { asked, out, err, code }
}

describe('kept checkpoints', () => {
  it('are listed with what is done again', async () => {
    const { out } = await started(['runs', 'checkpoints', 'lab'])
    expect(out).toMatch(
      /12\s+order\s+2026-11-30 10:00:00\s+2\S* KB?\s*.*7\s+40\s+orders 0: 120, 1: 97/,
    )
  })

  it('are gone back to by batch, and said first', async () => {
    const { asked, err, out } = await started(['run', 'lab', '--from-checkpoint', '12'])
    expect(asked).toEqual([{ job: 'order', batch: 12 }])
    const said = `${out}${err}`
    expect(said).toContain('From batch 12 of order: 40 records in 3 batches')
    expect(said).toContain('log: can only append; its 30 rows will be there twice')
    expect(said).not.toContain('idle')
  })

  it('need their job where two have the batch', async () => {
    const two = await started(['run', 'lab', '--from-checkpoint', '9'])
    expect(two).toMatchObject({ asked: [], code: 2 })
    expect(two.err).toContain('order, copy')
    const one = await started(['run', 'lab', '--from-checkpoint', 'copy:9'])
    expect(one.asked).toEqual([{ job: 'copy', batch: 9 }])
  })

  it('are named when there is none, and clash with a clean start', async () => {
    const none = await started(['run', 'lab', '--from-checkpoint', '5'])
    expect(none.err).toContain('12, 9, 9')
    const both = await started(['run', 'lab', '--from-checkpoint', '12', '--clean'])
    expect(both).toMatchObject({ asked: [], code: 2 })
    expect(checkpointRef().safeParse('last').success).toBe(false)
  })
})
