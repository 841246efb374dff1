// A lab with topics in Avro and the registry inside, in a real Spark and a real Flink: the job reads a
// topic that Sluice fills, and fills another one that it reads again. Once by a comparison, and once as
// a person has it, by the project's own submit.sh. Runs with SLUICE_EXPORT=avro.
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ParitySheet } from '@shared/contract'
import { freePorts } from '../../support/child'
import { firstLine, sluice, sluiceJson, startSluice, tempDir } from '../../support/cli'
import { flinkJarsOf, flinkPython } from '../../support/flink'
import { hasJava, sparkPython } from '../../support/spark'
import { oneAtATime, repoPath, run } from '../../support/stamped'
import type { RunAnswer } from '../labs/place'
import { printedTables, runProject, writeProject } from './project'

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

/** An open Sluice with a registry at a port of its own, whose run has filled the topic. */
async function whileOpen(act: (at: Open) => Promise<void>): Promise<void> {
  const data = join(dir.path, 'data')
  const [registry = 0] = await freePorts(1)
  const ports = ['--kafka-port', '0', '--cql-port', '0', '--registry-port', String(registry)]
  const cli = startSluice(['serve', '--json', '--ui-port', '0', '--data', data, ...ports])
  try {
    const { kafka } = JSON.parse(await firstLine(cli)) as { kafka: string }
    const words = ['run', LAB, '--events', String(EVENTS), '--rate', 'max', '--data', data]
    const { tables } = await sluiceJson<RunAnswer>(words, { timeoutMs: 200_000 })
    const settings = {
      BROKER_BOOTSTRAP_SERVERS: kafka,
      SCHEMAS_URL: `http://127.0.0.1:${registry}`,
    }
    await act({ settings, shops: (tables.shops ?? []).map(row => String(row.orders)).sort() })
  } finally {
    await cli.stop()
  }
}

interface Open {
  readonly settings: Readonly<Record<string, string>>
  /** Orders of each shop, sorted. */
  readonly shops: readonly string[]
}

if (process.env.SLUICE_EXPORT === 'avro')
  describe.runIf(hasJava)('a lab with topics in Avro', () => {
    beforeAll(async () => void (dir = await tempDir('avro')))
    afterAll(() => dir?.remove())

    it.each(['3.5', '4'] as const)('has equal tables on Spark %s', async spark => {
      const env = { SLUICE_PYTHON: await sparkPython(spark), SLUICE_SPARK: repoPath('.cache') }
      await compared(['--on', 'spark=local[2]', '--spark', spark], env)
    })

    it('has equal tables on Flink', async () => {
      const { jars } = await flinkProject()
      const env = { SLUICE_PYTHON: await flinkPython(), SLUICE_FLINK_JARS: jars }
      await compared(['--on', 'flink'], env)
    })

    it('runs by its own submit.sh, in Spark and in Flink', () =>
      whileOpen(async ({ settings, shops }) => {
        const spark = join(dir.path, 'spark')
        await writeProject(LAB, spark)
        const printed = printedTables(await runProject(spark, settings), 'shops').at(-1) ?? []
        expect(printed.map(({ orders }) => orders).sort()).toEqual(shops)

        const { project, jars } = await flinkProject()
        const python = await flinkPython()
        const ran = await run('sh', ['submit.sh'], {
          cwd: project,
          timeoutMs: 300_000,
          env: {
            ...process.env,
            ...settings,
            ...{ PYTHON: python, FLINK_JARS: jars, TRIGGER: 'available-now' },
            PATH: `${dirname(python)}:${process.env.PATH ?? ''}`,
          },
        })
        if (ran.code !== 0) throw new Error(ran.stderr.slice(-6000))
        const last = new Map(
          [...ran.stdout.matchAll(/^shops(?::\d+)?> \+[IU]\[(\w+), (\d+),/gm)].map(
            ([, shop = '', orders = '']) => [shop, orders],
          ),
        )
        expect([...last.values()].sort()).toEqual(shops)
      }))
  })
