// What a new node begins with, so that what is put together by hand runs at once: a source brings a
// record to make, a parse the fields of the records that reach it, a total a key and a sum of
// those. All of it is there to be changed; without a hint the node's own defaults stand.
import { edgesOf, type LabFile } from '@shared/lab'
import { ownNames } from './own-names'

type Columns = Readonly<Record<string, string>>
export interface FirstSettings {
  readonly initial: Readonly<Record<string, unknown>>
  /** A record schema that the lab lacks. */
  readonly record?: { readonly name: string; readonly schema: unknown }
}

const FIRST_RECORD = {
  fields: {
    id: 'sequence',
    product: { choice: ['Keyboard', 'Mouse', 'Chair', 'Lamp'] },
    quantity: { int: [1, 5] },
    price: { number: [10, 50], decimals: 2 },
  },
}
const SAME_ROWS = new Set(['filter', 'dedupe', 'union'])

export function firstSettings(
  type: string,
  initial: Readonly<Record<string, unknown>>,
  lab: LabFile,
  from: string | undefined,
  /** Records of the lab's own making: they tell the types of what is computed. */
  samples: readonly unknown[] = [],
): FirstSettings {
  const columns = from === undefined ? undefined : columnsAt(lab, from, samples, new Set())
  if (type === 'fake-data') {
    const [known] = Object.keys(lab.records ?? {})
    const name = String(initial['record'] ?? 'event')
    if (lab.records?.[name] !== undefined) return { initial }
    return known === undefined
      ? { initial, record: { name, schema: FIRST_RECORD } }
      : { initial: { ...initial, record: known } }
  }
  if (columns === undefined) return { initial: ownNames(initial, lab.id) }
  if (type === 'parse') return { initial: { ...initial, fields: columns } }
  if (type === 'aggregate') return { initial: { ...initial, ...totalOf(columns) } }
  return { initial: ownNames(initial, lab.id) }
}

function totalOf(columns: Columns): Record<string, unknown> {
  const all = Object.entries(columns)
  // A total for each id would be a total of one.
  const key =
    (all.find(([name, type]) => type === 'string' && !/(^|_)id$/i.test(name)) ?? all[0])?.[0] ??
    'id'
  const amount = all.find(([, type]) => type.startsWith('decimal'))?.[0]
  return {
    by: { [key]: key },
    compute: {
      count: 'count(*)',
      ...(amount === undefined ? {} : { [`total_${amount}`]: `sum(${amount})` }),
    },
  }
}

/** The top-level fields of what a node gives out, as far as that can be told without the host. */
function columnsAt(
  lab: LabFile,
  id: string,
  samples: readonly unknown[],
  seen: Set<string>,
): Columns | undefined {
  const node = lab.nodes[id]
  if (node === undefined || seen.has(id)) return undefined
  seen.add(id)
  if (node.type === 'fake-data') {
    const record = lab.records?.[String(node.with?.['record'])]
    if (record === undefined) return undefined
    const known = Object.entries(record.fields).flatMap(([name, field]) => {
      const type = isHidden(field)
        ? undefined
        : surest(typeOf(field), typeOfValues(samples.map(sample => at(sample, name))))
      return type === undefined ? [] : [[name, type] as const]
    })
    return known.length > 0 ? Object.fromEntries(known) : undefined
  }
  if (node.type === 'parse') {
    const fields = node.with?.['fields']
    if (typeof fields !== 'object' || fields === null) return undefined
    return Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, String(type)]))
  }
  if (node.type !== 'topic' && !SAME_ROWS.has(node.type)) return undefined
  const before = edgesOf(lab).find(edge => edge.to === id)
  return before === undefined ? undefined : columnsAt(lab, before.from, samples, seen)
}

/** The source whose records reach a node. */
export function sourceOf(lab: LabFile, id: string, seen = new Set<string>()): string | undefined {
  const node = lab.nodes[id]
  if (node === undefined || seen.has(id)) return undefined
  if (node.type === 'fake-data') return id
  seen.add(id)
  const before = edgesOf(lab).find(edge => edge.to === id)
  return before === undefined ? undefined : sourceOf(lab, before.from, seen)
}

/** A schema knows decimals, a sample what a function or a formula makes. */
function surest(written: string | undefined, seen: string | undefined): string | undefined {
  return written === undefined || (written === 'string' && seen !== undefined) ? seen : written
}
const isHidden = (field: unknown) =>
  typeof field === 'object' && field !== null && 'hidden' in field && field.hidden === true
const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
const plainName = (name: string) => /^[A-Za-z_]\w*$/.test(name)

function structOf(fields: readonly (readonly [string, string | undefined])[]): string | undefined {
  if (fields.length === 0 || fields.some(([name, type]) => type === undefined || !plainName(name)))
    return undefined
  return `struct<${fields.map(([name, type]) => `${name}: ${type}`).join(', ')}>`
}

function typeOfValues(values: readonly unknown[]): string | undefined {
  const known = values.filter(value => value !== null && value !== undefined)
  if (known.length === 0) return undefined
  const all = (test: (value: unknown) => boolean) => known.every(test)
  if (all(value => typeof value === 'string')) return 'string'
  if (all(value => typeof value === 'boolean')) return 'boolean'
  if (all(value => typeof value === 'number')) return all(Number.isInteger) ? 'long' : 'double'
  if (all(Array.isArray)) {
    const element = typeOfValues(known.flat())
    return element === undefined ? undefined : `array<${element}>`
  }
  if (!all(value => typeof value === 'object' && !Array.isArray(value))) return undefined
  const names = [...new Set(known.flatMap(value => Object.keys(Object(value))))]
  return structOf(
    names.map(name => [name, typeOfValues(known.map(value => at(value, name)))] as const),
  )
}

/** Undefined for what the schema does not tell: formulas, entries of catalogs. */
function typeOf(field: unknown): string | undefined {
  if (typeof field === 'string')
    return field.startsWith('=')
      ? undefined
      : field === 'sequence'
        ? 'long'
        : field === 'boolean'
          ? 'boolean'
          : 'string'
  if (typeof field !== 'object' || field === null) return undefined
  if ('number' in field) {
    const decimals = 'decimals' in field ? Number(field.decimals) : 0
    return decimals > 0 ? `decimal(12,${decimals})` : 'double'
  }
  if ('int' in field || 'sequence' in field) return 'long'
  if ('list' in field) {
    const element = typeOf(field.list)
    return element === undefined ? undefined : `array<${element}>`
  }
  if ('object' in field)
    return structOf(
      Object.entries(Object(field.object)).map(([name, each]) => [name, typeOf(each)] as const),
    )
  if ('choice' in field)
    return Array.isArray(field.choice) && field.choice.every(each => typeof each === 'string')
      ? 'string'
      : undefined
  return 'time' in field ? 'string' : undefined
}
