// The truth ledger as a sum that anyone can check by eye, and the first thing in it that is off:
// expected = arrived + on the way + too late + dead letters + lost − doubled.
import type { Ledger, LedgerSum, RunState } from '../contract/run'

/** What stands right of "expected =", in this order. */
export const LEDGER_TERMS = [
  { part: 'arrived', sign: '=' },
  { part: 'onTheWay', sign: '+' },
  { part: 'tooLate', sign: '+' },
  { part: 'deadLetters', sign: '+' },
  { part: 'lost', sign: '+' },
  { part: 'doubled', sign: '−' },
] as const satisfies readonly { readonly part: keyof LedgerSum; readonly sign: string }[]

/** Rows of a join's input that were read are the sum of these. */
export const JOIN_TERMS = ['matched', 'unmatched', 'waiting', 'givenUp'] as const

/** The lab's sum, without the records of other producers. */
export function sumOf({ beside, ...ledger }: Ledger): LedgerSum {
  return {
    ...ledger,
    tooLate: ledger.tooLate - (beside?.tooLate ?? 0),
    deadLetters: ledger.deadLetters - (beside?.deadLetters ?? 0),
  }
}

export interface LedgerFault {
  readonly part: 'lost' | 'doubled' | 'deadLetters' | 'tooLate' | 'onTheWay'
  readonly count: number
}

interface Moment {
  readonly state: RunState
  readonly eventsPerSecond: number
}

/** While a run goes on, records that wait no longer than this belong to the batch to come. */
const BATCH_S = 10

/** The first part that is off; undefined when the sum balances. */
export function faultOf(sum: LedgerSum, moment: Moment): LedgerFault | undefined {
  for (const part of ['lost', 'doubled', 'deadLetters', 'tooLate'] as const)
    if (sum[part] > 0) return { part, count: sum[part] }
  return sum.onTheWay > mayWait(moment) ? { part: 'onTheWay', count: sum.onTheWay } : undefined
}

function mayWait({ state, eventsPerSecond }: Moment): number {
  switch (state) {
    case 'starting':
    case 'running':
    case 'stopping':
      return Math.max(1, eventsPerSecond) * BATCH_S
    case 'paused':
      return Infinity
    case 'stopped':
    case 'finished':
    case 'failed':
    case 'halted':
      return 0
  }
}
