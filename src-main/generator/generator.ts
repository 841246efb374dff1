// A record schema compiled to a generator. Event n is a function of (schema, catalogs, seed,
// stream, n, its scheduled time) and of nothing else: no wall clock, no state from the events
// before. So the same seed gives the same bytes, and a resumed run goes on at n.
import { findZone, type CompiledExpression, type Row, type Value } from '@shared/expr'
import { lifeStates, type FaultName, type FieldSpec, type RecordSchema } from '@shared/lab'
import { fakerFunctions, fakerSource, loadLocale } from './faker'
import { FaultPlan, isSound, type Fault } from './faults'
import {
  putOf,
  type EventContext,
  type FieldScope,
  type Reference,
  type StreamClock,
} from './fields/field'
import { compileFormula } from './fields/formula'
import { EVENT_SEQ, EVENT_TIME, namesUsedByRecord } from './fields/names'
import { compileField } from './fields'
import { objectField, type ObjectField } from './fields/object'
import { KEPT_BEFORE, Lives, type LifeRecord } from './lives'
import { compactJson, pythonJson } from './json-text'
import { recordError } from './problem'
import { Random } from './random'
import type { TextBytes } from './text-bytes'

export interface GeneratorOptions {
  /** Which of `records`: it also names the stream of randomness. */
  readonly record: string
  /** All records of the lab, for references. */
  readonly records: Readonly<Record<string, RecordSchema>>
  readonly catalogs?: Readonly<Record<string, readonly unknown[]>>
  readonly seed: number
  /**
   * Names the stream when two sources make the same record; the record's name when absent, which is
   * what references rely on.
   */
  readonly stream?: string
  /** IANA zone of written times; UTC when absent. */
  readonly timezone?: string
  /** When an event happens, in ms since 1970: from the schedule (RateSchedule.timeOf). */
  readonly timeOf: (seq: number) => number
  /** The schedule of the stream that makes a record, asked when a reference needs it. */
  /** The lives of a record that has states; made from `timeOf` when absent. */
  readonly lives?: Pick<Lives, 'at'>
  readonly clockOf?: (record: string) => StreamClock | undefined
}

/** Everything of an event but its value. */
export interface EventHead {
  readonly seq: number
  readonly key: string | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly timeMs: number
  readonly fault: FaultName | undefined
}

export interface GeneratedEvent extends EventHead {
  /** JSON text; UTF-8 on the wire. */
  readonly value: string
}

export interface Generator {
  /** What goes wrong on purpose; undefined when nothing does. */
  readonly faults: FaultPlan | undefined
  /** Event number `seq`, from 0, in any order. */
  next(seq: number): GeneratedEvent
  /** The same event with its value as bytes, written after the bytes in `out`. */
  write(seq: number, out: TextBytes): EventHead
}

const DEFAULT_LOCALE = 'en'
const REFERENCE_CACHE_MAX = 20_000

/** Loads what the schema needs and compiles it; throws a LabError that names the field. */
export async function createGenerator(options: GeneratorOptions): Promise<Generator> {
  const makers = new Map<string, Maker>()
  const fakers = await loadFakers(options)
  const maker = compileRecord(options.record, options, fakers, makers, [])
  return maker.generator()
}

interface Maker {
  readonly body: ObjectField
  readonly schema: RecordSchema
  generator(): Generator
  readonly rowAt: Reference['rowAt']
}

type FakerLookup = FieldScope['faker']

function compileRecord(
  name: string,
  options: GeneratorOptions,
  faker: FakerLookup,
  makers: Map<string, Maker>,
  above: readonly string[],
): Maker {
  const known = makers.get(name)
  if (known) return known
  if (above.includes(name))
    throw recordError('generator-ref-cycle', '', { path: [...above, name].join(' → ') })
  const schema = schemaOf(name, '', options)
  const scope = scopeOf(schema, options, faker, (target, path) => {
    schemaOf(target, path, options)
    const other = compileRecord(target, options, faker, makers, [...above, name])
    const clock = () => options.clockOf?.(target)
    return { type: other.body.type, rowAt: other.rowAt, clock }
  })
  const used = new Set(namesUsedByRecord(schema))
  const body = objectField(schema.fields, scope, used, compileField)
  const types = body.type.kind === 'struct' ? body.type.fields : []
  const outer: FieldScope = { ...scope, above: [...types, ...hiddenTypes(schema, scope, used)] }
  const stream = above.length === 0 ? (options.stream ?? name) : name
  const begin = beginWith(used.size > 0)
  const key =
    schema.key === undefined ? undefined : compileFormula(schema.key, { ...outer, path: 'key' })
  const headers = headersOf(schema, outer)
  const context = () => newContext(options.seed, stream)
  const generator = () =>
    eventsOf({ options, stream, schema, body, key, headers, context: context(), begin })
  const rowAt = rowsOf(body, context(), options.timeOf, begin)
  const maker: Maker = { body, schema, generator, rowAt }
  makers.set(name, maker)
  return maker
}

