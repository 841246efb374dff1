// Expressions from a seed, in a real Spark and in ours: same type, same value, or a reason that
// docs/compatibility.md gives. SLUICE_SPARK_CASES says how many (300 if not said) and
// SLUICE_TEST_SEED which (1 if not said). With SLUICE_RECORD=1 the answers go into the file that the
// unit tests replay:
//   SLUICE_RECORD=1 SLUICE_SPARK_CASES=3000 SLUICE_TEST_SEED=35 \
//     npx vitest run --project real e2e/real/spark
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reasonFor } from '@shared/expr/testing/known'
import {
  difference,
  ourAnswer,
  sparkText,
  type SparkAnswer,
  type SparkCase,
} from '@shared/expr/testing/spark'
import { seededRandom } from '../../support/seeded-random'
import { hasJava, startSpark } from '../../support/spark'
import { repoPath } from '../../support/stamped'
import { expressionCases } from './cases'

const count = Number(process.env.SLUICE_SPARK_CASES ?? 300)
const isRecording = process.env.SLUICE_RECORD !== undefined
const keptFile = repoPath('src-shared/expr/testing/spark-answers.jsonl')
const written = readFileSync(repoPath('e2e/real/spark/corpus.txt'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map((text): SparkCase => ({ zone: 'Europe/Madrid', text }))

/** One Spark for all: asked a zone at a time, it answers in order. */
async function answersOf(cases: readonly SparkCase[]): Promise<Map<SparkCase, SparkAnswer>> {
  const spark = await startSpark('e2e/real/spark/evaluate.py')
  const answers = new Map<SparkCase, SparkAnswer>()
  for (const zone of new Set(cases.map(one => one.zone))) {
    const asked = cases.filter(one => one.zone === zone)
    const question = { zone, texts: asked.map(c => sparkText(c.text)) }
    const given = (await spark.ask(question)) as readonly SparkAnswer[]
    for (const [i, one] of asked.entries()) {
      const answer = given[i]
      if (answer) answers.set(one, answer)
    }
  }
  await spark.end()
  return answers
}

describe.runIf(hasJava)('expressions in a real Spark', () => {
  // The same cases each time: a new seed is for whoever looks for new differences.
  const random = seededRandom(Number(process.env.SLUICE_TEST_SEED ?? 1))
  it(`agree, seed ${random.seed}`, async () => {
    const cases = [...written, ...expressionCases(random, count)]
    const answers = await answersOf(cases)
    const faults: string[] = []
    for (const [one, answer] of answers) {
      const ours = ourAnswer(one)
      const found = difference(ours, answer)
      if (found !== undefined && !reasonFor({ text: one.text, ours, spark: answer }))
        faults.push(`${one.text} (${one.zone}): ${found}`)
    }
    if (isRecording) writeFileSync(keptFile, keptText(answers))
    console.log(`${answers.size} expressions in Spark and here, ${faults.length} faults`)
    expect(faults).toEqual([])
  })
})

/** Each expression once, without Spark's words, which change between its versions. */
function keptText(answers: ReadonlyMap<SparkCase, SparkAnswer>): string {
  const lines = [...answers].map(([{ zone, text }, answer]) =>
    JSON.stringify([zone, text, 'error' in answer ? { error: answer.error } : answer]),
  )
  return `${[...new Set(lines)].join('\n')}\n`
}
