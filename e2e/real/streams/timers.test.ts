// Timers of a state per key in a real Spark and in ours: the job's function as an export writes it,
// and our own node, give the same rows in each batch. SLUICE_STREAMS says how many (8 if not said) and
// SLUICE_TEST_SEED which (1 if not said). On Spark 3.5; on Spark 4 too with SLUICE_EXPORT=spark4.
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../support/seeded-random'
import { hasJava, startSpark } from '../../support/spark'
import { difference, type SparkStream } from './compare'
import { forSpark, ourAnswer } from './ours'
import { said } from './said'
import { timerCases } from './timers'

/** Spark 4 keeps the state by a Python process of its own for each batch. */
const timeoutMs = (version: string, streams: number) =>
  version === '4' ? 240_000 + streams * 120_000 : 120_000 + streams * 20_000
const count = Number(process.env.SLUICE_STREAMS ?? 8)

const VERSIONS =
  process.env.SLUICE_EXPORT === 'spark4' ? (['3.5', '4'] as const) : (['3.5'] as const)

describe.runIf(hasJava).each(VERSIONS)('timers in a real Spark %s', version => {
  const random = seededRandom(Number(process.env.SLUICE_TEST_SEED ?? 1))
  it(
    `go off in the same batches, seed ${random.seed}`,
    async () => {
      const spark = await startSpark('e2e/real/streams/run.py', { version })
      try {
        const faults: string[] = []
        for (const stream of timerCases(random, count)) {
          const theirs = (await spark.ask(forSpark(stream, version))) as SparkStream
          for (const restarts of [false, true]) {
            const found = difference(stream, await ourAnswer(stream, restarts), theirs)
            if (found !== undefined) faults.push(`${said(stream)}\n${found}`)
          }
        }
        console.log(`${count} timers in Spark and here, ${faults.length} differ`)
        expect(faults.join('\n\n')).toBe('')
      } finally {
        await spark.end()
      }
    },
    timeoutMs(version, count),
  )
})
