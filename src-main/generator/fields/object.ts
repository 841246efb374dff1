// Objects, nested or the record itself: keys in the order of the schema, each with its text
// prepared once. Fields that a formula needs are made as values and kept in the row; the others are
// written without ever becoming values.
import type { DataType, StructField, Value } from '@shared/expr'
import type { FieldSpec } from '@shared/lab'
import { jsonWriter } from '../json-text'
import { encoded, type Encoded, type TextBytes } from '../text-bytes'
import { at, putOf, type EventContext, type Field, type FieldScope, type Put } from './field'
import { namesUsedBy } from './names'

interface Member {
  readonly name: string
  /** `"name":` with the separators before it. */
  readonly key: string
  readonly first: string
  readonly field: Field
  readonly kept: boolean
  readonly hidden: boolean
  readonly nullShare: number
  readonly optionalShare: number
  readonly write: (value: Value) => string
  readonly put: Put
  readonly keyBytes: Encoded
  readonly firstBytes: Encoded
}

export interface ObjectField extends Field {
  readonly names: readonly string[]
  /** Spoils one field of the text: how faults are made. */
  textWith(context: EventContext, bend: Bend): string
}

/** What is done to the field number `index`. */
export interface Bend {
  readonly index: number
  readonly how: 'missing' | 'wrong' | 'null' | 'long'
  /** Of a long text. */
  readonly bytes: number
}

const OPEN = 0x7b
const CLOSE = 0x7d

interface Flags {
  readonly nulls?: number
  readonly optional?: number
  readonly hidden?: boolean
}
const flagsOf = (spec: FieldSpec): Flags => (typeof spec === 'object' && spec !== null ? spec : {})

/** How a member's field is made: given in, because a member may be an object again. */
export type CompileField = (spec: FieldSpec, scope: FieldScope, kept: ReadonlySet<string>) => Field

/** `kept` names what others outside this object look at. */
export function objectField(
  fields: Readonly<Record<string, FieldSpec>>,
  scope: FieldScope,
  kept: ReadonlySet<string>,
  compile: CompileField,
): ObjectField {
  const members = membersOf(fields, scope, kept, compile)
  const visible = members.filter(m => !m.hidden)
  const type: DataType = {
    kind: 'struct',
    fields: visible.map(m => ({ name: m.name, type: m.field.type })),
  }
  const ownRow = scope.path !== '' && members.some(m => m.kept)
  const plain = members.every(m => !m.kept && m.nullShare === 0 && m.optionalShare === 0)

  /** A nested object's formulas see its own fields first, then those outside. */
  function withRow<T>(context: EventContext, run: () => T): T {
    if (!ownRow) return run()
    const before = context.row
    context.row = { ...before }
    const result = run()
    context.row = before
    return result
  }

  return {
    type,
    names: visible.map(m => m.name),
    value: context => withRow(context, () => valueOf(members, context)),
    text: plain
      ? context => plainText(members, context)
      : context => withRow(context, () => looseText(members, context)),
    put: plain
      ? (context, out) => plainPut(members, context, out)
      : (context, out) => withRow(context, () => loosePut(members, context, out)),
    textWith: (context, bend) => withRow(context, () => looseText(members, context, bend)),
  }
}

function membersOf(
  fields: Readonly<Record<string, FieldSpec>>,
  scope: FieldScope,
  kept: ReadonlySet<string>,
  compile: CompileField,
): Member[] {
  const used = new Set(Object.values(fields).flatMap(namesUsedBy))
  const types: StructField[] = []
  return Object.entries(fields).map(([name, spec]): Member => {
    // A field of this object hides one outside it with the same name.
    const above = [...types, ...scope.above.filter(o => !types.some(t => t.name === o.name))]
    const field = compile(spec, { ...at(scope, name), above }, kept)
    types.push({ name, type: field.type })
    const { nulls: nullShare = 0, optional: optionalShare = 0, hidden = false } = flagsOf(spec)
    const key = scope.style.text(name) + scope.style.colon
    return {
      name,
      key: scope.style.comma + key,
      first: key,
      field,
      kept: hidden || used.has(name) || kept.has(name),
      hidden,
      nullShare,
      optionalShare,
      write: jsonWriter(field.type, scope.style, scope.zone),
      put: putOf(field),
      keyBytes: encoded(scope.style.comma + key),
      firstBytes: encoded(key),
    }
  })
}

function valueOf(members: readonly Member[], context: EventContext): Value {
  const result: Record<string, Value> = {}
  for (const m of members) {
    const made = make(m, context)
    if (made !== undefined && !m.hidden) result[m.name] = made
  }
  return result
}

/** Undefined when the field is left out this time. */
function make(m: Member, context: EventContext): Value | undefined {
  if (m.optionalShare > 0 && context.random.unit() < m.optionalShare) return undefined
  const made =
    m.nullShare > 0 && context.random.unit() < m.nullShare ? null : m.field.value(context)
  if (m.kept) context.row[m.name] = made
  return made
}

function plainText(members: readonly Member[], context: EventContext): string {
  let text = '{'
  for (let i = 0; i < members.length; i++) {
    const m = members[i]
    if (m) text += (i === 0 ? m.first : m.key) + m.field.text(context)
  }
  return text + '}'
}

function plainPut(members: readonly Member[], context: EventContext, out: TextBytes): void {
  out.byte(OPEN)
  for (let i = 0; i < members.length; i++) {
    const m = members[i]
    if (!m) continue
    out.put(i === 0 ? m.firstBytes : m.keyBytes)
    m.put(context, out)
  }
  out.byte(CLOSE)
}

/** What looseText writes when nothing is to be wrong. */
function loosePut(members: readonly Member[], context: EventContext, out: TextBytes): void {
  out.byte(OPEN)
  const before = out.at
  for (const m of members) {
    if (m.kept) {
      const made = make(m, context)
      if (made === undefined || m.hidden) continue
      out.put(out.at === before ? m.firstBytes : m.keyBytes)
      out.text(m.write(made))
      continue
    }
    if (m.optionalShare > 0 && context.random.unit() < m.optionalShare) continue
    out.put(out.at === before ? m.firstBytes : m.keyBytes)
    if (m.nullShare > 0 && context.random.unit() < m.nullShare) out.text('null')
    else m.put(context, out)
  }
  out.byte(CLOSE)
}

function looseText(members: readonly Member[], context: EventContext, bend?: Bend): string {
  let text = ''
  let index = -1
  for (const m of members) {
    if (!m.hidden) index++
    const written = looseMember(m, context)
    const made = written !== undefined && index === bend?.index ? bentBy(written, bend) : written
    if (made !== undefined) text += (text === '' ? m.first : m.key) + made
  }
  return `{${text}}`
}

/** Undefined when the text has nothing of it this time. */
function looseMember(m: Member, context: EventContext): string | undefined {
  if (m.kept) {
    const made = make(m, context)
    return made === undefined || m.hidden ? undefined : m.write(made)
  }
  if (m.optionalShare > 0 && context.random.unit() < m.optionalShare) return undefined
  if (m.nullShare > 0 && context.random.unit() < m.nullShare) return 'null'
  return m.field.text(context)
}

function bentBy(text: string, { how, bytes }: Bend): string | undefined {
  switch (how) {
    case 'missing':
      return undefined
    case 'wrong':
      return bent(text)
    case 'null':
      return 'null'
    case 'long':
      return `"${'x'.repeat(bytes)}"`
  }
}

/** The same field as another JSON type. */
function bent(text: string): string {
  if (text.startsWith('"')) return '0'
  if (text.startsWith('[') || text.startsWith('{')) return '"?"'
  return `"${text}?"`
}
