// From what came out back to the record that went in: among the last records, the newest whose way
// leads to a row of a table, or that has a given event time at a node. Records are walked one by one
// from the end, with no effect, and other work goes on in between.
import type { LabEdge } from '@shared/lab'
import type { RawRecord } from '../../model/batch'
import type { BackAsked } from '../../model/run-types'
import type { Visit } from './trace'
import type { Tracer } from './tracer'
import { plainCell, rowCells } from './follow-view'
import type { Walk } from './walk'

/** How far it looks back in each partition. */
const RECORDS_MAX = 3000
const STEP_RECORDS = 500
const WALKED_A_TURN = 20
const LOOK_MS_MAX = 8000
/** Between its coming and its place in the picture. */
const SEEN_MS = 500

interface Reader {
  read(topic: string, partition: number, from: number, to: number): AsyncIterable<RawRecord>
}

export interface BackParts {
  readonly tracer: Pick<Tracer, 'last' | 'bound' | 'operatorOf'> & {
    walk(): Pick<Walk, 'into' | 'visits' | 'close'>
  }
  readonly edge: LabEdge
  readonly topic: string | undefined
  readonly reader: Reader | undefined
  /** What the job has read of each partition. */
  readonly positions: ReadonlyMap<number, number>
  /** The first record that each partition still has. */
  readonly begins: ReadonlyMap<number, number>
}

interface Place {
  readonly partition: number
  readonly offset: number
}

/** Where several records have one event time, the one that came then. */
export async function findBack(
  parts: BackParts,
  node: string,
  wanted: BackAsked,
): Promise<Place | undefined> {
  const found = await newestLike(parts, node, wanted)
  // A foreign producer's clock may be ahead of the lab's.
  const isLeft = found === undefined && wanted.seenAt !== undefined
  return isLeft ? newestLike(parts, node, { ...wanted, seenAt: undefined }) : found
}

async function newestLike(
  parts: BackParts,
  node: string,
  wanted: BackAsked,
): Promise<Place | undefined> {
  const { tracer, edge, reader, topic } = parts
  const isIt = matcher(tracer, node, wanted)
  const seen = tracer.last.find(
    trace =>
      trace.edge.id === edge.id &&
      isIn(trace.record, wanted) &&
      Math.abs(trace.readAt - (wanted.seenAt ?? trace.readAt)) <= SEEN_MS &&
      trace.visits.some(isIt),
  )
  const traced = seen && placeOf(seen.record)
  // A table's row may have changed since; a moment belongs to one record.
  if (traced && (wanted.at !== undefined || !reader)) return traced
  if (!reader || topic === undefined) return traced
  const until = performance.now() + LOOK_MS_MAX
  let newest: RawRecord | undefined
  for (const [partition, position] of parts.positions) {
    if (wanted.partition !== undefined && partition !== wanted.partition) continue
    const floor = Math.max(parts.begins.get(partition) ?? 0, position - RECORDS_MAX)
    for (let to = position; to > floor && performance.now() < until; to -= STEP_RECORDS) {
      const from = Math.max(floor, to - STEP_RECORDS)
      const records: RawRecord[] = []
      for await (const record of reader.read(topic, partition, from, to))
        if (isIn(record, wanted)) records.push(record)
      const found = await lastOf(parts, records, isIt, newest?.timeMs)
      if (!found) continue
      newest = found
      break
    }
  }
  return newest ? placeOf(newest) : traced
}

const placeOf = ({ partition, offset }: RawRecord): Place => ({ partition, offset })
const isIn = (record: RawRecord, { partition, seenAt }: BackAsked) =>
  (partition === undefined || record.partition === partition) &&
  (seenAt === undefined || record.timeMs <= seenAt)

async function lastOf(
  { tracer, edge }: BackParts,
  records: readonly RawRecord[],
  isIt: (visit: Visit) => boolean,
  after = -Infinity,
): Promise<RawRecord | undefined> {
  let walked = 0
  for (const record of records.toReversed()) {
    if (record.timeMs < after) return undefined
    const walk = tracer.walk()
    await walk.into(edge.id, { rows: [], records: [record] })
    await walk.close()
    if (walk.visits.some(isIt)) return record
    if (++walked % WALKED_A_TURN === 0) await new Promise(resolve => setImmediate(resolve))
  }
  return undefined
}

function matcher(
  tracer: BackParts['tracer'],
  node: string,
  { row, at }: BackAsked,
): (visit: Visit) => boolean {
  const known = tracer.bound.nodes.get(node)
  const operator = tracer.operatorOf(node)
  if (at !== undefined)
    return ({ node: id, input, took }) =>
      id === node && took.rows.some(each => operator?.timeFor?.(input, each) === at)
  const wanted = Object.entries(row ?? {})
  return ({ node: id, input, took }) => {
    const type = known?.inputs[input]?.stream.row
    if (id !== node || !type) return false
    const cells = rowCells(type)
    return took.rows.some(each => {
      const values = new Map(type.fields.map(({ name }, i) => [name, cells(each)[i] ?? null]))
      return wanted.every(([name, value]) => sameCell(values.get(name), plainCell(value)))
    })
  }
}

/** A moment and a number may be written in more than one way. */
function sameCell(one: string | null | undefined, other: string | null): boolean {
  if (one === other) return true
  if (one === undefined || one === null || other === null) return false
  const [a, b] = [Number(one), Number(other)]
  if (Number.isFinite(a) && Number.isFinite(b)) return a === b
  const [c, d] = [Date.parse(one), Date.parse(other)]
  return Number.isFinite(c) && c === d
}
