// Completion for editors: what may stand at the cursor, without parsing (a text in the making
// seldom parses). After `a.b.` the fields of that struct, else columns, functions and keywords that
// start so.
import { aggregates } from './aggregates'
import { functions } from './functions'
import { KEYWORDS } from './parser'
import { fieldOf, printType, quoteName, type DataType, type StructType } from './types'

export interface Completion {
  readonly label: string
  /** What to put in place of the typed part. */
  readonly insert: string
  readonly kind: 'column' | 'function' | 'aggregate' | 'keyword'
  /** The type of a column, the signature of a function. */
  readonly detail: string
  readonly doc?: string
}

export interface CompletionResult {
  /** Where the typed part begins. */
  readonly from: number
  readonly items: readonly Completion[]
}

export function completeExpression(
  text: string,
  offset: number,
  input: StructType,
  options: { readonly aggregate?: boolean } = {},
): CompletionResult {
  const before = text.slice(0, offset)
  if (inString(before)) return { from: offset, items: [] }
  const path = /((?:[\p{L}_][\p{L}\p{N}_]*(?:\[[^\]]*\])?\.)*)([\p{L}_][\p{L}\p{N}_]*)?$/u.exec(
    before,
  )
  const typed = path?.[2] ?? ''
  const from = offset - typed.length
  const owners = (path?.[1] ?? '').split('.').filter(part => part !== '')
  if (owners.length > 0) {
    const owner = owners.reduce<DataType | undefined>((type, part) => step(type, part), input)
    return { from, items: columns(owner, typed) }
  }
  const starts = (label: string) => label.toLowerCase().startsWith(typed.toLowerCase())
  const items: Completion[] = columns(input, typed)
  if (options.aggregate) {
    for (const a of aggregates)
      if (starts(a.name))
        items.push({
          label: a.name,
          insert: `${a.name}(`,
          kind: 'aggregate',
          detail: a.signatures.join(' | '),
          doc: a.doc,
        })
  }
  for (const f of functions) {
    if (starts(f.name))
      items.push({
        label: f.name,
        insert: `${f.name}(`,
        kind: 'function',
        detail: f.signatures.map(s => s.text).join(' | '),
        doc: f.doc,
      })
  }
  if (typed !== '')
    for (const k of KEYWORDS)
      if (starts(k))
        items.push({
          label: k.toUpperCase(),
          insert: `${k.toUpperCase()} `,
          kind: 'keyword',
          detail: '',
        })
  return { from, items }
}

function columns(type: DataType | undefined, typed: string): Completion[] {
  const owner = type?.kind === 'array' ? type.element : type
  if (owner?.kind !== 'struct') return []
  return owner.fields
    .filter(f => f.name.toLowerCase().startsWith(typed.toLowerCase()))
    .map(f => ({
      label: f.name,
      insert: quoteName(f.name),
      kind: 'column',
      detail: printType(f.type),
    }))
}

function step(type: DataType | undefined, part: string): DataType | undefined {
  const name = part.replace(/\[.*$/, '')
  const owner = type?.kind === 'array' ? type.element : type
  const field = owner?.kind === 'struct' ? fieldOf(owner, name)?.type : undefined
  return part.includes('[') && field?.kind === 'array' ? field.element : field
}

function inString(before: string): boolean {
  let open: string | undefined
  for (let i = 0; i < before.length; i++) {
    const ch = before.charAt(i)
    if (open === undefined) open = ch === "'" || ch === '"' ? ch : undefined
    else if (ch === '\\') i++
    else if (ch === open) open = undefined
  }
  return open !== undefined
}
