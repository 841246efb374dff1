// A filter of messages written as an expression, `total > 400 and size(products) > 1`. One code
// checks it while it is typed, runs it where a topic is scanned, and runs it over live messages in
// the page.
import {
  checkCondition,
  compileCondition,
  compileReader,
  findZone,
  isRow,
  tryParseType,
  type CompileOptions,
  type ExprProblem,
  type StructType,
} from '../expr'
import { META_FIELDS, parsed, withMeta } from './message-fields'

export interface MessageFilter {
  readonly where: string
  /** The fields of the JSON values, as a type text: `struct<total: double>`. */
  readonly fields: string
  /** IANA zone of calendar functions; UTC when absent. */
  readonly timezone?: string
}

export interface FilteredMessage {
  readonly partition: number
  readonly offset: string | number
  readonly timeMs: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [string, string])[]
  readonly sizeBytes: number
}

/** `unlike`: a field has another type than the filter takes it for, so that it reads as NULL. */
export type FilterVerdict = 'yes' | 'no' | 'unlike'

const optionsOf = (timezone: string | undefined): CompileOptions => ({ timezone, now: Date.now })

/** Undefined for a text that is not the type of an object. */
export function fieldsFrom(text: string): StructType | undefined {
  if (text === 'struct<>') return { kind: 'struct', fields: [] }
  const result = tryParseType(text)
  return 'type' in result && result.type.kind === 'struct' ? result.type : undefined
}

export function checkFilter(
  where: string,
  fields: StructType,
  timezone?: string,
): ExprProblem | undefined {
  return checkCondition(where, withMeta(fields), optionsOf(timezone)).problems[0]
}

/** A mistake in the expression is thrown, with its place. */
export function compileFilter({
  where,
  fields: text,
  timezone,
}: MessageFilter): (message: FilteredMessage) => FilterVerdict {
  const fields = fieldsFrom(text) ?? { kind: 'struct', fields: [] }
  const holds = compileCondition(where, withMeta(fields), optionsOf(timezone))
  const zone = findZone(timezone ?? 'UTC')
  let isUnlike = false
  const read = compileReader(fields, {
    ...(zone === undefined ? {} : { zone }),
    onMismatch: () => (isUnlike = true),
  })
  const own = new Set(fields.fields.map(({ name }) => name))
  const meta = META_FIELDS.filter(({ name }) => !own.has(name))
  const metaOf: Readonly<Record<string, (message: FilteredMessage) => unknown>> = {
    _key: message => message.key,
    _value: message => message.value,
    _partition: message => message.partition,
    _offset: message => Number(message.offset),
    _time: message => message.timeMs / 1000,
    _headers: message => Object.fromEntries(message.headers),
    _bytes: message => message.sizeBytes,
  }
  const readMeta = compileReader({ kind: 'struct', fields: meta })
  return message => {
    isUnlike = false
    try {
      const value = message.value === null ? undefined : parsed(message.value)
      const row = read(value)
      const about = readMeta(
        Object.fromEntries(meta.map(({ name }) => [name, metaOf[name]?.(message)])),
      )
      if (holds({ ...(isRow(row) ? row : {}), ...(isRow(about) ? about : {}) })) return 'yes'
      return isUnlike ? 'unlike' : 'no'
    } catch {
      // The expression has no value for this message: a division by zero, say.
      return 'unlike'
    }
  }
}
