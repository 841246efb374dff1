// The profile of a sample of rows: of each field its type, NULLs, different values, range and the most
// frequent values. The work is done a field at a time, so that the run goes on in between.
import type { OutputField, OutputProfile } from '@shared/contract'
import {
  compareValues,
  compileWriter,
  Decimal,
  printType,
  type DataType,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'
import { LabError } from '@shared/errors'
import type { EdgeStats } from '../stats'

const FIELDS_MAX = 100
const TOP = 5
const CHARS_MAX = 100

/** The work begins with the first question: what passed before it is not known. */
export async function profileOf(
  at: string,
  edge: Pick<EdgeStats, 'id' | 'row' | 'look'> | undefined,
): Promise<OutputProfile> {
  if (!edge) throw new LabError('run-no-output', { kind: 'usage', params: { at } })
  const { rows, seen, since } = edge.look()
  return {
    ...{ at: `edge:${edge.id}`, rows: rows.length, seen, since },
    fields: await fieldsOf([...rows], edge.row, seen),
    fieldsMore: Math.max(0, edge.row.fields.length - FIELDS_MAX),
  }
}

export async function fieldsOf(
  rows: readonly Row[],
  { fields }: StructType,
  seen: number,
): Promise<OutputField[]> {
  const profiles: OutputField[] = []
  for (const { name, type } of fields.slice(0, FIELDS_MAX)) {
    profiles.push(fieldOf(name, type, rows, seen))
    await new Promise<void>(resolve => setImmediate(resolve))
  }
  return profiles
}

function fieldOf(name: string, type: DataType, rows: readonly Row[], seen: number): OutputField {
  const textOf = textWriter(type)
  const compare = compareValues(type)
  const counts = new Map<string, number>()
  let nulls = 0
  let min: Value = null
  let max: Value = null
  for (const row of rows) {
    const value = row[name] ?? null
    if (value === null) {
      nulls += 1
      continue
    }
    const text = textOf(value)
    counts.set(text, (counts.get(text) ?? 0) + 1)
    if (min === null || compare(value, min) < 0) min = value
    if (max === null || compare(value, max) > 0) max = value
  }
  const once = [...counts.values()].filter(count => count === 1).length
  const all = [...counts, ...(nulls > 0 ? [[null, nulls] as const] : [])]
  return {
    ...{ name, type: printType(type), rows: rows.length, nulls, distinct: counts.size },
    ...(seen > rows.length
      ? { distinctAbout: distinctAbout(counts.size, once, rows.length, seen) }
      : {}),
    min: min === null ? null : short(textOf(min)),
    max: max === null ? null : short(textOf(max)),
    top: all
      .sort(([, a], [, b]) => b - a)
      .slice(0, TOP)
      .map(([value, count]) => ({ value: value === null ? null : short(value), rows: count })),
  }
}

/**
 * The guaranteed-error estimator (Charikar et al., "Towards Estimation Error Guarantees for Distinct
 * Values", PODS 2000): values that the sample has once stand for more, the others for themselves.
 */
export const distinctAbout = (
  distinct: number,
  once: number,
  sampled: number,
  seen: number,
): number => Math.round(Math.sqrt(seen / Math.max(1, sampled)) * once + (distinct - once))

function textWriter(type: DataType): (value: Value) => string {
  const write = compileWriter(type, { decimals: 'number' })
  return value => {
    if (type.kind === 'decimal' && value instanceof Decimal)
      return value.rescale(type.scale).toString()
    const json: unknown = write(value)
    return typeof json === 'string' ? json : (JSON.stringify(json) ?? 'null')
  }
}

/** Only what is shown is cut: two long values that begin alike are two values. */
const short = (text: string) => text.slice(0, CHARS_MAX)
