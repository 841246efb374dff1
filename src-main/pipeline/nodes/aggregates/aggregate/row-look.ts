// What an aggregation has to do with one row, for people who follow it: its key, its windows, what is
// kept for them, and the rows that would come out for it. Nothing is changed by a look.
import type { CompiledExpression, Row } from '@shared/expr'
import type { OutputMode } from '../../../model/batch'
import type { KeptKey } from '../../../model/operator'
import type { Span } from '../../../model/windows'
import type { Group } from '../group'
import type { Groups } from '../groups'
import type { KeyReader } from '../key-reader'
import { windowKey, type Sessions } from './sessions'

export interface Looked {
  readonly options: {
    readonly mode: OutputMode
    readonly time: CompiledExpression | undefined
    readonly windows: ((ms: number) => readonly Span[]) | undefined
  }
  readonly groups: Groups
  readonly keys: KeyReader
  readonly sessions: Sessions | undefined
  /** The lab's clock, of the batch under way. */
  readonly nowMs: number
  /** Windows that end by then are given up. */
  readonly closing: number
}

interface Place {
  readonly head: Row
  readonly group: Group | undefined
}

export function rowTime({ options: { time, windows }, nowMs }: Looked, row: Row) {
  const value = time ? time.evaluate(row) : windows ? nowMs : undefined
  return typeof value === 'number' ? value : undefined
}

function placesOf(looked: Looked, row: Row): Place[] {
  const { options, groups, keys, sessions } = looked
  const key = keys.keyOf(row)
  if (!options.windows) return [{ head: keys.head(row), group: groups.peek(key) }]
  const at = rowTime(looked, row)
  return (at === undefined ? [] : options.windows(at)).map(span => {
    const head = { window_start: span.start, window_end: span.end, ...keys.head(row) }
    const group = sessions ? sessions.touching(span, key) : groups.peek(windowKey(span.start, key))
    return { head, group }
  })
}

export function keptForRow(looked: Looked, row: Row): KeptKey[] {
  return placesOf(looked, row).map(({ head, group }) => looked.groups.toldOf(group, head))
}

/** In append mode only windows that are over come out. */
export function givenForRow(looked: Looked, row: Row): Row[] {
  const isOut = ({ windowEnd }: Group) =>
    looked.options.mode !== 'append' || windowEnd <= looked.closing
  return placesOf(looked, row).flatMap(({ group }) =>
    group && isOut(group) ? [looked.groups.row(group)] : [],
  )
}
