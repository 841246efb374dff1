// What a new node begins with, so that what is put together by hand runs at once: a source brings a record to make, a parse the fields of the
// records that reach it, a total a key and a sum of those. All of it is there to be changed; without a hint the node's own defaults stand.
import { edgesOf, type LabFile } from '@shared/lab'

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
): FirstSettings {
  const columns = from === undefined ? undefined : columnsAt(lab, from, new Set())
  if (type === 'fake-data') {
    const [known] = Object.keys(lab.records ?? {})
    const name = String(initial['record'] ?? 'event')
    if (lab.records?.[name] !== undefined) return { initial }
    return known === undefined ? { initial, record: { name, schema: FIRST_RECORD } } : { initial: { ...initial, record: known } }
  }
  if (columns === undefined) return { initial }
  if (type === 'parse') return { initial: { ...initial, fields: columns } }
  if (type === 'aggregate') return { initial: { ...initial, ...totalOf(columns) } }
  return { initial }
}

function totalOf(columns: Columns): Record<string, unknown> {
  const all = Object.entries(columns)
  // A total for each id would be a total of one.
  const key = (all.find(([name, type]) => type === 'string' && !/(^|_)id$/i.test(name)) ?? all[0])?.[0] ?? 'id'
  const amount = all.find(([, type]) => type.startsWith('decimal'))?.[0]
  return {
    by: { [key]: key },
    compute: { count: 'count(*)', ...(amount === undefined ? {} : { [`total_${amount}`]: `sum(${amount})` }) },
  }
}

/** The top-level fields of what a node gives out, as far as that can be told without the host. */
function columnsAt(lab: LabFile, id: string, seen: Set<string>): Columns | undefined {
  const node = lab.nodes[id]
  if (node === undefined || seen.has(id)) return undefined
  seen.add(id)
  if (node.type === 'fake-data') {
    const record = lab.records?.[String(node.with?.['record'])]
    if (record === undefined) return undefined
    const known = Object.entries(record.fields).flatMap(([name, field]) => {
      const type = typeOf(field)
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
  return before === undefined ? undefined : columnsAt(lab, before.from, seen)
}

/** Undefined for what a hand should say: lists, objects, formulas. */
function typeOf(field: unknown): string | undefined {
  if (typeof field === 'string')
    return field.startsWith('=') ? undefined : field === 'sequence' ? 'long' : field === 'boolean' ? 'boolean' : 'string'
  if (typeof field !== 'object' || field === null) return undefined
  if ('number' in field) {
    const decimals = 'decimals' in field ? Number(field.decimals) : 0
    return decimals > 0 ? `decimal(12,${decimals})` : 'double'
  }
  if ('int' in field || 'sequence' in field) return 'long'
  if ('list' in field || 'object' in field) return undefined
  if ('choice' in field)
    return Array.isArray(field.choice) && field.choice.every(each => typeof each === 'string') ? 'string' : undefined
  return 'time' in field ? 'string' : undefined
}
