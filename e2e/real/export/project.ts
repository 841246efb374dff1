// An exported project as a person has it: written by the command line, sent to a real Spark by
// its own submit.sh, with the packages that its requirements name.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SparkVersion } from '@shared/contract'
import { sluice } from '../../support/cli'
import { sparkPython } from '../../support/spark'
import { oneAtATime, repoPath, run, runOrThrow } from '../../support/stamped'

export const GOLDEN = [
  'r0-vendas-ecommerce',
  'r1-ventas-events',
  'r2-ecommerce-transactions',
  'r3-sales-dashboards',
  'r4-simulator',
] as const

/** R4 asks for what Flink SQL does not have. */
export const FLINK = GOLDEN.filter(lab => lab !== 'r4-simulator')

/** SLUICE_EXPORT=spark4: R4 runs on Spark 4 too, and records go through it in real time. */
export const runsSpark4 = process.env.SLUICE_EXPORT === 'spark4'

/** Its own programs come first, as in a shell where the environment is active. */
const activeIn = (python: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${dirname(python)}:${process.env.PATH ?? ''}`,
  SPARK_LOCAL_IP: '127.0.0.1',
})

/**
 * On a busy machine Cassandra's driver waits too short a time for the schema (2 s), goes on without one,
 * and the connector finds no keyspace.
 */
const PATIENT_DRIVER = {
  JDK_JAVA_OPTIONS: '-Ddatastax-java-driver.advanced.metadata.schema.request-timeout=30s',
}

/** Names of connections beside addresses: what README.md calls settings. */
export type Settings = Readonly<Record<string, string>>

export async function writeProject(
  lab: string,
  dir: string,
  spark: SparkVersion = '3.5',
  more: readonly string[] = [],
): Promise<void> {
  const words = ['export', lab, '--to', 'pyspark', '--spark', spark, '--out', dir, ...more]
  const exported = await sluice(words)
  if (exported.code !== 0) throw new Error(exported.stdout + exported.stderr)
}

/** The statements of a schema file of the project. */
export async function schemaOf(dir: string, file: 'schema.cql' | 'schema.sql'): Promise<string[]> {
  const text = await readFile(join(dir, file), 'utf8')
  return text.split(';\n').filter(statement => statement !== '')
}

interface Submit {
  readonly words: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** submit.sh with a small Spark that has its jars here. */
async function submitOf(settings: Settings, spark: SparkVersion): Promise<Submit> {
  const python = await sparkPython(spark)
  return {
    words: [
      ...['submit.sh', '--master', 'local[2]', '--driver-memory', '900m'],
      ...['--conf', `spark.jars.ivy=${repoPath('.cache/ivy')}`],
      ...['--conf', 'spark.ui.enabled=false'],
    ],
    env: { ...activeIn(python), ...settings, ...PATIENT_DRIVER, SHUFFLE_PARTITIONS: '2' },
  }
}

/** Runs a project until it has read all that is there; gives what it printed. */
export async function runProject(
  dir: string,
  settings: Settings,
  spark: SparkVersion = '3.5',
): Promise<string> {
  const { words, env } = await submitOf({ ...settings, TRIGGER: 'available-now' }, spark)
  // Two that fill one cache of jars hand each other half-written files.
  const ran = await oneAtATime('ivy', () => run('sh', words, { cwd: dir, env, timeoutMs: 400_000 }))
  await writeFile(join(dir, 'spark.log'), ran.stderr)
  if (ran.code !== 0)
    throw new Error(
      `the job in ${dir} ended with ${ran.code}\n${ran.stdout.slice(-3000)}\n${ran.stderr.slice(-6000)}`,
    )
  return ran.stdout
}

/** Runs a project that does not end until something is so, and ends it. */
export async function runProjectUntil(
  dir: string,
  settings: Settings,
  spark: SparkVersion,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const { words, env } = await submitOf(settings, spark)
  await oneAtATime('ivy', async () => {
    const log = await open(join(dir, 'spark.log'), 'w')
    const child = spawn('sh', words, {
      ...{ cwd: dir, env, detached: true },
      stdio: ['ignore', log.fd, log.fd],
    })
    const ended = once(child, 'close')
    try {
      while (!(await isSo())) {
        if (child.exitCode !== null) {
          const said = await readFile(join(dir, 'spark.log'), 'utf8')
          throw new Error(`the job in ${dir} ended too early\n${said.slice(-6000)}`)
        }
        await sleep(500)
      }
    } finally {
      // Java is its child.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
      await log.close()
    }
  })
}

/** Compiles, lints and type-checks a project by its own pyproject.toml. */
export async function judge(dir: string, spark: SparkVersion = '3.5'): Promise<void> {
  const python = await sparkPython(spark)
  const tool = (...words: string[]) => runOrThrow(python, ['-m', ...words], { cwd: dir })
  await tool('compileall', '-q', '.')
  await tool('ruff', 'check', '--no-cache', '.')
  await tool('ruff', 'format', '--no-cache', '--check', '.')
  await tool('mypy', '--cache-dir', repoPath('.cache/mypy'), '.')
}

/** The project's own tests, by its own pytest. */
export async function testProject(dir: string, spark: SparkVersion = '3.5'): Promise<string> {
  const python = await sparkPython(spark)
  const env = { ...activeIn(python), PYSPARK_PYTHON: python, SHUFFLE_PARTITIONS: '2' }
  const words = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider']
  const ran = await run(python, words, { cwd: dir, env, timeoutMs: 300_000 })
  if (ran.code !== 0) throw new Error(`${ran.stdout}\n${ran.stderr.slice(-3000)}`)
  return ran.stdout
}

export type Printed = readonly Readonly<Record<string, string>>[]

/** The tables that a job printed under a node's name, batch after batch. */
export function printedTables(stdout: string, node: string): Printed[] {
  const parts = stdout.split(/^-- /m).filter(part => part.startsWith(`${node}, batch `))
  return parts.map(part => {
    const [heads = [], ...rows] = part
      .split('\n')
      .filter(line => line.startsWith('|'))
      .map(line =>
        line
          .slice(1, -1)
          .split('|')
          .map(cell => cell.trim()),
      )
    return rows.map(cells => Object.fromEntries(cells.map((cell, i) => [heads[i] ?? '', cell])))
  })
}
