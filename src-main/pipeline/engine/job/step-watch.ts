// Looks at what goes through a job: keeps what came to each node in a step, and stops the job behind
// the first record that a breakpoint is waiting for. With nothing asked of it, it costs one test of a
// flag per batch.
import type { Breakpoint, BreakStop, StepNode } from '@shared/contract'
import type { Row } from '@shared/expr'
import type { Batch, RawRecord } from '../../model/batch'
import type { EdgeStats, NodeStats } from '../stats'

/** Of each edge so many rows are shown. */
const SHOWN_MAX = 20

/** A breakpoint as it is looked for at one edge. */
export interface BreakTest {
  readonly asked: Breakpoint
  readonly holds: (item: Row | RawRecord) => boolean
}

export type BreakTests = ReadonlyMap<string, readonly BreakTest[]>

interface Watched {
  readonly id: string
  readonly stats: NodeStats
  readonly inputs: readonly EdgeStats[]
  readonly operator: { owes?(): boolean }
}

interface Came {
  count: number
  readonly shown: { readonly seq: number; readonly row?: Row; readonly record?: RawRecord }[]
}

export interface Sealed {
  readonly records: number
  readonly nodes: readonly StepNode[]
}

interface Before {
  readonly out: number
  readonly errors: number
  readonly keys: number | undefined
}

export class StepWatch {
  private tests: BreakTests = new Map()
  private readonly came = new Map<string, Came>()
  private readonly before = new Map<string, Before>()
  /** The record that is on its way, where they go one by one. */
  private record: RawRecord | undefined
  private isTracing = false
  private isReady = false
  /** Records that were read since the trace began. */
  private records = 0
  stop: BreakStop | undefined
  /** What was made of the record that a breakpoint stopped behind, once its batch is over. */
  broken: Sealed | undefined

  constructor(
    private readonly nodes: () => Iterable<Watched>,
    private readonly onStop: () => void,
  ) {}

  /** From here on no batch is one that an earlier life has done. */
  ready(): void {
    this.isReady = true
  }

  set breaks(tests: BreakTests) {
    this.tests = tests
  }

  /** A breakpoint stops behind a record, so each goes through alone. */
  get isOneByOne(): boolean {
    return this.isReady && this.tests.size > 0
  }

  get isActive(): boolean {
    return this.isTracing || this.isOneByOne
  }

  /** The run goes on. */
  release(): void {
    this.isTracing = false
    this.stop = undefined
    this.broken = undefined
    this.record = undefined
    this.clear()
  }

  beginStep(): void {
    this.release()
    this.isTracing = true
  }

  /** The next record, where they go one by one. */
  begin(record: RawRecord | undefined): void {
    this.record = record
    if (!this.isTracing) this.clear()
  }

  /** The job stands still. */
  settle(): void {
    if (this.stop && !this.broken && !this.isTracing) this.broken = this.seal()
  }

  read(count: number): void {
    this.records += count
  }

  private clear(): void {
    this.came.clear()
    this.before.clear()
    this.records = 0
    for (const { id, stats } of this.nodes())
      this.before.set(id, { out: stats.out, errors: stats.errors, keys: stats.stateKeys?.() })
  }

  pass(edge: EdgeStats, { rows, records }: Batch): void {
    const list = records ?? rows
    const came = this.came.get(edge.id) ?? { count: 0, shown: [] }
    this.came.set(edge.id, came)
    const room = Math.max(0, SHOWN_MAX - came.shown.length)
    const seq = came.count
    if (records)
      came.shown.push(...records.slice(0, room).map((record, i) => ({ seq: seq + i, record })))
    else came.shown.push(...rows.slice(0, room).map((row, i) => ({ seq: seq + i, row })))
    came.count += list.length
    const tests = this.isOneByOne ? this.tests.get(edge.id) : undefined
    if (tests && !this.stop) this.look(edge, tests, list, records !== undefined)
  }

  private look(
    edge: EdgeStats,
    tests: readonly BreakTest[],
    list: readonly (Row | RawRecord)[],
    areRecords: boolean,
  ): void {
    for (const item of list) {
      const hit = tests.find(({ holds }) => holds(item))
      if (!hit) continue
      const shown = areRecords ? { record: item as RawRecord } : { row: item as Row }
      const { record } = this
      this.stop = {
        ...hit.asked,
        edge: edge.id,
        record: edge.peek({ seq: 0, ...shown }),
        ...(record ? { partition: record.partition, offset: String(record.offset) } : {}),
      }
      this.onStop()
      return
    }
  }

  /** What came since the trace began, as texts: rows and records are not kept alive. */
  seal(): Sealed {
    this.isTracing = false
    const nodes = [...this.nodes()].flatMap(node => this.nodeOf(node) ?? [])
    const { records } = this
    this.came.clear()
    return { records, nodes }
  }

  private nodeOf({ id, stats, inputs, operator }: Watched): StepNode | undefined {
    const came = inputs.flatMap(edge => {
      const of = this.came.get(edge.id)
      return of
        ? [{ edge: edge.id, count: of.count, shown: of.shown.map(item => edge.peek(item)) }]
        : []
    })
    const before = this.before.get(id)
    const out = stats.out - (before?.out ?? stats.out)
    if (came.length === 0 && out === 0) return undefined
    const keys = stats.stateKeys?.()
    return {
      ...{ node: id, came, out, dead: stats.errors - (before?.errors ?? stats.errors) },
      ...(keys === undefined ? {} : { keys: [before?.keys ?? keys, keys] as const }),
      ...(operator.owes?.() === true ? { owes: true } : {}),
    }
  }
}
