// What a real Spark 3.5 answered (testing/spark-answers.jsonl: zone, expression, answer), against
// what we answer. e2e/real/spark asks it anew, and can record more.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reasonFor } from './testing/known'
import { difference, ourAnswer, readKept } from './testing/spark'

const kept = readFileSync(new URL('./testing/spark-answers.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map(readKept)

describe('expressions beside Spark 3.5', () => {
  it(`give its type and value, or differ for a reason that is written down`, () => {
    const faults: string[] = []
    for (const { ask, answer } of kept) {
      const ours = ourAnswer(ask)
      const found = difference(ours, answer)
      if (found !== undefined && !reasonFor({ text: ask.text, ours, spark: answer }))
        faults.push(`${ask.text} (${ask.zone}): ${found}`)
    }
    expect(faults).toEqual([])
    expect(kept.length).toBeGreaterThan(3000)
  })
})
