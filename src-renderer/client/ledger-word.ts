// The verdict on a run's ledger, and the state of a run in two words. Every screen reads them here,
// so that none says "balanced" while another names what is missing.
import type { LedgerSum, RunSummary } from '@shared/contract'
import { faultOf, type LedgerFault } from '@shared/figures'
import { t } from '@renderer/ui'

export type Tone = 'ok' | 'warn' | 'bad' | 'gate' | 't3' | 'water'

interface Verdict {
  readonly word: string
  readonly tone: Tone
}

/** The first part of the ledger that is off; undefined when it balances. */
export function ledgerFault(
  run: RunSummary | undefined,
  sum: LedgerSum | undefined = run?.ledger,
): Verdict | undefined {
  const n = run?.ledger.deletedUnread ?? 0
  if (n > 0 && sum === run?.ledger) return { word: t('canvas.deletedUnread', { n }), tone: 'bad' }
  const fault = run && sum && faultOf(sum, run)
  return fault && { word: faultWord(fault), tone: fault.part === 'lost' ? 'bad' : 'warn' }
}

function faultWord({ part, count: n }: LedgerFault): string {
  switch (part) {
    case 'lost':
      return t('canvas.lost', { n })
    case 'doubled':
      return t('canvas.doubled', { n })
    case 'deadLetters':
      return t('canvas.deadLetters', { n })
    case 'tooLate':
      return t('canvas.tooLate', { n })
    case 'onTheWay':
      return t('canvas.wait', { n })
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
