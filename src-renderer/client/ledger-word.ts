// The state of a run in two words: the first thing that is off, or that the ledger balances.
import type { RunSummary } from '@shared/contract'
import { t } from '@renderer/ui'

export type Tone = 'ok' | 'warn' | 'bad' | 'gate' | 't3' | 'water'

export function ledgerWord(run: RunSummary | undefined): {
  readonly word: string
  readonly tone: Tone
} {
  if (run === undefined) return { word: '', tone: 't3' }
  const { lost, doubled, deadLetters } = run.ledger
  if (run.state === 'failed' || run.state === 'halted')
    return { word: t('frame.stateFailed'), tone: 'bad' }
  if (lost > 0) return { word: t('canvas.lost', { n: lost }), tone: 'bad' }
  if (doubled > 0) return { word: t('canvas.doubled', { n: doubled }), tone: 'warn' }
  if (deadLetters > 0) return { word: t('canvas.deadLetters', { n: deadLetters }), tone: 'warn' }
  if (run.state === 'running') return { word: t('frame.stateRunning'), tone: 'water' }
  if (run.state === 'paused') return { word: t('frame.statePaused'), tone: 'gate' }
  return { word: t('canvas.balanced'), tone: 'ok' }
}
