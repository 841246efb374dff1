// Streams from a seed in a real Spark 3.5 and in ours: the same rows in each batch, or a rule of
// docs/compatibility.md says why. SLUICE_STREAMS says how many (30 if not said) and SLUICE_TEST_SEED
// which (1 if not said).
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../support/seeded-random'
import { hasJava, startSpark } from '../../support/spark'
import { streamCases, type StreamCase } from './cases'
import { difference, type SparkStream } from './compare'
import { ourAnswer } from './ours'

const count = Number(process.env.SLUICE_STREAMS ?? 30)

describe.runIf(hasJava)('streams in a real Spark', () => {
  // The same cases each time: a new seed is for whoever looks for new differences.
  const random = seededRandom(Number(process.env.SLUICE_TEST_SEED ?? 1))
  it(`give the same rows in each batch, seed ${random.seed}`, async () => {
    const cases = streamCases(random, count)
    const spark = await startSpark('e2e/real/streams/run.py')
    try {
      const faults: string[] = []
      for (const stream of cases) {
        const theirs = (await spark.ask(stream)) as SparkStream
        const found = difference(stream, await ourAnswer(stream), theirs)
        if (found !== undefined) faults.push(`${said(stream)}\n${found}`)
      }
      console.log(`${count} streams in Spark and here, ${faults.length} differ`)
      expect(faults.join('\n\n')).toBe('')
    } finally {
      await spark.end()
    }
  })
})

const said = ({ steps, mode, emptyBatches, batches }: StreamCase) =>
  [
    `${mode}${emptyBatches ? '' : ', no empty batches'}: ${JSON.stringify(steps)}`,
    ...batches.map((records, i) => `  batch ${i + 1}: ${records.join(' ')}`),
  ].join('\n')
