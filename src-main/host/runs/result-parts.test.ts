import { readResult, type RunResult } from '@shared/contract'
import { RPC_LIMITS } from '@shared/rpc'
import { describe, expect, it } from 'vitest'
import { ResultParts } from './result-parts'

const ledger = {
  expected: 0,
  arrived: 0,
  late: 0,
  tooLate: 0,
  deadLetters: 0,
  lost: 0,
  doubled: 0,
  onTheWay: 0,
  sinks: [],
}
const resultOf = (rows: readonly Readonly<Record<string, unknown>>[]): RunResult => ({
  state: 'finished',
  nodes: {},
  tables: { t: rows },
  before: 0,
  eventsPerSecond: 0,
  seconds: 0,
  ledger,
  fingerprint: '',
})

describe('a result that is larger than a message', () => {
  it('comes whole, and each piece fits a message even where every character is escaped', async () => {
    const result = resultOf([
      { quotes: '"\\'.repeat(1_500_000) },
      ...Array.from({ length: 30_000 }, (_, id) => ({ id, name: `😀 ${'ção'.repeat(30)}` })),
    ])
    const parts = new ResultParts()
    const sizes: number[] = []
    const read = await readResult(async from => {
      const part = parts.part(result, from)
      sizes.push(JSON.stringify({ t: 'ok', id: 1, output: part }).length)
      return part
    })
    expect(read).toEqual(result)
    expect(sizes.length).toBeGreaterThan(3)
    expect(Math.max(...sizes)).toBeLessThan(RPC_LIMITS.messageCharsMax)
  })

  it('asked for anew, or beyond its end, it answers', () => {
    const parts = new ResultParts()
    const result = resultOf([{ a: 1 }])
    const { text, chars } = parts.part(result, 0)
    expect(JSON.parse(text)).toEqual(result)
    expect(parts.part(result, chars)).toEqual({ text: '', chars })
    expect(parts.part(result, 0).text).toBe(text)
  })
})
