// Compares an expression's type and value with those that a real Spark gave for it. Spark's answers
// come as JSON in which each number is {"number": digits}, so that no digit is lost; moments are
// microseconds.
import { compileExpression } from '../compile'
import { isRow } from '../compare'
import { Decimal } from '../decimal'
import { tryParseExpression } from '../parser'
import { toSparkSql } from '../print'
import { parseDate, parseTimestamp } from '../time/iso'
import { utc } from '../time/zone'
import type { DataType, StructType, Value } from '../types'
import { printType } from '../types'

/** What Spark said: a value with its type, or how it refused. */
export type SparkAnswer =
  | { readonly type: string; readonly value: unknown }
  | { readonly error: 'syntax' | 'refused' | 'fails'; readonly words?: string }

export interface SparkCase {
  readonly zone: string
  /** As written for us. */
  readonly text: string
}

type Answer = { readonly type: DataType; readonly value: Value } | { readonly code: string }

const NO_ROW: StructType = { kind: 'struct', fields: [] }

/** The text for Spark: as we print it, so that the printing is tried too. */
export function sparkText(text: string): string {
  return 'problem' in tryParseExpression(text) ? text : toSparkSql(text)
}

export function ourAnswer({ text, zone }: SparkCase): Answer {
  try {
    const compiled = compileExpression(text, NO_ROW, { timezone: zone })
    return { type: compiled.type, value: compiled.evaluate({}) }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: String(error.code) }
    throw error
  }
}

/** Undefined when both say the same; else what differs, in one line. */
export function difference(ours: Answer, spark: SparkAnswer): string | undefined {
  if ('error' in spark) {
    // Where Spark ends the query, NULL is what a stream can go on with.
    const isNothing = 'code' in ours || (spark.error === 'fails' && ours.value === null)
    return isNothing ? undefined : `ours ${shown(ours)}, Spark ${spark.error}`
  }
  if ('code' in ours) return `ours ${ours.code}, Spark ${spark.type} ${JSON.stringify(spark.value)}`
  const sameType = sparkTypeName(ours.type) === spark.type
  if (sameType && sameValue(ours.type, ours.value, spark.value)) return undefined
  return `ours ${shown(ours)}, Spark ${spark.type} ${JSON.stringify(spark.value)}`
}

function shown(answer: Answer): string {
  if ('code' in answer) return answer.code
  const text = JSON.stringify(answer.value, (_, v: unknown) =>
    typeof v === 'bigint' ? `${v}n` : typeof v === 'number' && !Number.isFinite(v) ? String(v) : v,
  )
  return `${printType(answer.type)} ${text}`
}

function sparkTypeName(type: DataType): string {
  switch (type.kind) {
    case 'long':
      return 'bigint'
    case 'null':
      return 'void'
    case 'array':
      return `array<${sparkTypeName(type.element)}>`
    case 'map':
      return `map<string,${sparkTypeName(type.value)}>`
    case 'struct':
      return `struct<${type.fields.map(f => `${f.name}:${sparkTypeName(f.type)}`).join(',')}>`
    default:
      return printType(type)
  }
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** The digits of a number, or what stands for none. */
function digitsOf(json: unknown): string | undefined {
  if (isObject(json) && typeof json['number'] === 'string') return json['number']
  return typeof json === 'string' ? json : undefined
}

function sameValue(type: DataType, ours: Value, spark: unknown): boolean {
  if (ours === null || spark === null || spark === undefined)
    return ours === null && (spark === null || spark === undefined)
  switch (type.kind) {
    case 'double': {
      const theirs = Number(digitsOf(spark))
      return Object.is(ours, theirs) || nearly(Number(ours), theirs)
    }
    case 'decimal':
      return (
        ours instanceof Decimal &&
        ours.equals(Decimal.parse(digitsOf(spark) ?? '') ?? new Decimal(1, 0).sub(ours))
      )
    case 'int':
    case 'long':
      return String(ours) === digitsOf(spark)
    case 'date':
      return typeof spark === 'string' && ours === parseDate(spark)
    case 'timestamp': {
      // Inside lists and structs as to_json writes it.
      if (typeof spark === 'string') return ours === parseTimestamp(spark, utc)
      const micros = BigInt(digitsOf(spark) ?? 0)
      const ms = micros >= 0n ? micros / 1000n : (micros - 999n) / 1000n
      return BigInt(Number(ours)) === ms
    }
    case 'array':
      return (
        Array.isArray(ours) &&
        Array.isArray(spark) &&
        ours.length === spark.length &&
        ours.every((item: Value, i) => sameValue(type.element, item, spark[i]))
      )
    case 'map':
      return sameEntries(ours, spark, () => type.value)
    case 'struct':
      return sameEntries(ours, spark, name => type.fields.find(f => f.name === name)?.type)
    default:
      return ours === spark
  }
}

function sameEntries(
  ours: Value,
  spark: unknown,
  typeOf: (name: string) => DataType | undefined,
): boolean {
  if (!isRow(ours) || !isObject(spark)) return false
  const names = Object.keys(ours)
  return (
    names.length === Object.keys(spark).length &&
    names.every(name => {
      const type = typeOf(name)
      return type !== undefined && sameValue(type, ours[name] ?? null, spark[name])
    })
  )
}

/** Java's and JavaScript's functions may differ in the last bit. */
const nearly = (a: number, b: number) => Math.abs(a - b) <= 4 * Number.EPSILON * Math.abs(b)

/** Reads a line of the kept answers. */
export function readKept(line: string): { readonly ask: SparkCase; readonly answer: SparkAnswer } {
  const [zone, text, answer] = JSON.parse(line) as [string, string, SparkAnswer]
  return { ask: { zone, text }, answer }
}
