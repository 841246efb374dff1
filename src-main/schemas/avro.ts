// An Avro schema as our own. avsc does the bytes; what its values are as JSON follows from the
// schema, which is walked once. Unions are wrapped inside, so a value never has to be guessed when
// it is read.
import { avsc, type AvroType } from './library'
import { sizeOfAvro, stepsOf, type AvroSize } from './avro-size'
import { below, invalidSchema, Misfit, type ParsedSchema, type ReferencedText } from './schema'
import {
  bigEndian,
  dayNumber,
  dayText,
  fromBigEndian,
  momentMs,
  momentText,
  scaledJson,
  unscaled,
} from './moments'
import { TOO_MUCH, TooMuch, Steps, type StepBudget } from './steps'

/** Between JSON and what avsc takes and gives. */
interface Form {
  /** The schema as avsc gets it. */
  readonly plain: unknown
  /** Its name as a branch of a union. */
  readonly branch: string
  /** Its values take no bytes. */
  readonly isEmpty?: boolean
  to(json: unknown, path: string): unknown
  from(value: unknown): unknown
}

const PRIMITIVES = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'])
/** A schema that nests deeper is a mistake, or an attack. */
const DEPTH_MAX = 64

class AvroSchema implements ParsedSchema {
  constructor(
    readonly identity: string,
    /** As the text has it: what compatibility is asked of. */
    private readonly type: AvroType,
    private readonly wire: AvroType,
    private readonly form: Form,
    private readonly size: AvroSize,
  ) {}

  encode(json: unknown): Buffer {
    const value = this.form.to(json, '')
    try {
      return this.wire.toBuffer(value)
    } catch (error) {
      throw new Misfit('', error instanceof Error ? error.message : String(error), json)
    }
  }

  decode(bytes: Buffer): unknown {
    return this.form.from(this.wire.fromBuffer(bytes))
  }

  readingProblems(writer: ParsedSchema, budget?: StepBudget): string[] {
    if (!(writer instanceof AvroSchema)) return ['The schemas are of two types']
    try {
      new Steps(budget).take(stepsOf(this.size, writer.size))
      this.type.createResolver(writer.type)
      return []
    } catch (error) {
      if (error instanceof TooMuch) return [TOO_MUCH]
      return [error instanceof Error ? error.message : String(error)]
    }
  }
}

export function parseAvro(text: string, references: readonly ReferencedText[] = []): ParsedSchema {
  try {
    const json = jsonOf(text)
    const walk = new Walk()
    const registry = Object.create(null) as Record<string, AvroType>
    const long = longType()
    const wireRegistry = Object.assign(Object.create(null) as Record<string, AvroType>, { long })
    for (const reference of references) {
      const other = jsonOf(reference.text)
      avsc.Type.forSchema(other, { registry })
      avsc.Type.forSchema(walk.form(other, '', 0).plain, {
        wrapUnions: true,
        registry: wireRegistry,
      })
    }
    const type = avsc.Type.forSchema(json, { registry })
    const form = walk.form(json, '', 0)
    const wire = avsc.Type.forSchema(form.plain, { wrapUnions: true, registry: wireRegistry })
    const identity = JSON.stringify([sorted(json), references.map(({ text: each }) => each)])
    const size = sizeOfAvro([json, ...references.map(({ text: each }) => jsonOf(each))])
    return new AvroSchema(identity, type, wire, form, size)
  } catch (error) {
    throw invalidSchema('AVRO', error)
  }
}

/** The text is JSON, or the bare name of a primitive type. */
const jsonOf = (text: string): unknown =>
  PRIMITIVES.has(text.trim()) ? text.trim() : JSON.parse(text)

/** Integers that a number does not hold are bigints on the way, and digits in JSON. */
function longType(): AvroType {
  return avsc.types.LongType.__with({
    fromBuffer: (bytes: Buffer) => {
      const value = bytes.readBigInt64LE()
      return Number.isSafeInteger(Number(value)) ? Number(value) : value
    },
    toBuffer: (value: number | bigint) => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigInt64LE(BigInt(value))
      return bytes
    },
    fromJSON: Number,
    toJSON: String,
    isValid: (value: unknown) => typeof value === 'bigint' || Number.isSafeInteger(value),
    compare: (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1),
  })
}

class Walk {
  private readonly named = new Map<string, Form>()

  form(schema: unknown, namespace: string, depth: number): Form {
    if (depth > DEPTH_MAX) throw new RangeError('The schema nests too deeply')
    if (typeof schema === 'string') return this.byName(schema, namespace)
    if (Array.isArray(schema))
      return unionForm(schema.map(each => this.form(each, namespace, depth + 1)))
    if (!isObject(schema)) throw new TypeError(`Not a schema: ${JSON.stringify(schema)}`)
    const { type, logicalType } = schema
    if (typeof type === 'object') return this.form(type, namespace, depth + 1)
    switch (type) {
      case 'record':
      case 'error':
        return this.record(schema, namespace, depth)
      case 'enum':
        return this.leaf(schema, namespace, enumForm(schema))
      case 'fixed':
        return this.leaf(schema, namespace, fixedForm(Number(schema.size), schema))
      case 'array':
        return arrayForm(this.form(schema.items, namespace, depth + 1))
      case 'map':
        return mapForm(this.form(schema.values, namespace, depth + 1))
      default:
        return PRIMITIVES.has(String(type))
          ? primitiveForm(String(type), String(logicalType ?? ''), scaleOf(schema))
          : this.byName(String(type), namespace)
    }
  }

