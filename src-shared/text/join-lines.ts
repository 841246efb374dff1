// Why a row of a join waits, or what became of it, as one line on the screen and on the command line; and
// what a list without rows means.
import type { JoinOutcome, JoinRow } from '@shared/contract'
import type { Language } from '../lab'
import { joins } from './ui/joins'
import { say } from './ui/words'

export interface JoinUnits {
  readonly time: (ms: number) => string
  readonly length: (ms: number) => string
}

export function joinWhy(row: JoinRow, language: Language, { time, length }: JoinUnits): string {
  const { reason, partners = 0, until = 0, input, missedMs } = row
  if (reason === undefined)
    return partners > 0
      ? say(joins.foundN, language, { n: partners })
      : say(joins.foundGone, language)
  const line =
    reason === 'until'
      ? say(joins.until, language, { at: time(until) })
      : say(joins[reason], language)
  if (missedMs === undefined) return line
  // Seen from this row: the second is so much later than the first.
  const laterMs = input === 0 ? missedMs : -missedMs
  const missed = laterMs > 0 ? joins.missedAfter : joins.missedBefore
  return `${line}; ${say(missed, language, { length: length(Math.abs(laterMs)) })}`
}

export const NO_JOIN_ROWS = {
  waiting: 'noneWaiting',
  found: 'noneFound',
  'gave-up': 'noneGaveUp',
} as const satisfies Readonly<Record<JoinOutcome, keyof typeof joins>>
