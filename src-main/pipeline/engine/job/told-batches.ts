// The batches that another engine made of full topics, once more: a comparison wants the same records
// to be late on both sides, and that depends on the cut.
import { setTimeout as sleep } from 'node:timers/promises'
import type { TopicBatches } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { PlannedRange } from '../checkpoint-frames'
import type { TopicInput } from '../topic-input'
import type { ChunkOf, CycleParts, MicroBatches } from './micro-batches'

const LOOK_EVERY_MS = 100
/** Partitions take turns: a long range of one would not leave room to fetch the others. */
const RANGE_RECORDS_MAX = 4000

type ToldInput = Pick<TopicInput, 'id' | 'topicName' | 'positions' | 'isFilled' | 'reaches'>

/**
 * Does nothing where an input of the job was not told, or has fewer records than that: what it reads
 * is then its own cut.
 */
export async function readAsTold(
  { run, stop, first }: Pick<CycleParts, 'run' | 'stop' | 'first'>,
  inputs: readonly ToldInput[],
  batches: Pick<MicroBatches, 'told'>,
  chunkOf: ChunkOf,
): Promise<void> {
  const told = run.overrides.batches ?? {}
  const isTold = inputs.every(input => told[input.topicName] !== undefined)
  if (inputs.length === 0 || !isTold || (first && first.size > 0)) return
  while (!inputs.every(input => input.isFilled)) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {})
    if (stop.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
  }
  const ends = (input: ToldInput) => Object.assign({}, ...(told[input.topicName] ?? []))
  const isThere = await Promise.all(inputs.map(input => input.reaches(ends(input))))
  if (!isThere.every(Boolean)) return
  for (const ranges of rangesOf(told, inputs)) await batches.told(ranges, chunkOf)
}

function rangesOf(told: TopicBatches, inputs: readonly ToldInput[]): PlannedRange[][] {
  const count = Math.max(...inputs.map(({ topicName }) => told[topicName]?.length ?? 0))
  const at = new Map(inputs.map(input => [input, new Map(input.positions)]))
  return Array.from({ length: count }, (_, n) =>
    inputs.flatMap(input => {
      const positions = at.get(input) ?? new Map<number, number>()
      const ends = Object.entries(told[input.topicName]?.[n] ?? {})
      const steps = ends.map(([partition, to]) => {
        const from = positions.get(Number(partition)) ?? 0
        positions.set(Number(partition), Math.max(from, to))
        return stepsOf(input.id, Number(partition), from, to)
      })
      return inTurns(steps)
    }),
  )
}

function stepsOf(id: string, partition: number, from: number, to: number): PlannedRange[] {
  const steps: PlannedRange[] = []
  for (let at = from; at < to; at += RANGE_RECORDS_MAX)
    steps.push([id, partition, at, Math.min(to, at + RANGE_RECORDS_MAX)])
  return steps
}

function inTurns(lists: readonly (readonly PlannedRange[])[]): PlannedRange[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, n) =>
    lists.flatMap(list => list.slice(n, n + 1)),
  ).flat()
}
