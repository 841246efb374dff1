// Streams from a seed in a real Spark 3.5 and in ours: the same rows in each batch, or a rule of
// docs/compatibility.md says why. SLUICE_STREAMS says how many (30 if not said) and SLUICE_TEST_SEED
// which (1 if not said). SLUICE_STREAMS_RECORD=1 keeps Spark's answers for e2e/labs/streams.test.ts.
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../support/seeded-random'
import { hasJava, startSpark } from '../../support/spark'
import { streamCases } from './cases'
import { difference, type SparkStream } from './compare'
import { ourAnswer } from './ours'
import { recordStreams, type Recorded } from './recorded'
import { said } from './said'

/** A stream takes a second or two; the rest is Spark's start. */
const timeoutMs = (streams: number) => 120_000 + streams * 12_000
const count = Number(process.env.SLUICE_STREAMS ?? 30)

describe.runIf(hasJava)('streams in a real Spark', () => {
  // The same cases each time: a new seed is for whoever looks for new differences.
  const random = seededRandom(Number(process.env.SLUICE_TEST_SEED ?? 1))
  it(
    `give the same rows in each batch, seed ${random.seed}`,
    async () => {
      const cases = streamCases(random, count)
      const spark = await startSpark('e2e/real/streams/run.py')
      try {
        const faults: string[] = []
        const recorded: Recorded[] = []
        for (const stream of cases) {
          const theirs = (await spark.ask(stream)) as SparkStream
          recorded.push({ stream, spark: theirs })
          for (const restarts of [false, true]) {
            const found = difference(stream, await ourAnswer(stream, restarts), theirs)
            if (found !== undefined) faults.push(`${said(stream)}\n${found}`)
          }
        }
        if (process.env.SLUICE_STREAMS_RECORD === '1') recordStreams(recorded)
        console.log(`${count} streams in Spark and here, ${faults.length} differ`)
        expect(faults.join('\n\n')).toBe('')
      } finally {
        await spark.end()
      }
    },
    timeoutMs(count),
  )
})
