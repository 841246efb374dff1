// A lab with topics in Avro and the registry inside, in a real Spark and a real Flink: the job reads a
// topic that Sluice fills, and fills another one that it reads again. Runs with SLUICE_EXPORT=avro.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ParitySheet } from '@shared/contract'
import { sluice, sluiceJson, tempDir } from '../../support/cli'
import { flinkJarsOf, flinkPython } from '../../support/flink'
import { hasJava, sparkPython } from '../../support/spark'
import { oneAtATime, repoPath } from '../../support/stamped'

const LAB = repoPath('src-main/export/testing/orders-avro.yaml')
const EVENTS = 600

let dir: Awaited<ReturnType<typeof tempDir>>

async function flinkProject(): Promise<{ project: string; jars: string }> {
  const project = join(dir.path, 'flink')
  const exported = await sluice(['export', LAB, '--to', 'flink', '--out', project, '--replace'])
  if (exported.code !== 0) throw new Error(exported.stdout + exported.stderr)
  return { project, jars: await flinkJarsOf('avro', join(project, 'pom.xml')) }
}

async function compared(words: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const out = ['--events', String(EVENTS), '--out', join(dir.path, 'sheet')]
  const options = { env, timeoutMs: 400_000 }
  const ask = () => sluiceJson<ParitySheet>(['parity', LAB, ...words, ...out], options)
  const sheet = await oneAtATime('ivy', ask)
  // On Flink a comparison only reads: what the job itself fills is empty there (rule 4).
  expect(
    sheet.seeds[0]?.tables.map(({ table, equal, rule }) => [table, rule ?? equal > 2]),
  ).toEqual([
    ['large-shops', words.includes('flink') ? 4 : true],
    ['shops', true],
  ])
  expect(sheet.isEqual).toBe(true)
}

if (process.env.SLUICE_EXPORT === 'avro')
  describe.runIf(hasJava)('a lab with topics in Avro', () => {
    beforeAll(async () => void (dir = await tempDir('avro')))
    afterAll(() => dir?.remove())

    it('has equal tables on Spark 3.5', async () => {
      const env = { SLUICE_PYTHON: await sparkPython(), SLUICE_SPARK: repoPath('.cache') }
      await compared(['--on', 'spark=local[2]'], env)
    })

    it('has equal tables on Flink', async () => {
      const { jars } = await flinkProject()
      const env = { SLUICE_PYTHON: await flinkPython(), SLUICE_FLINK_JARS: jars }
      await compared(['--on', 'flink'], env)
    })
  })
