// The verdict on a run's ledger, and the state of a run in two words. Every screen reads them here,
// so that none says "balanced" while another names what is missing.
import type { RunSummary } from '@shared/contract'
import { t } from '@renderer/ui'

export type Tone = 'ok' | 'warn' | 'bad' | 'gate' | 't3' | 'water'

interface Verdict {
  readonly word: string
  readonly tone: Tone
}

/** While a run goes on, records that wait no longer than this belong to the batch to come. */
const BATCH_S = 10

/** The first part of the ledger that is off; undefined when it balances. */
export function ledgerFault(run: RunSummary | undefined): Verdict | undefined {
  if (run === undefined) return undefined
  const { lost, doubled, deadLetters, tooLate, onTheWay } = run.ledger
  if (lost > 0) return { word: t('canvas.lost', { n: lost }), tone: 'bad' }
  if (doubled > 0) return { word: t('canvas.doubled', { n: doubled }), tone: 'warn' }
  if (deadLetters > 0) return { word: t('canvas.deadLetters', { n: deadLetters }), tone: 'warn' }
  if (tooLate > 0) return { word: t('canvas.tooLate', { n: tooLate }), tone: 'warn' }
  if (onTheWay > mayWait(run)) return { word: t('canvas.wait', { n: onTheWay }), tone: 'warn' }
  return undefined
}

function mayWait({ state, eventsPerSecond }: RunSummary): number {
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

/** The first thing that is off, or the state of the run; at its end, that the ledger balances. */
export function ledgerWord(run: RunSummary | undefined): Verdict {
  if (run === undefined) return { word: '', tone: 't3' }
  if (run.state === 'failed' || run.state === 'halted')
    return { word: t('frame.stateFailed'), tone: 'bad' }
  const fault = ledgerFault(run)
  if (fault !== undefined) return fault
  if (run.state === 'running') return { word: t('frame.stateRunning'), tone: 'water' }
  if (run.state === 'paused') return { word: t('frame.statePaused'), tone: 'gate' }
  return { word: t('canvas.balanced'), tone: 'ok' }
}
