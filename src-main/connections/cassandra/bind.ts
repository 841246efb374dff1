// Values for the markers of a statement (`?`, `:name`), from the text that a person types: a text
// as it is, everything else as a console prints it. The database says which types it wants when it
// prepares the statement, and the driver sends the values beside it.
import { z } from 'zod'
import { parseStatement, type Expr } from '@shared/cql'
import { LabError } from '@shared/errors'
import { cassandra, types, type Client } from './library'
import { fieldsOf, innerOf, typeText, type ColumnType } from './print'

export interface TypedMarker {
  readonly name: string
  readonly type: ColumnType
}

const preparedSchema = z.object({
  meta: z.object({
    columns: z
      .array(
        z.object({
          name: z.string(),
          type: z.object({ code: z.number(), info: z.unknown().optional() }),
        }),
      )
      .nullish(),
  }),
})

/**
 * The markers of a statement that has some. The driver keeps what the database said of a prepared
 * statement, but prepares only what it runs: without values it stops before that.
 */
export async function markersOf(client: Client, statement: string): Promise<TypedMarker[]> {
  try {
    await client.execute(statement, {}, { prepare: true })
  } catch (error) {
    if (!(error instanceof cassandra.errors.ArgumentError)) throw error
  }
  const read: unknown = Reflect.get(client.metadata, 'getPreparedInfo')
  if (typeof read !== 'function') return []
  const known: unknown = Reflect.apply(read, client.metadata, [client.keyspace, statement])
  return preparedSchema.parse(known).meta.columns ?? []
}

/** Null is a value too; where no text is wanted, the word null is one. */
export function bindValue(text: string | null, { name, type }: TypedMarker): unknown {
  if (text === null || (!isText(type) && /^\s*null\s*$/i.test(text))) return null
  try {
    return isText(type) ? text : valueOf(text.trim(), type)
  } catch (error) {
    if (error instanceof LabError) throw error
    throw refused(text, name, type)
  }
}

const refused = (text: string, name: string, type: ColumnType) =>
  new LabError('cql-bind', { kind: 'usage', params: { name, type: typeText(type), value: text } })

const isText = ({ code }: ColumnType) => {
  const { text, varchar, ascii } = types.dataTypes
  return code === text || code === varchar || code === ascii
}
const isWhole = (text: string, bits: number) => {
  if (!/^-?\d+$/.test(text)) return false
  const limit = 2n ** BigInt(bits - 1)
  return BigInt(text) >= -limit && BigInt(text) < limit
}

function valueOf(text: string, type: ColumnType): unknown {
  const { list, set, map, tuple, udt, custom } = types.dataTypes
  if (type.code === custom && typeText(type) === 'duration') return types.Duration.fromString(text)
  if (![list, set, map, tuple, udt, custom].includes(type.code)) return scalar(text, type)
  const { statement } = parseStatement(`INSERT INTO t (c) VALUES (${text})`)
  return ofExpr(statement.kind === 'insert' ? statement.values[0] : undefined, type)
}

function ofExpr(value: Expr | undefined, type: ColumnType): unknown {
  const inner = (at: number): ColumnType => innerOf(type, at) ?? { code: types.dataTypes.text }
  switch (value?.kind) {
    case 'null':
      return null
    case 'constant':
      return isText(type) ? value.text : scalar(value.text, type)
    case 'list':
      return type.code === types.dataTypes.custom
        ? vectorOf(value.items, type)
        : value.items.map(item => ofExpr(item, inner(0)))
    case 'set':
      return value.items.map(item => ofExpr(item, inner(0)))
    case 'tuple':
      return new types.Tuple(...value.items.map((item, at) => ofExpr(item, inner(at))))
    case 'map':
      return new Map(
        value.entries.map(([key, item]) => [ofExpr(key, inner(0)), ofExpr(item, inner(1))]),
      )
    case 'udt':
      return ofFields(value.fields, type)
    default:
      throw new TypeError('not a value')
  }
}

/** Fields may come in any order, and some may be left out: those are null. */
function ofFields(given: readonly (readonly [string, Expr])[], type: ColumnType): unknown {
  const fields = fieldsOf(type)
  return Object.fromEntries(
    given.map(([name, item]) => {
      const field = fields.find(each => each.name === name)
      if (field === undefined) throw new TypeError(`no field ${name}`)
      return [name, ofExpr(item, field.type)]
    }),
  )
}

function vectorOf(items: readonly Expr[], type: ColumnType): unknown {
  const [, of] = /^vector<(\w+),/.exec(typeText(type)) ?? []
  const isNumber = of !== 'text' && of !== 'ascii'
  const values = items.map(item => {
    if (item.kind !== 'constant') throw new TypeError('not a value')
    return isNumber ? Number(item.text) : item.text
  })
  return new types.Vector(values, of ?? null)
}

function scalar(text: string, { code }: ColumnType): unknown {
  const is = types.dataTypes
  const sure = <Value>(isRight: boolean, value: () => Value): Value => {
    if (!isRight) throw new TypeError(text)
    return value()
  }
  switch (code) {
    case is.int:
      return sure(isWhole(text, 32), () => Number(text))
    case is.smallint:
      return sure(isWhole(text, 16), () => Number(text))
    case is.tinyint:
      return sure(isWhole(text, 8), () => Number(text))
    case is.bigint:
    case is.counter:
      return sure(isWhole(text, 64), () => types.Long.fromString(text))
    case is.varint:
      return sure(/^-?\d+$/.test(text), () => types.Integer.fromString(text))
    case is.decimal:
      return sure(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text), () =>
        types.BigDecimal.fromString(text),
      )
    case is.float:
    case is.double:
      return sure(text !== '' && (text === 'NaN' || !Number.isNaN(Number(text))), () =>
        Number(text),
      )
    case is.boolean:
      return sure(/^(true|false)$/i.test(text), () => text.toLowerCase() === 'true')
    case is.timestamp:
      return momentOf(text)
    case is.date:
      return types.LocalDate.fromString(text)
    case is.time:
      return types.LocalTime.fromString(text)
    case is.uuid:
      return types.Uuid.fromString(text)
    case is.timeuuid:
      return types.TimeUuid.fromString(text)
    case is.inet:
      return types.InetAddress.fromString(text)
    case is.duration:
      return types.Duration.fromString(text)
    case is.blob:
      return sure(/^0x([0-9a-f]{2})*$/i.test(text), () => Buffer.from(text.slice(2), 'hex'))
    default:
      return Number.isNaN(Number(text)) ? text : Number(text)
  }
}

/** Milliseconds, or a date with a time; without a zone it is UTC, as cqlsh prints it. */
function momentOf(text: string): Date {
  if (/^-?\d{1,16}$/.test(text) && !/^\d{4}$/.test(text)) return new Date(Number(text))
  const iso = text
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d+/, '$1')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  const hasZone = /(Z|[+-]\d\d:\d\d)$/i.test(iso)
  const moment = new Date(hasZone || !iso.includes('T') ? iso : `${iso}Z`)
  if (Number.isNaN(moment.getTime())) throw new TypeError(text)
  return moment
}
