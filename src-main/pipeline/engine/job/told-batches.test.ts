// What a job reads when it was told another engine's batches. Inputs and batches are made up.
import { labFileSchema } from '@shared/lab'
import { describe, expect, it } from 'vitest'
import { testRun } from '../../testing/test-run'
import type { PlannedRange } from '../checkpoint-frames'
import { LabClock } from '../clock'
import { readAsTold } from './told-batches'

const lab = labFileSchema.parse({ sluice: 1, id: 'l', title: 'l', seed: 1, nodes: {} })
const told: Record<string, Record<string, number>[]> = { in: [{ 0: 2, 1: 1 }, { 0: 5000 }] }

async function read(has: number, isFilled = true, stop = new AbortController()) {
  const run = testRun(lab, await LabClock.open('', undefined, () => 0), {
    overrides: { batches: told },
  })
  const batches: (readonly PlannedRange[])[] = []
  const input = {
    ...{ id: 'in-rows', topicName: 'in', isFilled },
    positions: new Map([
      [0, 0],
      [1, 0],
    ]),
    reaches: async (ends: Readonly<Record<string, number>>) =>
      Object.values(ends).every(end => end <= has),
  }
  const cycle = { told: async (ranges: readonly PlannedRange[]) => void batches.push(ranges) }
  await readAsTold({ run, stop: stop.signal }, [input], cycle, () => {
    throw new Error('nothing is read here')
  })
  return batches
}

describe('batches that were told', () => {
  it('are read one by one, the partitions in turn', async () => {
    expect(await read(5000)).toEqual([
      [
        ['in-rows', 0, 0, 2],
        ['in-rows', 1, 0, 1],
      ],
      [
        ['in-rows', 0, 2, 4002],
        ['in-rows', 0, 4002, 5000],
      ],
    ])
  })

  it('are left alone where the topic has fewer records: nobody waits for those', async () => {
    expect(await read(4999)).toEqual([])
  })

  it('end with the job while they wait for the topic to fill', async () => {
    const stop = new AbortController()
    const waiting = read(5000, false, stop)
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
  })
})