  private byName(name: string, namespace: string): Form {
    if (PRIMITIVES.has(name)) return primitiveForm(name, '', 0)
    const found = this.named.get(fullName(name, namespace)) ?? this.named.get(name)
    if (found) return { ...found, plain: found.branch }
    throw new TypeError(`Undefined name: ${name}`)
  }

  private leaf(schema: Json, namespace: string, both: Both): Form {
    const { namespace: own, name } = namesOf(schema, namespace)
    const branch = fullName(name, own)
    const { logicalType: _, ...rest } = schema
    const form = { plain: { ...rest, name, namespace: own }, branch, ...both }
    this.named.set(branch, form)
    return form
  }

  private record(schema: Json, namespace: string, depth: number): Form {
    const { namespace: own, name } = namesOf(schema, namespace)
    const branch = fullName(name, own)
    const parts: Part[] = []
    const form: Form = {
      plain: branch,
      branch,
      to: (json, path) => recordTo(parts, json, path),
      from: value => recordFrom(parts, value),
    }
    // Before its fields: one of them may be of this type again.
    this.named.set(branch, form)
    if (!Array.isArray(schema.fields)) throw new TypeError(`${branch} has no fields`)
    const fields = schema.fields.map((field: unknown) => {
      if (!isObject(field)) throw new TypeError(`${branch} has a field that is not an object`)
      const inner = this.form(field.type, own, depth + 1)
      parts.push({ name: String(field.name), hasDefault: 'default' in field, form: inner })
      return { ...field, type: inner.plain }
    })
    const isEmpty = parts.every(part => part.form.isEmpty)
    this.named.set(branch, { ...form, isEmpty })
    return { ...form, isEmpty, plain: { ...schema, name, namespace: own, fields } }
  }
}

type Json = Readonly<Record<string, unknown>>

interface Part {
  readonly name: string
  readonly hasDefault: boolean
  readonly form: Form
}

function recordTo(parts: readonly Part[], json: unknown, path: string): unknown {
  if (!isObject(json)) throw new Misfit(path, 'object', json)
  const values: Record<string, unknown> = {}
  for (const { name, hasDefault, form } of parts) {
    const own = Object.hasOwn(json, name) ? json[name] : undefined
    // avsc puts the default in for what is undefined.
    values[name] = own === undefined && hasDefault ? undefined : form.to(own, below(path, name))
  }
  return values
}

function recordFrom(parts: readonly Part[], value: unknown): unknown {
  const values = value as Json
  return Object.fromEntries(parts.map(({ name, form }) => [name, form.from(values[name])]))
}

function unionForm(branches: readonly Form[]): Form {
  const others = branches.filter(({ branch }) => branch !== 'null')
  const hasNull = others.length < branches.length
  return {
    plain: branches.map(({ plain }) => plain),
    branch: '',
    to(json, path) {
      if (hasNull && (json === null || json === undefined)) return null
      let first: unknown
      for (const { branch, to } of others)
        try {
          return { [branch]: to(json, path) }
        } catch (error) {
          first ??= error
        }
      throw first ?? new Misfit(path, 'null', json)
    },
    from(value) {
      if (value === null) return null
      const [[branch, inner] = ['', null]] = Object.entries(value as Json)
      return others.find(each => each.branch === branch)?.from(inner) ?? null
    },
  }
}

/** Four bytes could say that 2^50 items follow, which take none: reading them would not end. */
function arrayForm(items: Form): Form {
  if (items.isEmpty) throw new TypeError('An array of what takes no bytes is not read')
  return arrayOf(items)
}

const arrayOf = (items: Form): Form => ({
  plain: { type: 'array', items: items.plain },
  branch: 'array',
  to(json, path) {
    if (!Array.isArray(json)) throw new Misfit(path, 'array', json)
    return json.map((each, at) => items.to(each, `${path}[${at}]`))
  },
  from: value => (value as unknown[]).map(items.from),
})

const mapForm = (values: Form): Form => ({
  plain: { type: 'map', values: values.plain },
  branch: 'map',
  to(json, path) {
    if (!isObject(json)) throw new Misfit(path, 'map', json)
    return Object.fromEntries(
      Object.entries(json).map(([key, each]) => [key, values.to(each, below(path, key))]),
    )
  },
  from: value =>
    Object.fromEntries(
      Object.entries(value as Json).map(([key, each]) => [key, values.from(each)]),
    ),
})

type Both = Pick<Form, 'to' | 'from'>

function enumForm({ symbols }: Json): Both {
  const known: readonly unknown[] = Array.isArray(symbols) ? symbols : []
  return {
    to(json, path) {
      if (!known.includes(json)) throw new Misfit(path, known.join(' | '), json)
      return json
    },
    from: value => value,
  }
}

