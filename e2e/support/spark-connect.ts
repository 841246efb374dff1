// A real server of Spark Connect on loopback, of the classes in PySpark's own package, with the
// connector for Kafka: what a job reads and writes by is the server's affair.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts, startChild } from './child'
import { killWithChildren } from './spark-cluster'
import { repoPath } from './stamped'

const PACKAGES = 'org.apache.spark:spark-sql-kafka-0-10_2.13:4.2.0'

export interface SparkConnect {
  /** sc://HOST:PORT */
  readonly master: string
  /** How many streaming queries it works on, of whatever session. */
  queries(): Promise<number>
  stop(): Promise<void>
}

/** `python`: with Spark 4. */
export async function startSparkConnect(python: string): Promise<SparkConnect> {
  const dir = await mkdtemp(join(tmpdir(), 'spark-connect-'))
  const [port = 0] = await freePorts(1)
  const bin = dirname(python)
  const words = [
    ...[join(bin, 'spark-submit'), '--master', 'local[2]', '--driver-memory', '900m'],
    ...['--class', 'org.apache.spark.sql.connect.service.SparkConnectServer'],
    ...['--conf', 'spark.connect.grpc.binding.address=127.0.0.1'],
    ...['--conf', `spark.connect.grpc.binding.port=${port}`],
    ...['--conf', `spark.jars.ivy=${repoPath('.cache/ivy')}`],
    ...['--conf', 'spark.ui.enabled=false', '--packages', PACKAGES, 'spark-internal'],
  ]
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    PYSPARK_PYTHON: python,
    PYSPARK_DRIVER_PYTHON: python,
    SPARK_LOCAL_IP: '127.0.0.1',
  }
  const ready = () => answers(port)
  const logFile = join(dir, 'server.log')
  const options = { logFile, cwd: dir, env, ready, readyWithinMs: 300_000 }
  const server = await startChild('bash', words, options)
  return {
    master: `sc://127.0.0.1:${port}`,
    queries: () => queriesOf(server.pid, logFile),
    async stop() {
      // Its Pythons would outlive it.
      await killWithChildren(server.pid)
      await server.stop()
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })

/** Java prints its threads when it is asked so; a query has one of its own. */
async function queriesOf(pid: number, logFile: string): Promise<number> {
  const dumps = async () => (await readFile(logFile, 'utf8')).split('Full thread dump').slice(1)
  const before = (await dumps()).length
  process.kill(pid, 'SIGQUIT')
  for (;;) {
    const last = (await dumps()).slice(before).at(-1)
    // The end of a dump.
    if (last?.includes('JNI global refs'))
      return last.split('"stream execution thread for').length - 1
    await sleep(100)
  }
}
