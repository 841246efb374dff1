// R1 on a real Spark cluster on loopback, whose worker dies in the middle: totals are exact, and the
// run says what happened. SLUICE_ORDERS=2000000 is the long way.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sluice, startSluice, tempDir } from '../../support/cli'
import { centsOfStored } from '../../support/expected/cents'
import { r1Totals } from '../../support/expected/products'
import { labVariant } from '../../support/lab-variant'
import { startServe, type Served } from '../../support/serve'
import { hasJava, sparkPython } from '../../support/spark'
import { startSparkCluster, type SparkCluster } from '../../support/spark-cluster'
import { oneAtATime, repoPath } from '../../support/stamped'
import { readTopic } from '../../support/topic-reader'
import { runWords, totalsSorted, until, type RunAnswer } from '../labs/place'

const ORDERS = Number(process.env.SLUICE_ORDERS ?? 2000)
const BATCHES = 4
/** Batches before the worker dies. */
const BEFORE = 1
const LAB = 'r1-ventas-events'
/** The master hears of an end later than those who caused it. */
const MASTER_HEARS = { timeout: 90_000 }
/** The long way also reads millions of records back, and adds them up. */
vi.setConfig({ testTimeout: 480_000 + ORDERS / 2 })

let dir: Awaited<ReturnType<typeof tempDir>>
let env: NodeJS.ProcessEnv
let cluster: SparkCluster
let served: Served
beforeAll(async () => {
  if (!hasJava) return
  dir = await tempDir('standalone')
  const python = await sparkPython()
  env = { SLUICE_PYTHON: python, SLUICE_SPARK: repoPath('.cache') }
  cluster = await startSparkCluster({ python, workers: 2 })
  served = await startServe({ data: join(dir.path, 'serve') })
})
afterAll(async () => {
  await served?.stop()
  await cluster?.stop()
  await dir?.remove()
})

const conf = (settings: Readonly<Record<string, string | number>>) =>
  Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`])

/** How many batches of the totals Spark has done. */
async function batchesOf(data: string, lab: string): Promise<number> {
  const file = join(data, 'runs', lab, 'outside', 'batches.jsonl')
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  const of = lines.map(line => JSON.parse(line) as { query: string; batch: number })
  return new Set(of.filter(({ query }) => query === 'total').map(({ batch }) => batch)).size
}

describe.runIf(hasJava)('a lab on a Spark cluster', () => {
  it('has exact totals although a worker dies in the middle, and says so', async () => {
    const eight = { 'ventas-events': { partitions: 8 } }
    const lab = await labVariant(LAB, dir.path, 'eight', eight)
    const data = join(dir.path, 'data')
    // At least so many batches, however fast records come.
    const settings = {
      'spark.executor.memory': '512m',
      MAX_OFFSETS_PER_TRIGGER: Math.ceil(ORDERS / BATCHES),
    }
    const words = runWords(lab, { events: ORDERS, seed: 42 }, [
      ...['--data', data, '--kafka', served.kafka],
      ...['--on', `spark=${cluster.master}`, ...conf(settings)],
    ])
    const answer = await oneAtATime('ivy', async () => {
      const run = startSluice([...words, '--json'], { env })
      try {
        await until(run, async () => (await batchesOf(data, `${LAB}-eight`)) >= BEFORE)
        await cluster.killBusyWorker()
        const { code } = await run.ended
        expect([code, run.stderr()]).toEqual([
          0,
          expect.stringMatching(/Spark lost executor \d \(/),
        ])
        return JSON.parse(run.stdout().trim().split('\n').at(-1) ?? '') as RunAnswer
      } finally {
        await run.kill9()
      }
    })
    expect(answer.state).toBe('finished')
    expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0 })
    expect(answer.nodes.sale?.in).toBe(ORDERS)
    const records = await readTopic(served.kafka, 'ventas-events')
    expect(new Set(records.map(({ partition }) => partition)).size).toBe(8)
    const totals = new Map(
      (answer.tables.console ?? []).map(row => [
        String(row.product_name),
        centsOfStored(row.total_sold_value),
      ]),
    )
    expect(totalsSorted(totals)).toEqual(totalsSorted(r1Totals(records.map(r => r.value))))
    await expect
      .poll(() => cluster.state(), MASTER_HEARS)
      .toMatchObject({ aliveworkers: 1, activeapps: [] })
  })

  it('refuses a setting that is none, before anything starts', async () => {
    const where = ['--on', `spark=${cluster.master}`, ...conf({ 'spark.master': 'local' })]
    const ran = await sluice([...runWords(LAB, { events: 1, seed: 1 }, []), ...where], { env })
    expect([ran.code, ran.stderr]).toEqual([
      2,
      expect.stringContaining('“spark.master” cannot be set for a run on Spark.'),
    ])
  })
})

// Spark says so after a quarter of a minute: only where it is asked for.
if (process.env.SLUICE_EXPORT === 'cluster')
  describe.runIf(hasJava)('a Spark cluster without room', () => {
    it('waits for a worker that is large enough, says so, and can be stopped', async () => {
      const words = runWords(LAB, { events: 100, seed: 42 }, [
        ...['--data', join(dir.path, 'large'), '--on', `spark=${cluster.master}`],
        ...conf({ 'spark.executor.memory': '64g' }),
      ])
      await oneAtATime('ivy', async () => {
        const run = startSluice(words, { env })
        try {
          await until(run, async () =>
            run.stderr().includes(`waits for a worker of ${cluster.master}`),
          )
          const { code } = await run.stop('SIGINT')
          expect(code).not.toBe(0)
        } finally {
          await run.kill9()
        }
      })
      await expect.poll(async () => (await cluster.state()).activeapps, MASTER_HEARS).toEqual([])
    })
  })
