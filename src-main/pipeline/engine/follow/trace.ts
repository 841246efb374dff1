// One record on its way through a job: what came into each node, what it kept for it before and
// after, what it gave out, and how long it took. The graph tells a trace of each step while that one
// record goes through it; nothing of it steers the job.
import type { ErrorData } from '@shared/errors'
import type { Row } from '@shared/expr'
import type { LabEdge } from '@shared/lab'
import type { Batch, RawRecord } from '../../model/batch'
import type { KeptKey, Operator, StoredRow } from '../../model/operator'

/** Rows of one step that are followed further. */
export const ROWS_FOLLOWED = 50
/** Rows of one step whose state is looked up. */
const ROWS_LOOKED_UP = 20
/** A record is kept whole up to here. */
const VALUE_BYTES_MAX = 64 * 1024

export interface TracedNode {
  readonly id: string
  readonly operator: Operator
  readonly stats: { late: number; tooLate: number; untimed: number; out: number }
}

/** A key that one of the rows belongs to. */
export interface RowKey extends KeptKey {
  /** Which of the rows that the node took. */
  readonly row: number
}

export interface Given {
  readonly rows: readonly Row[]
  readonly records?: readonly RawRecord[]
  /** Also of those that are not followed. */
  readonly count: number
}

export type Lateness = 'late' | 'tooLate' | 'untimed'

/** What became of the record at one node. */
export interface Visit {
  readonly node: string
  readonly input: number
  readonly took: Given
  readonly gave: Map<string, Given>
  /** Absent where nobody looked: what was kept before is not known. */
  before?: readonly RowKey[]
  after: readonly RowKey[]
  lateness?: Lateness
  readonly dead: ErrorData[]
  /** By the lab's clock. */
  at?: number
  tookMs?: number
  /** What comes out for it waits for a trigger, or for its window to end. */
  waits?: true
  /** Of a sink: the rows that stood in its table before and after it wrote these. */
  storedBefore?: readonly (StoredRow | undefined)[]
  storedAfter?: readonly (StoredRow | undefined)[]
  /** The batch in which a sink wrote it. */
  batch?: number
}

export const givenOf = ({ rows, records }: Batch): Given => ({
  rows: rows.slice(0, ROWS_FOLLOWED),
  ...(records ? { records: records.slice(0, ROWS_FOLLOWED) } : {}),
  count: (records ?? rows).length,
})

export const newVisit = (node: string, input: number, batch: Batch): Visit => ({
  ...{ node, input, took: givenOf(batch), gave: new Map(), after: [], dead: [] },
})

export function keptBy({ operator }: TracedNode, input: number, { rows }: Given): RowKey[] {
  try {
    return rows
      .slice(0, ROWS_LOOKED_UP)
      .flatMap((row, i) =>
        (operator.keptFor?.(input, row) ?? []).map(kept => Object.assign({}, kept, { row: i })),
      )
  } catch {
    // A look is for a person who watches: it is missing then, and the job goes on.
    return []
  }
}

/** The bytes of its whole fetch are not kept alive by it. */
export function copyOf({ partition, offset, timeMs, key, value, headers }: RawRecord): RawRecord {
  const copy = (bytes: Buffer | null) => bytes && Buffer.from(bytes.subarray(0, VALUE_BYTES_MAX))
  const copied = Object.entries(headers).map(([name, bytes]) => [
    name,
    Array.isArray(bytes) ? bytes.map(each => Buffer.from(each)) : bytes && Buffer.from(bytes),
  ])
  return {
    ...{ partition, offset, timeMs },
    ...{ key: copy(key), value: copy(value), headers: Object.fromEntries(copied) },
  }
}

interface Running {
  readonly visit: Visit
  readonly begun: number
  /** Of it, in the nodes behind. */
  insideMs: number
}

export class Trace {
  readonly visits: Visit[] = []
  readonly record: RawRecord
  private readonly running: Running[] = []
  private readonly begun = performance.now()
  /** The batch that read it. */
  batch: number | undefined

  constructor(
    readonly edge: LabEdge,
    record: RawRecord,
    /** By the lab's clock. */
    readonly readAt: number,
    /** Somebody waits to see it: the rows of tables are read before and after. */
    readonly isWatched: boolean,
  ) {
    this.record = copyOf(record)
  }

  /** A batch goes into a node; the answer is to be called when it has been through. */
  enter(node: TracedNode, input: number, batch: Batch): () => void {
    const visit = newVisit(node.id, input, batch)
    this.visits.push(visit)
    const { late, tooLate, untimed } = node.stats
    visit.before = keptBy(node, input, visit.took)
    const { operator } = node
    const look = operator.view && operator.stored
    void look?.(visit.took.rows, input).then(
      rows => (visit.storedBefore = rows),
      () => {},
    )
    const begun = performance.now()
    visit.at = this.now(begun)
    const running = { visit, begun, insideMs: 0 }
    this.running.push(running)
    return () => {
      const took = performance.now() - begun
      this.running.pop()
      const outer = this.running.at(-1)
      if (outer) outer.insideMs += took
      visit.tookMs = took - running.insideMs
      visit.after = keptBy(node, input, visit.took)
      void look?.(visit.took.rows, input).then(
        rows => (visit.storedAfter = rows),
        () => {},
      )
      const { stats } = node
      if (stats.tooLate > tooLate) visit.lateness = 'tooLate'
      else if (stats.untimed > untimed) visit.lateness = 'untimed'
      else if (stats.late > late) visit.lateness = 'late'
    }
  }

  now(at = performance.now()): number {
    return this.readAt + (at - this.begun)
  }

  gave(node: string, port: string, batch: Batch): void {
    const visit = this.running.findLast(each => each.visit.node === node)?.visit
    if (!visit) return
    const known = visit.gave.get(port)
    const more = givenOf(batch)
    visit.gave.set(port, known ? joined(known, more) : more)
  }

  dead(node: string, reason: ErrorData): void {
    this.running.findLast(each => each.visit.node === node)?.visit.dead.push(reason)
  }

  get waits(): boolean {
    return this.visits.some(visit => visit.waits)
  }
}

function joined(one: Given, other: Given): Given {
  const records = [...(one.records ?? []), ...(other.records ?? [])]
  return {
    rows: [...one.rows, ...other.rows].slice(0, ROWS_FOLLOWED),
    ...(records.length > 0 ? { records: records.slice(0, ROWS_FOLLOWED) } : {}),
    count: one.count + other.count,
  }
}
