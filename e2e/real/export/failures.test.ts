// What goes wrong while a real Spark does a run's jobs: the run says it in one sentence with its remedy,
// and nothing is left running. on-spark.test.ts tests what is wrong before a job begins.
// Runs with SLUICE_EXPORT=failures.
import { execFile } from 'node:child_process'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluice, sluiceJson, startSluice, tempDir, type RunningCli } from '../../support/cli'
import { startServe, type Served } from '../../support/serve'
import { hasJava, sparkPython } from '../../support/spark'
import { oneAtATime, repoPath } from '../../support/stamped'
import type { RunAnswer } from '../labs/place'

const LAB = 'r1-ventas-events'
const exec = promisify(execFile)

let dir: Awaited<ReturnType<typeof tempDir>>
let env: NodeJS.ProcessEnv
let served: Served

/** A run without an end on Spark, which has done a few batches when `act` begins. */
async function whileRunning(name: string, act: (job: Job) => Promise<void>): Promise<RunningCli> {
  const data = join(dir.path, name)
  const outside = join(data, 'runs', LAB, 'outside')
  return oneAtATime('ivy', async () => {
    const where = ['--data', data, '--kafka', served.kafka, '--on', 'spark=local[2]']
    const run = startSluice(['run', LAB, '--rate', '20', ...where], { env })
    try {
      while (!(await textOf(join(outside, 'batches.jsonl'))).includes('"batch":2')) {
        if (run.hasEnded()) throw new Error(run.stderr())
        await sleep(200)
      }
      const { pid } = JSON.parse(await textOf(join(outside, 'process.json'))) as { pid: number }
      await act({ pid })
      await run.ended
      await expect.poll(() => inGroup(pid), { timeout: 10_000 }).toEqual([])
      return run
    } finally {
      await run.kill9()
    }
  })
}

interface Job {
  /** Of Java, which leads its group. */
  readonly pid: number
}

const textOf = (file: string) => readFile(file, 'utf8').catch(() => '')

/** Only root may make a small disk. */
const canMount = process.getuid?.() === 0

/** Takes all the room that a disk has. */
async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(65_536)
  const out = await open(file, 'w')
  try {
    for (;;) await out.write(block)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    await out.close()
  }
}

/** The dead ones, which nobody has asked about yet, left out. */
async function inGroup(pid: number): Promise<string[]> {
  const { stdout } = await exec('ps', ['-A', '-o', 'pgid=', '-o', 'stat=', '-o', 'args='])
  return stdout.split('\n').filter(line => new RegExp(`^ *${pid} +[^Z ]`).test(line))
}

if (process.env.SLUICE_EXPORT === 'failures')
  describe.runIf(hasJava)('a run on Spark', () => {
    beforeAll(async () => {
      dir = await tempDir('failures')
      env = { SLUICE_PYTHON: await sparkPython(), SLUICE_SPARK: repoPath('.cache') }
      served = await startServe({ data: join(dir.path, 'serve') })
    })
    afterAll(async () => {
      await served?.stop()
      await dir?.remove()
    })

    it('says that its driver was killed', async () => {
      const run = await whileRunning('killed', async ({ pid }) => void process.kill(pid, 'SIGKILL'))
      expect((await run.ended).code).not.toBe(0)
      expect(run.stderr()).toContain('The Spark job was killed from outside.')
      expect(run.stderr()).toContain('it goes on from its checkpoint')
    })

    it('says that its topic is gone', async () => {
      const run = await whileRunning('topic', async () => {
        const words = ['topics', 'delete', 'ventas-events', '--kafka', served.kafka]
        const { code, stderr } = await sluice(words)
        expect([code, stderr]).toEqual([0, ''])
      })
      expect(run.stderr()).toMatch(/topic .*(is gone|was deleted)/)
    })

    it.each([
      // Made for the Scala of Spark 4.
      ['spark-sql-kafka-0-10_2.13:4.2.0', 'A connector does not fit Spark 3.5'],
      ['spark-sql-kafka-0-10_2.12:9.9.9', 'Spark could not fetch its connectors.'],
    ])('says that the connector %s is of the wrong version', async (connector, sentence) => {
      const where = ['--data', join(dir.path, connector), '--kafka', served.kafka]
      const words = [
        'run',
        LAB,
        '--events',
        '50',
        '--rate',
        'max',
        ...where,
        '--on',
        'spark=local[2]',
      ]
      const given = { ...env, SPARK_PACKAGES: `org.apache.spark:${connector}` }
      const ran = await oneAtATime('ivy', () => sluice(words, { env: given, timeoutMs: 300_000 }))
      expect(ran.code).not.toBe(0)
      expect(ran.stderr).toContain(sentence)
    })

    it.runIf(canMount)(
      'says that its disk is full, and goes on when there is room',
      async () => {
        const data = join(dir.path, 'full')
        // Of its own: where the data folder's disk is nearly full, the sources rest before it comes so far.
        const small = join(data, 'runs', LAB, 'outside', 'checkpoints')
        await mkdir(small, { recursive: true })
        await exec('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small])
        try {
          const filler = join(small, 'filler')
          const run = await whileRunning('full', () => fill(filler))
          expect((await run.ended).code).not.toBe(0)
          expect(run.stderr()).toContain('The disk is full.')
          await rm(filler)
          const where = ['--data', data, '--kafka', served.kafka, '--on', 'spark=local[2]']
          const words = ['run', LAB, '--events', '20000', '--rate', 'max', ...where]
          const goOn = () => sluiceJson<RunAnswer>(words, { env, timeoutMs: 300_000 })
          const { state, ledger } = await oneAtATime('ivy', goOn)
          expect([state, ledger.lost]).toEqual(['finished', 0])
        } finally {
          await exec('umount', ['-l', small])
        }
      },
      900_000,
    )
  })
