// How far a producer has come, kept in `producers/<node>.json` of its run's folder: the number of
// its next record, and up to where its records are known in each topic. A damaged file is refused
// by name: a run that took another number would leave records out, or write some twice.
import { join } from 'node:path'
import { z } from 'zod'
import type { Json } from '../model/operator'
import type { WrittenUpTo } from '../topics/topic-writer'
import { readSealed, writeSealed } from './sealed-file'

const schema = z.object({
  next: z.number(),
  writtenTo: z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number()]))),
  topicIds: z.record(z.string(), z.string()).optional(),
  idle: z.record(z.string(), z.array(z.number())).optional(),
  moved: z.record(z.string(), z.number()).optional(),
  bytes: z.record(z.string(), z.number()).optional(),
  source: z.json().optional(),
  print: z.tuple([z.number(), z.number()]).optional(),
})

export interface ProducerPosition {
  readonly next: number
  /** By the node of the topic. */
  readonly writtenTo: Readonly<Record<string, WrittenUpTo>>
  /** The cluster's ids of the topics, by node; positions of before have none. */
  readonly topicIds?: Readonly<Record<string, string>>
  /** Partitions that get no records since then, and how many went to others so far, by topic. */
  readonly idle?: Readonly<Record<string, readonly number[]>>
  readonly moved?: Readonly<Record<string, number>>
  /** How many bytes its records have, by topic. */
  readonly bytes?: Readonly<Record<string, number>>
  /** What the source's `save` gave. */
  readonly source?: Json
  readonly print?: readonly [number, number]
}

const fileOf = (runDir: string, source: string) => join(runDir, 'producers', `${source}.json`)

/** Undefined for a producer that has not begun. */
export function readPosition(
  runDir: string,
  source: string,
): Promise<ProducerPosition | undefined> {
  return readSealed(fileOf(runDir, source), schema)
}

export function writePosition(
  runDir: string,
  source: string,
  position: ProducerPosition,
): Promise<void> {
  return writeSealed(fileOf(runDir, source), JSON.stringify(position))
}
