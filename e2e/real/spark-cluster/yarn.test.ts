// R1 on a real YARN in client mode: the totals of the built-in engine. SLUICE_EXPORT=yarn asks for it,
// since Hadoop's jars are large.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sluice, tempDir } from '../../support/cli'
import { hasJava, sparkPython } from '../../support/spark'
import { sparkHome } from '../../support/spark-cluster'
import { oneAtATime, repoPath } from '../../support/stamped'
import { startYarnCluster, type YarnCluster } from '../../support/yarn-cluster'
import { runWords, type RunAnswer } from '../labs/place'

const LAB = 'r1-ventas-events'
// Spark sends its jars to the node, and starts two more Javas there.
vi.setConfig({ testTimeout: 900_000 })

if (process.env.SLUICE_EXPORT === 'yarn')
  describe.runIf(hasJava)('a lab on YARN', () => {
    let dir: Awaited<ReturnType<typeof tempDir>>
    let yarn: YarnCluster
    let python: string
    beforeAll(async () => {
      dir = await tempDir('yarn')
      python = await sparkPython()
      yarn = await startYarnCluster()
    })
    afterAll(async () => {
      await yarn?.stop()
      await dir?.remove()
    })

    it('has the totals of the built-in engine', async () => {
      const words = runWords(LAB, { events: 2000, seed: 42 }, ['--json'])
      const here = await sluice(words)
      // The node is this machine: Spark's jars need not be sent to it.
      const settings = {
        'spark.executor.instances': '1',
        'spark.executor.memory': '512m',
        'spark.pyspark.python': python,
        'spark.yarn.jars': `local:${join(await sparkHome(python), 'jars', '*')}`,
      }
      const conf = Object.entries(settings).flatMap(([name, value]) => [
        '--conf',
        `${name}=${value}`,
      ])
      const env = {
        SLUICE_PYTHON: python,
        SLUICE_SPARK: repoPath('.cache'),
        HADOOP_CONF_DIR: yarn.confDir,
      }
      const there = await oneAtATime('ivy', () =>
        sluice([...words, '--data', join(dir.path, 'data'), '--on', 'spark=yarn', ...conf], {
          env,
          timeoutMs: 850_000,
        }),
      )
      expect([there.code, totals(there.stdout).length]).toEqual([0, 15])
      expect(totals(there.stdout)).toEqual(totals(here.stdout))
    })

    it('says where YARN is looked for when nothing tells', async () => {
      const env = { SLUICE_PYTHON: python, HADOOP_CONF_DIR: '', YARN_CONF_DIR: '' }
      const ran = await sluice(
        [...runWords(LAB, { events: 1, seed: 1 }, []), '--on', 'spark=yarn'],
        {
          env,
        },
      )
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('HADOOP_CONF_DIR')])
    })
  })

function totals(stdout: string): string[] {
  const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as RunAnswer
  return (answer.tables.console ?? [])
    .map(row => `${String(row.product_name)}: ${String(row.total_sold_value)}`)
    .sort()
}
