// A real Spark cluster on loopback, of the classes in PySpark's own package: one master and some
// workers, each a process, and a worker that dies as a machine dies: with all that it started.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts, startChild, type Started } from './child'

const run = promisify(execFile)
const HOST = '127.0.0.1'
const ENV = { SPARK_LOCAL_IP: HOST, SPARK_DAEMON_MEMORY: '256m' }

export interface ClusterWishes {
  /** A Python with PySpark. */
  readonly python: string
  readonly workers: number
  readonly coresEach?: number
  readonly memoryEach?: string
}

export interface SparkCluster {
  /** spark://HOST:PORT */
  readonly master: string
  /** What the master knows of workers and applications. */
  state(): Promise<MasterState>
  /** kill -9 of a worker that has executors, and of all that it started. */
  killBusyWorker(): Promise<void>
  stop(): Promise<void>
}

interface MasterState {
  readonly aliveworkers: number
  readonly activeapps: readonly { readonly id: string }[]
}

export async function startSparkCluster(wishes: ClusterWishes): Promise<SparkCluster> {
  const { python, workers: count, coresEach = 1, memoryEach = '700m' } = wishes
  const dir = await mkdtemp(join(tmpdir(), 'spark-cluster-'))
  const home = await sparkHome(python)
  const [port = 0, pagePort = 0, ...workerPages] = await freePorts(count + 2)
  const master = `spark://${HOST}:${port}`
  const state = async (): Promise<MasterState> => {
    const answer = await fetch(`http://${HOST}:${pagePort}/json/`)
    return (await answer.json()) as MasterState
  }
  const started: Started[] = []
  const start = async (name: string, words: readonly string[], ready: () => Promise<boolean>) => {
    // It becomes the Java that it starts, so its process is the server's.
    const file = join(home, 'bin', 'spark-class')
    const env = { ...process.env, ...ENV, SPARK_HOME: home }
    const logFile = join(dir, `${name}.log`)
    const child = await startChild('bash', [file, ...words], { logFile, cwd: dir, env, ready })
    started.push(child)
    return child
  }
  const stop = async () => {
    await Promise.all(started.map(child => child.stop()))
    await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  try {
    const masterWords = ['org.apache.spark.deploy.master.Master', '--host', HOST]
    const ports = ['--port', String(port), '--webui-port', String(pagePort)]
    await start('master', [...masterWords, ...ports], async () => (await state()) !== undefined)
    const workers: Started[] = []
    for (const [index, page] of workerPages.entries()) {
      const size = ['--cores', String(coresEach), '--memory', memoryEach]
      const where = ['--webui-port', String(page), '--work-dir', join(dir, `work-${index}`)]
      const words = ['org.apache.spark.deploy.worker.Worker', '--host', HOST, ...size, ...where]
      const isThere = async () => (await state()).aliveworkers === index + 1
      workers.push(await start(`worker-${index}`, [...words, master], isThere))
    }
    return {
      master,
      state,
      stop,
      async killBusyWorker() {
        for (const worker of workers) {
          const executors = worker.alive ? await childrenOf(worker.pid) : []
          if (executors.length === 0) continue
          await killWithChildren(worker.pid)
          await worker.stop('SIGKILL')
          return
        }
        throw new Error('no worker has an executor')
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

export async function sparkHome(python: string): Promise<string> {
  const ask = 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'
  return (await run(python, ['-c', ask])).stdout.trim()
}

/** As a machine dies. */
export async function killWithChildren(pid: number): Promise<void> {
  for (const each of [pid, ...(await childrenOf(pid))]) killIfThere(each)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-e', '-o', 'pid=,ppid='])
  const pairs = stdout.split('\n').map(line => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []))
}
