// Turns a trace or a walk into what a person reads: its steps, as texts of bounded size.
import type {
  FollowedCells,
  FollowedColumn,
  FollowedKey,
  FollowedOut,
  FollowedStop,
} from '@shared/contract'
import { compileWriter, Decimal, printType, type StructType, type Value } from '@shared/expr'
import { recordRow } from '@shared/lab'
import type { Json, KeptKey, StoredRow } from '../../model/operator'
import type { BoundLab } from '../../plan/check-lab'
import { keyFields } from '../key-fields'
import { recordAsRow } from '../../model/rows'
import type { Given, Visit } from './trace'
import type { Walk } from './walk'

const CELL_CHARS_MAX = 2000
const KEYS_MAX = 50

const cut = (text: string) =>
  text.length > CELL_CHARS_MAX ? `${text.slice(0, CELL_CHARS_MAX)}…` : text

const columnsOf = ({ fields }: StructType): FollowedColumn[] =>
  fields.map(({ name, type }) => ({ name, type: printType(type) }))

/** Money as it is held: 513.60. */
export function rowCells({ fields }: StructType) {
  const writers = fields.map(({ name, type }) => {
    const write = compileWriter(type)
    return (row: Readonly<Record<string, Value | undefined>>) => {
      const value = row[name] ?? null
      if (value === null) return null
      if (value instanceof Decimal && type.kind === 'decimal')
        return value.rescale(type.scale).toString()
      const json = write(value)
      return cut(typeof json === 'string' ? json : JSON.stringify(json))
    }
  })
  return (row: Readonly<Record<string, Value | undefined>>) => writers.map(cell => cell(row))
}

const rowsOf = ({ rows, records }: Given) => records?.map(recordAsRow) ?? rows

function outOf(port: string, row: StructType, given: Given): FollowedOut {
  const write = rowCells(row)
  return { port, columns: columnsOf(row), rows: rowsOf(given).map(write), count: given.count }
}

export interface Shown {
  readonly bound: BoundLab
  /** For what the record alone would make. */
  readonly walk: Walk
  /** Of a record that the run did not follow: rows of tables are those of now. */
  readonly isExact: boolean
}

export function stopOf(visit: Visit, { bound, walk, isExact }: Shown): FollowedStop {
  const { node, input, took, gave, lateness, dead, waits, at, tookMs } = visit
  const known = bound.nodes.get(node)
  const times = walk.times(visit)
  return {
    ...{ node, input, rowsIn: took.count, dead },
    gave: [...gave].map(([port, given]) =>
      outOf(port, known?.bound.outputs[port]?.row ?? recordRow, given),
    ),
    keys: keysOf(visit, walk, isExact),
    ...(known?.descriptor.kind === 'step' ? {} : { sink: sinkOf(visit, bound) }),
    ...(times.some(time => time !== null) ? { times } : {}),
    ...(lateness ? { lateness } : {}),
    ...(waits || findsNobody(visit) ? { waits: true } : {}),
    ...(isKnown(visit) ? { isDuplicate: true } : {}),
    ...(at === undefined ? {} : { at }),
    ...(tookMs === undefined ? {} : { tookMs }),
  }
}

/** A row of a join that is kept, and gave nothing out: its partner has not come. */
const findsNobody = ({ gave, after }: Visit): boolean =>
  gave.size === 0 && after.some(({ input, value }) => input !== undefined && value !== null)

/** A node that keeps keys without a value lets the first of each through. */
const isKnown = ({ gave, before = [] }: Visit): boolean =>
  gave.size === 0 &&
  before.length > 0 &&
  before.every(({ value }) => value !== null && JSON.stringify(value) === '{}')

function sinkOf(visit: Visit, bound: BoundLab): NonNullable<FollowedStop['sink']> {
  const { node, input, took, storedBefore, storedAfter, batch } = visit
  const known = bound.nodes.get(node)
  const row = known?.inputs[input]?.stream.row ?? recordRow
  const write = rowCells(row)
  const names = row.fields.map(({ name }) => name)
  const cells = (stored: StoredRow | undefined): FollowedCells | undefined =>
    stored && names.map(name => plainCell(stored[name]))
  const stored = rowsOf(took).map((_, i) => {
    const before = cells(storedBefore?.[i])
    const after = cells(storedAfter?.[i])
    return { ...(before ? { before } : {}), ...(after ? { after } : {}) }
  })
  return {
    columns: columnsOf(row),
    given: rowsOf(took).map(write),
    stored: storedBefore || storedAfter ? stored : [],
    ...(known?.bound.again === 'twice' ? { appends: true } : {}),
    ...(batch === undefined ? {} : { batch }),
  }
}

export function plainCell(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string') return cut(value)
  return cut(typeof value === 'bigint' ? String(value) : JSON.stringify(value, withDigits))
}

/** A list or a map of a table may hold numbers that JSON has not. */
const withDigits = (_key: string, value: unknown) =>
  typeof value === 'bigint' ? String(value) : value

/** Which key it is; of a join also which row, because several wait under one key. */
const identityOf = ({ key, window, input, value }: KeptKey): string =>
  JSON.stringify([key, window?.start, input, input === undefined ? null : value])

function keysOf(visit: Visit, walk: Walk, isExact: boolean): FollowedKey[] {
  const before = new Map((visit.before ?? []).map(each => [identityOf(each), each]))
  const after = new Map(visit.after.map(each => [identityOf(each), each]))
  if (before.size + after.size === 0) return []
  const alone = new Map(walk.alone(visit).map(each => [identityOf(each), each]))
  const rowsIn = new Map<string, number[]>()
  for (const each of visit.after.length > 0 ? visit.after : (visit.before ?? [])) {
    const id = identityOf(each)
    rowsIn.set(id, [...(rowsIn.get(id) ?? []), each.row])
  }
  return [...new Set([...after.keys(), ...before.keys()])].slice(0, KEYS_MAX).flatMap(id => {
    const known = after.get(id) ?? before.get(id)
    if (!known) return []
    const fields = keyFields(known.key)
    return {
      fields: Object.keys(fields),
      key: Object.values(fields).map(textOf),
      rows: rowsIn.get(id) ?? [],
      ...(known.window ? { window: known.window } : {}),
      ...(known.input === undefined ? {} : { input: known.input }),
      ...(isExact ? valueOf('before', before.get(id)) : {}),
      ...valueOf('after', after.get(id)),
      ...valueOf('alone', alone.get(id)),
    }
  })
}

const textOf = (part: Json): string | null =>
  part === null || typeof part === 'string' ? part : JSON.stringify(part)

function valueOf(name: 'before' | 'after' | 'alone', kept: KeptKey | undefined) {
  return kept === undefined || kept.value === null
    ? {}
    : { [name]: cut(JSON.stringify(kept.value)) }
}
