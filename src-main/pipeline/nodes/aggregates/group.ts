// A group of an aggregation: key fields and their accumulators; as a row, as a checkpoint entry and back
// from one, and as a person sees it.
import {
  compileReader,
  compileWriter,
  isRow,
  type Accumulator,
  type CompiledAggregate,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'
import type { Json, KeptKey } from '../../model/operator'
import { rowMaker } from '../../model/row-maker'
import { asJson } from '../../model/rows'
import type { Named } from './key-reader'

export interface Group {
  readonly id: string
  /** Key fields (and the window's, when there is one). */
  head: Row
  readonly accumulators: Accumulator[]
  windowEnd: number
  /** Of groups with a window: which began before which, over all lives of the run. */
  readonly order: number
  /** Place among those that changed since the last emission, from 1; 0 when nothing is owed. */
  changedAt: number
  /** What the checkpoint says of that. */
  savedChangedAt: number
  unsaved: boolean
  /** Its checkpoint entry, while that is known and true. */
  entry: string | undefined
  /** Since the cold shelf was last looked through for room. */
  used: boolean
  /** Something else shows it, so it stays in memory. */
  isPinned: boolean
  /** The cold shelf has it, too. */
  isCold: boolean
  /** It is there as it was before it changed. */
  isColdOld: boolean
  /** By the lab's clock; 0: in an earlier life of the run. */
  readonly sinceMs: number
  touchedMs: number
}

/** Without a window, and held back by no trigger. */
const OWES_NOTHING = ',null]'

export class GroupForm {
  private readonly writeHead: (value: Value) => unknown
  private readonly readHead: (json: unknown) => Value
  private readonly writeValue: (value: Value) => unknown
  private readonly headNames: readonly string[]
  private readonly makeRow: ReturnType<typeof rowMaker>

  constructor(
    private readonly compute: readonly Named<CompiledAggregate>[],
    head: StructType,
  ) {
    this.writeHead = compileWriter(head)
    this.readHead = compileReader(head)
    this.headNames = head.fields.map(({ name }) => name)
    this.makeRow = rowMaker([...this.headNames, ...compute.map(({ name }) => name)])
    const fields = compute.map(({ name, it }) => ({ name, type: it.type }))
    this.writeValue = compileWriter({ kind: 'struct', fields })
  }

  fresh(id: string, head: Row, windowEnd: number, order: number, nowMs: number): Group {
    return {
      id,
      head,
      accumulators: this.compute.map(c => c.it.init()),
      windowEnd,
      order,
      changedAt: 0,
      savedChangedAt: 0,
      unsaved: false,
      entry: undefined,
      used: false,
      isPinned: false,
      isCold: false,
      isColdOld: false,
      sinceMs: nowMs,
      touchedMs: nowMs,
    }
  }

  row(group: Group): Row {
    const { compute, headNames } = this
    const values: Value[] = []
    for (const name of headNames) values.push(group.head[name] ?? null)
    for (let i = 0; i < compute.length; i++)
      values.push(compute[i]!.it.result(group.accumulators[i]!))
    return this.makeRow(values)
  }

  saveHead(head: Row): Json {
    return asJson(this.writeHead(head))
  }

  loadHead(json: Json): Row | undefined {
    const head = this.readHead(json)
    return isRow(head) ? head : undefined
  }

  /** Head, accumulators, end; what it owes, and its order. */
  entryOf(group: Group): string {
    if (group.entry !== undefined) return group.entry
    const { changedAt, windowEnd, order } = group
    group.savedChangedAt = changedAt
    const { compute } = this
    const accumulators = compute.map((c, i) => c.it.snapshot(group.accumulators[i]!))
    const isEndless = windowEnd === Infinity
    const parts: unknown[] = [
      this.writeHead(group.head),
      accumulators,
      isEndless ? null : windowEnd,
    ]
    if (changedAt > 0 || !isEndless) parts.push(changedAt)
    if (!isEndless) parts.push(order)
    return (group.entry = JSON.stringify(parts))
  }

  load(id: string, entry: string, order: number): Group | undefined {
    const saved = partsOf(entry)
    if (!Array.isArray(saved)) return undefined
    const [head, accumulators, end, changedAt, begun] = saved
    const fields = this.loadHead(head ?? null)
    if (!Array.isArray(accumulators) || !fields) return undefined
    const owed = typeof changedAt === 'number' ? changedAt : 0
    const windowEnd = typeof end === 'number' ? end : Infinity
    const group = this.fresh(id, fields, windowEnd, typeof begun === 'number' ? begun : order, 0)
    for (const [i, { it }] of this.compute.entries())
      group.accumulators[i] = it.restore(accumulators[i])
    return Object.assign(group, { changedAt: owed, savedChangedAt: owed, entry })
  }

  /** Of a key that nothing is kept for. */
  toldNone(head: Row): KeptKey {
    return { key: this.saveHead(head), value: null, ...windowOf(head) }
  }

  told({ head, accumulators, sinceMs, touchedMs }: Group): KeptKey {
    const row: Record<string, Value> = {}
    for (const [i, { name, it }] of this.compute.entries()) row[name] = it.result(accumulators[i]!)
    return {
      key: this.saveHead(head),
      value: asJson(this.writeValue(row)),
      ...windowOf(head),
      ...(sinceMs > 0 ? { since: sinceMs } : {}),
      ...(touchedMs > 0 ? { touched: touchedMs } : {}),
    }
  }
}

function windowOf({ window_start: start, window_end: end }: Row): Pick<KeptKey, 'window'> {
  return typeof start === 'number' && typeof end === 'number' ? { window: { start, end } } : {}
}

/** Our own text: a parse boundary. */
const partsOf = (entry: string) => JSON.parse(entry) as Json

/** When the window of an entry ends. */
export function endOf(entry: string): number {
  if (entry.endsWith(OWES_NOTHING)) return Infinity
  const saved = partsOf(entry)
  return Array.isArray(saved) && typeof saved[2] === 'number' ? saved[2] : Infinity
}

/** Whether a trigger holds back what an entry says; which of those with windows it is, if it says so. */
export function owedOf(entry: string): { readonly owes: boolean; readonly order?: number } {
  if (entry.endsWith(OWES_NOTHING)) return { owes: false }
  const saved = partsOf(entry)
  const [changedAt, order] = Array.isArray(saved) ? saved.slice(3) : []
  const owes = typeof changedAt === 'number' && changedAt > 0
  return typeof order === 'number' ? { owes, order } : { owes }
}

/** An entry that totals of these names made, as one of totals that changed: new ones begin empty. */
export function grownEntry(
  compute: readonly Named<CompiledAggregate>[],
  saved: Json,
  names: readonly string[],
): Json {
  if (!Array.isArray(saved)) return saved
  const [head = null, was, ...rest] = saved
  const accumulators = compute.map(({ name, it }) => {
    const at = names.indexOf(name)
    const known = at >= 0 && Array.isArray(was) ? was[at] : undefined
    return known ?? asJson(it.snapshot(it.init()))
  })
  return [head, accumulators, ...rest]
}