function schemaOf(name: string, path: string, { records }: GeneratorOptions): RecordSchema {
  const schema = Object.hasOwn(records, name) ? records[name] : undefined
  if (!schema)
    throw recordError('generator-no-record', path, {
      name,
      known: Object.keys(records).join(', ') || '–',
    })
  return schema
}

function scopeOf(
  schema: RecordSchema,
  options: GeneratorOptions,
  faker: FakerLookup,
  referenceTo: FieldScope['reference'],
): FieldScope {
  const zone = findZone(options.timezone ?? 'UTC')
  if (!zone) throw recordError('expr-unknown-timezone', '', { name: options.timezone ?? '' })
  const references = new Map<string, Reference>()
  return {
    path: '',
    style: schema.ascii ? pythonJson : compactJson,
    zone,
    locale: schema.locale ?? DEFAULT_LOCALE,
    catalogs: options.catalogs ?? {},
    above: [],
    states: lifeStates(schema.states ?? {}).map(({ name }) => name),
    faker,
    reference: (target, path) => {
      const made = references.get(target) ?? referenceTo(target, path)
      references.set(target, made)
      return made
    },
  }
}

const headersOf = (schema: RecordSchema, scope: FieldScope): EventParts['headers'] =>
  Object.entries(schema.headers ?? {}).map(([header, text]) => ({
    header,
    text: text.startsWith('=')
      ? compileFormula(`CAST(${text.slice(1)} AS string)`, { ...scope, path: `headers.${header}` })
          .evaluate
      : () => text,
  }))

const newContext = (seed: number, stream: string): EventContext => ({
  random: new Random(seed, stream),
  seq: 0,
  timeMs: 0,
  state: 0,
  step: 0,
  row: {},
  picks: new Map(),
})

type Begin = (c: EventContext, seq: number, timeMs: number, life?: LifeRecord) => void

/** Sets the stage for an event; its time and number are in the row only where a formula asks. */
const beginWith =
  (timed: boolean): Begin =>
  (c, seq, timeMs, life) => {
    c.random.at(seq)
    c.seq = seq
    c.timeMs = timeMs
    c.state = life?.state ?? 0
    c.step = life?.step ?? 0
    if (c.picks.size > 0) c.picks.clear()
    c.row = timed ? { [EVENT_TIME]: timeMs, [EVENT_SEQ]: seq } : {}
  }

/** The rows that references to this record look up. */
function rowsOf(
  body: ObjectField,
  c: EventContext,
  timeOf: GeneratorOptions['timeOf'],
  begin: Begin,
): Reference['rowAt'] {
  const cache = new Map<number, { readonly row: Row; readonly madeMs: number }>()
  return (seq, madeMs = timeOf(0)) => {
    const cached = cache.get(seq)
    if (cached?.madeMs === madeMs) return cached.row
    begin(c, seq, madeMs)
    const value = body.value(c)
    const row = typeof value === 'object' && value !== null ? asRow(value) : {}
    if (cache.size >= REFERENCE_CACHE_MAX) cache.clear()
    cache.set(seq, { row, madeMs })
    return row
  }
}

/** What the events of one record schema are made from. */
interface EventParts {
  readonly options: GeneratorOptions
  readonly stream: string
  readonly schema: RecordSchema
  readonly body: ObjectField
  readonly key: CompiledExpression | undefined
  readonly headers: readonly {
    readonly header: string
    readonly text: (row: Row) => Value | undefined
  }[]
  readonly context: EventContext
  readonly begin: Begin
}

