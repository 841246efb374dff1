// Expressions from a seed, in a real Spark and in ours: same type, same value, or a reason that
// docs/compatibility.md gives. SLUICE_SPARK_CASES says how many (300 if not said) and
// SLUICE_TEST_SEED which (1 if not said). With SLUICE_RECORD=1 the answers go into the file that the
// unit tests replay:
//   SLUICE_RECORD=1 SLUICE_SPARK_CASES=3000 SLUICE_TEST_SEED=35 \
//     npx vitest run --project real e2e/real/spark
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { reasonFor } from '@shared/expr/testing/known'
import {
  difference,
  ourAnswer,
  sparkText,
  type SparkAnswer,
  type SparkCase,
} from '@shared/expr/testing/spark'
import { pythonVenv } from '../../support/python'
import { seededRandom } from '../../support/seeded-random'
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
  const python = await pythonVenv('pyspark', ['pyspark==3.5.5'])
  const child = spawn(python, [repoPath('e2e/real/spark/evaluate.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...process.env,
      PATH: `${dirname(python)}:${process.env.PATH ?? ''}`,
      PYSPARK_PYTHON: python,
      SPARK_LOCAL_IP: '127.0.0.1',
      PYSPARK_SUBMIT_ARGS: '--driver-memory 700m pyspark-shell',
    },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answers = new Map<SparkCase, SparkAnswer>()
  for (const zone of new Set(cases.map(one => one.zone))) {
    const asked = cases.filter(one => one.zone === zone)
    child.stdin.write(`${JSON.stringify({ zone, texts: asked.map(c => sparkText(c.text)) })}\n`)
    const line = await lines.next()
    if (line.done) throw new Error('Spark ended before it answered')
    const given = JSON.parse(line.value) as readonly SparkAnswer[]
    for (const [i, one] of asked.entries()) {
      const answer = given[i]
      if (answer) answers.set(one, answer)
    }
  }
  child.stdin.end()
  await once(child, 'close')
  return answers
}

const hasJava = spawnSync('java', ['-version']).status === 0

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
