// Small streams with the answers that a real Spark 3.5 gave to them: the same rows in each batch.
// e2e/real/streams asks Spark itself, and says how these were recorded.
import { describe, expect, it } from 'vitest'
import { difference } from '../real/streams/compare'
import { ourAnswer } from '../real/streams/ours'
import { recordedStreams } from '../real/streams/recorded'
import { said } from '../real/streams/said'

describe('streams as a real Spark answered them', () => {
  const recorded = recordedStreams()

  it('are there', () => {
    expect(recorded.length).toBeGreaterThan(0)
  })

  it.each([
    ['in one life', false],
    ['begun anew before each batch', true],
  ])('give the same rows in each batch, %s', async (_what, restarts) => {
    const faults: string[] = []
    for (const { stream, spark } of recorded) {
      const found = difference(stream, await ourAnswer(stream, restarts), spark)
      if (found !== undefined) faults.push(`${said(stream)}\n${found}`)
    }
    expect(faults.join('\n\n')).toBe('')
  })
})
