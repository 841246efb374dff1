import { describe, expect, it } from 'vitest'
import type { ResetContents, RunSummary } from '@shared/contract'
import { runFake, type FakeRun } from '../testing'

const goes: ResetContents = {
  topics: [{ topic: 'sales', records: 20 }],
  groups: ['readers'],
  tables: ['kept'],
  files: 1,
  fileNames: ['out.csv'],
  filesKept: 2,
  hasState: true,
  seed: 7,
}
const summary: RunSummary = {
  lab: 'desk',
  state: 'stopped',
  seed: 7,
  fingerprint: 'f',
  eventsPerSecond: 0,
  ledger: {
    expected: 0,
    arrived: 0,
    late: 0,
    tooLate: 0,
    deadLetters: 0,
    lost: 0,
    doubled: 0,
    onTheWay: 0,
    sinks: [],
  },
}

function client(asked: string[]): FakeRun['client'] {
  const lab = { sluice: 1 as const, id: 'desk', title: 'Desk', nodes: {} }
  return {
    labs: { open: async () => ({ lab, edges: [], text: 't', problems: [], origin: 'gallery' }) },
    runs: {
      contents: async () => {
        asked.push('contents')
        return goes
      },
      reset: async () => {
        asked.push('reset')
        return { ...summary, went: goes }
      },
    },
  }
}

describe('reset', () => {
  it('says what went, in words and as JSON', async () => {
    const asked: string[] = []
    const { code, out } = await runFake(['reset', 'desk'], { client: client(asked) })
    expect(code).toBe(0)
    expect(out).toContain('desk is back at its start. This went:')
    expect(out).toContain('Topic sales: 20 messages')
    expect(out).toContain('1 file that it wrote: out.csv')
    expect(out).toContain('2 other files in its folder stay')
    expect(out).toContain('seed 7')
    const json = await runFake(['reset', 'desk', '--json'], { client: client(asked) })
    expect(JSON.parse(json.out)).toEqual({ lab: 'desk', went: goes })
    expect(asked).toEqual(['reset', 'reset'])
  })

  it('changes nothing on a dry run', async () => {
    const asked: string[] = []
    const { out } = await runFake(['reset', 'desk', '--check'], { client: client(asked) })
    expect(out).toContain('Offsets of readers')
    expect(asked).toEqual(['contents'])
  })
})