function fixedForm(size: number, schema: Json): Both {
  if (schema.logicalType === 'decimal') return decimalForm(scaleOf(schema), size)
  return {
    to(json, path) {
      const bytes = typeof json === 'string' ? Buffer.from(json, 'base64') : undefined
      if (bytes?.length !== size) throw new Misfit(path, `${size} bytes`, json)
      return bytes
    },
    from: base64,
  }
}

function decimalForm(scale: number, size?: number): Both {
  return {
    to(json, path) {
      const digits = unscaled(json, scale)
      const isFit =
        digits !== undefined && (size === undefined || BigInt.asIntN(size * 8, digits) === digits)
      if (!isFit) throw new Misfit(path, 'decimal', json)
      return bigEndian(digits, size)
    },
    from: value => scaledJson(fromBigEndian(value as Uint8Array), scale),
  }
}

const base64 = (value: unknown) => Buffer.from(value as Uint8Array).toString('base64')
const asIs = (value: unknown) => value
const digits = (value: unknown) => (typeof value === 'bigint' ? String(value) : value)

const taking =
  (expected: string, take: (json: unknown) => unknown) =>
  (json: unknown, path: string): unknown => {
    const value = take(json)
    if (value === undefined) throw new Misfit(path, expected, json)
    return value
  }

function primitiveForm(type: string, logical: string, scale: number): Form {
  const both = logicalForm(type, logical, scale) ?? plainForm(type)
  return { plain: type, branch: type, isEmpty: type === 'null', ...both }
}

function logicalForm(type: string, logical: string, scale: number): Both | undefined {
  if (type === 'bytes' && logical === 'decimal') return decimalForm(scale)
  if (type === 'int' && logical === 'date')
    return { to: taking('date', dayNumber), from: value => dayText(value as number) }
  if (type !== 'long') return undefined
  switch (logical) {
    case 'timestamp-millis':
    case 'local-timestamp-millis':
      return { to: taking('timestamp', momentMs), from: value => momentText(Number(value)) }
    case 'timestamp-micros':
    case 'local-timestamp-micros':
      return {
        to: taking('timestamp', json => {
          const ms = momentMs(json)
          return ms === undefined ? undefined : BigInt(ms) * 1000n
        }),
        from: value => {
          const micros = BigInt(value as number | bigint)
          const finer = ((micros % 1000n) + 1000n) % 1000n
          const ms = Number((micros - finer) / 1000n)
          return momentText(ms, finer === 0n ? '' : String(finer).padStart(3, '0'))
        },
      }
    default:
      return undefined
  }
}

function plainForm(type: string): Both {
  switch (type) {
    case 'null':
      return {
        to: taking('null', json => (json === null || json === undefined ? null : undefined)),
        from: () => null,
      }
    case 'boolean':
      return {
        to: taking(type, json => (typeof json === 'boolean' ? json : undefined)),
        from: asIs,
      }
    case 'int':
      return {
        to: taking(type, json =>
          typeof json === 'number' && json === Math.trunc(json) && Math.abs(json) < 2 ** 31
            ? json
            : undefined,
        ),
        from: asIs,
      }
    case 'long':
      return { to: taking(type, longOf), from: digits }
    case 'float':
    case 'double':
      return { to: taking(type, doubleOf), from: doubleJson }
    case 'bytes':
      return {
        to: taking(type, json =>
          typeof json === 'string' ? Buffer.from(json, 'base64') : undefined,
        ),
        from: base64,
      }
    default:
      return { to: taking(type, json => (typeof json === 'string' ? json : undefined)), from: asIs }
  }
}

function longOf(json: unknown): number | bigint | undefined {
  if (typeof json === 'number') return Number.isSafeInteger(json) ? json : undefined
  if (typeof json !== 'string' || !/^-?\d{1,19}$/.test(json)) return undefined
  const value = BigInt(json)
  return BigInt.asIntN(64, value) === value ? value : undefined
}

const NOT_NUMBERS = ['NaN', 'Infinity', '-Infinity']
const doubleOf = (json: unknown) =>
  typeof json === 'number' ? json : NOT_NUMBERS.includes(String(json)) ? Number(json) : undefined
const doubleJson = (value: unknown) => (Number.isFinite(value) ? value : String(value))

function namesOf(schema: Json, namespace: string): { name: string; namespace: string } {
  const name = String(schema.name)
  const dot = name.lastIndexOf('.')
  if (dot >= 0) return { name: name.slice(dot + 1), namespace: name.slice(0, dot) }
  return { name, namespace: typeof schema.namespace === 'string' ? schema.namespace : namespace }
}

const fullName = (name: string, namespace: string) =>
  namespace === '' || name.includes('.') ? name : `${namespace}.${name}`
const scaleOf = ({ scale }: Json) => (typeof scale === 'number' ? scale : 0)

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** With its keys in one order. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted)
  if (!isObject(json)) return json
  const entries = Object.entries(json).map(([key, value]) => [key, sorted(value)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