function eventsOf(parts: EventParts): Generator {
  const { options, stream, schema, body, key, headers, context: c, begin } = parts
  const faults =
    schema.faults && !isSound(schema.faults)
      ? new FaultPlan(schema.faults, options.seed, stream, body.names.length)
      : undefined
  const lives =
    schema.states &&
    (options.lives ?? new Lives(schema.states, options.seed, stream, options.timeOf))
  const plan = (seq: number) => faults?.at(seq)
  const putBody = putOf(body)

  /** By what the event on the stage differs from a sound one. */
  let wrong: FaultName | undefined

  /** Sets the stage for an event and says what is to be done to it. No object: it is for each record. */
  function prepare(seq: number): Fault | undefined {
    const sent = faults?.sentAt(seq) ?? seq
    let fault = plan(sent)
    let source = sent
    // A duplicate repeats the last event that was not one itself.
    const first = lives ? Math.max(0, sent - KEPT_BEFORE + 1) : 0
    while (fault?.name === 'duplicate' && source > first) fault = plan(--source)
    const life = lives?.at(source)
    const timeMs = (life?.timeMs ?? options.timeOf(source)) - (fault?.lateMs ?? 0)
    begin(c, life?.entity ?? source, timeMs, life)
    wrong = source !== sent ? 'duplicate' : fault?.name === 'duplicate' ? undefined : fault?.name
    return fault
  }

  function faultyText(fault: Fault): string {
    const whole = fault.bend ? body.textWith(c, fault.bend) : body.text(c)
    return fault.cut === undefined ? whole : whole.slice(0, Math.floor(whole.length * fault.cut))
  }

  /** After the value: key and headers may look at its fields. */
  function finished(seq: number): EventHead {
    return {
      seq,
      key: key ? keyText(key.evaluate(c.row)) : undefined,
      headers:
        headers.length > 0
          ? Object.fromEntries(headers.map(h => [h.header, String(h.text(c.row) ?? '')]))
          : undefined,
      timeMs: c.timeMs,
      fault: wrong,
    }
  }

  return {
    faults,
    next(seq) {
      const fault = prepare(seq)
      const value = fault ? faultyText(fault) : body.text(c)
      return { ...finished(seq), value }
    },
    write(seq, out) {
      const fault = prepare(seq)
      if (fault) out.text(faultyText(fault))
      else putBody(c, out)
      return finished(seq)
    },
  }
}

function asRow(value: object): Row {
  return Object.fromEntries(Object.entries(value))
}

/** Hidden fields are not in the record's type, but keys and headers may use them. */
function hiddenTypes(
  schema: RecordSchema,
  scope: FieldScope,
  used: ReadonlySet<string>,
): FieldScope['above'] {
  const hidden = Object.entries(schema.fields).filter(
    ([, spec]) => typeof spec === 'object' && spec !== null && spec.hidden,
  )
  if (hidden.length === 0) return []
  const shown = Object.fromEntries(
    Object.entries(schema.fields).map(([name, spec]) => [
      name,
      typeof spec === 'object' && spec !== null ? { ...spec, hidden: false } : spec,
    ]),
  )
  const all = objectField(shown, scope, used, compileField).type
  const names = new Set(hidden.map(([name]) => name))
  return all.kind === 'struct' ? all.fields.filter(f => names.has(f.name)) : []
}

const keyText = (value: Value): string | undefined =>
  value === null ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)

async function loadFakers({ record, records }: GeneratorOptions): Promise<FakerLookup> {
  const locales = new Set<string>()
  const walk = (spec: FieldSpec, locale: string): void => {
    if (typeof spec === 'string') locales.add(locale)
    if (typeof spec !== 'object' || spec === null) return
    if ('faker' in spec) locales.add(spec.locale ?? locale)
    if ('object' in spec) Object.values(spec.object).forEach(inner => walk(inner, locale))
    if ('list' in spec) walk(spec.list, locale)
  }
  for (const schema of Object.values(records))
    Object.values(schema.fields).forEach(spec => walk(spec, schema.locale ?? DEFAULT_LOCALE))
  const needsFaker = usesFaker(Object.values(records))
  const loaded = new Map<string, NonNullable<Awaited<ReturnType<typeof loadLocale>>>>()
  const functions = new Set<string>()
  if (needsFaker) {
    for (const locale of locales) {
      const found = await loadLocale(locale)
      if (!found) throw recordError('generator-no-locale', record, { name: locale })
      loaded.set(locale, found)
    }
    for (const name of await fakerFunctions()) functions.add(name)
  }
  return (path, args, locale, field) => {
    const source = loaded.get(locale)
    if (!source) throw recordError('generator-no-locale', field, { name: locale })
    try {
      const made = functions.has(path) ? fakerSource(source, path, args) : undefined
      if (made) return made
    } catch (cause) {
      throw recordError(
        'generator-faker-failed',
        field,
        { name: path, message: cause instanceof Error ? cause.message : String(cause) },
        cause,
      )
    }
    throw recordError('generator-no-faker', field, { name: path })
  }
}

function usesFaker(schemas: readonly RecordSchema[]): boolean {
  const uses = (spec: FieldSpec): boolean => {
    if (typeof spec === 'string') return !spec.startsWith('=') && spec.includes('.')
    if (typeof spec !== 'object' || spec === null) return false
    if ('faker' in spec) return true
    if ('object' in spec) return Object.values(spec.object).some(uses)
    return 'list' in spec && uses(spec.list)
  }
  return schemas.some(schema => Object.values(schema.fields).some(uses))
}
