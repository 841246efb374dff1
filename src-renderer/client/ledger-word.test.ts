import { describe, expect, it } from 'vitest'
import type { Ledger, RunState, RunSummary } from '@shared/contract'
import { ledgerFault, ledgerWord } from './ledger-word'

const run = (state: RunState, ledger: Partial<Ledger>, eventsPerSecond = 0): RunSummary => ({
  lab: 'x',
  state,
  seed: 0,
  fingerprint: '',
  eventsPerSecond,
  ledger: {
    expected: 100,
    arrived: 100,
    late: 0,
    tooLate: 0,
    deadLetters: 0,
    lost: 0,
    doubled: 0,
    onTheWay: 0,
    sinks: [],
    ...ledger,
  },
})

describe('the verdict on a ledger', () => {
  it('balances only when nothing waits after the end', () => {
    expect(ledgerFault(run('stopped', {}))).toBeUndefined()
    expect(ledgerFault(run('stopped', { onTheWay: 62 }))?.word).toBe('62 wait')
    expect(ledgerFault(run('finished', { onTheWay: 1 }))?.word).toBe('1 waits')
  })

  it('allows what the next batch will take while the run goes on', () => {
    expect(ledgerFault(run('running', { onTheWay: 150 }, 20))).toBeUndefined()
    expect(ledgerFault(run('running', { onTheWay: 1_400_000 }, 20_000))?.word).toBe(
      '1,400,000 wait',
    )
    expect(ledgerFault(run('paused', { onTheWay: 1_400_000 }))).toBeUndefined()
  })

  it('names the worst part first', () => {
    const all = { lost: 12, doubled: 1, deadLetters: 1, tooLate: 3, onTheWay: 62 }
    expect(ledgerFault(run('stopped', all))).toEqual({ word: '12 lost', tone: 'bad' })
    expect(ledgerFault(run('stopped', { deadLetters: 1, tooLate: 3 }))?.word).toBe('1 dead letter')
    expect(ledgerFault(run('stopped', { tooLate: 3, onTheWay: 62 }))?.word).toBe('3 too late')
  })

  it('gives way to the state of a run that failed', () => {
    expect(ledgerWord(run('failed', { onTheWay: 62 })).tone).toBe('bad')
    expect(ledgerWord(run('stopped', {})).tone).toBe('ok')
  })
})
