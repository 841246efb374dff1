// A compiled field. `draw` takes from the event's random stream exactly once per event whether the
// result is wanted as text or as a value, so that a formula that looks at a field does not change
// what the others get.
import type { DataType, Row, Value, Zone } from '@shared/expr'
import type { FakerSource } from '../faker'
import type { JsonStyle } from '../json-text'
import type { Random } from '../random'
import type { TextBytes } from '../text-bytes'

export interface EventContext {
  readonly random: Random
  seq: number
  timeMs: number
  /** Where an entity is in its life: the number of its state, and of the step. */
  state: number
  step: number
  /** What formulas see: fields made so far that somebody needs. */
  row: Record<string, Value>
  /** Picks shared by `row:` labels within one event. */
  readonly picks: Map<string, number>
}

export interface Field {
  readonly type: DataType
  value(context: EventContext): Value
  /** JSON text of what `value` would give. */
  text(context: EventContext): string
  /** The same text into a record's bytes, for kinds that can do without the string. */
  put?(context: EventContext, out: TextBytes): void
}

export type Put = (context: EventContext, out: TextBytes) => void

export function putOf({ put, text }: Field): Put {
  return put ?? ((context, out) => out.text(text(context)))
}

/** What compiling a field may need to know. */
export interface FieldScope {
  readonly path: string
  readonly style: JsonStyle
  readonly zone: Zone
  readonly locale: string
  readonly catalogs: Readonly<Record<string, readonly unknown[]>>
  /** Of the record's states; none where it has no such. */
  readonly states: readonly string[]
  /** Fields that stand above, by name and type: what a formula may use. */
  readonly above: readonly { readonly name: string; readonly type: DataType }[]
  readonly faker: (
    path: string,
    args: readonly unknown[],
    locale: string,
    field: string,
  ) => FakerSource
  readonly reference: (name: string, path: string) => Reference
}

/** Another record of the lab, made on demand. */
export interface Reference {
  readonly type: DataType
  /** `timeMs`: when it was made; without it, its times are as of this stream's start. */
  rowAt(index: number, timeMs?: number): Row
  /** When its records come; undefined where no source of the run makes them. */
  clock(): StreamClock | undefined
}

/** The schedule of a stream, for others that refer to its records. */
export interface StreamClock {
  /** How many records have their time by that moment. */
  countAt(ms: number): number
  timeOf(seq: number): number
  /** Until then both answers are the same after a crash; for ever when absent. */
  readonly untilMs?: number
  /** Why that moment will never move on. */
  readonly failure?: unknown
}

export const at = (scope: FieldScope, step: string): FieldScope => ({
  ...scope,
  path: scope.path === '' ? step : `${scope.path}.${step}`,
})

/** A field whose text is made of its value. */
export function fromValue(
  type: DataType,
  value: (context: EventContext) => Value,
  write: (value: Value) => string,
): Field {
  return { type, value, text: context => write(value(context)) }
}
