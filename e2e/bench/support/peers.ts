// Sets up the programs that we are compared with: Python's producers and Spark's jobs
// (e2e/bench/peers), and the packages that they need from pip and Maven.
import { spawn, type ChildProcess } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { mavenJars } from '../../support/maven'
import { pythonVenv } from '../../support/python'
import { repoPath, runOrThrow } from '../../support/stamped'

export const peerFile = (name: string) => repoPath(join('e2e/bench/peers', name))
const PEER_MS_MAX = 600_000

export const producersPython = () =>
  pythonVenv('kafka-faker', ['kafka-python==2.2.6', 'Faker==37.1.0'])

/** Runs a peer that prints one figure at its end. */
export async function figureFrom(
  python: string,
  program: string,
  args: readonly string[],
): Promise<number> {
  const env = { ...process.env, PYSPARK_PYTHON: python }
  const { stdout } = await runOrThrow(python, [peerFile(program), ...args], {
    timeoutMs: PEER_MS_MAX,
    env,
  })
  const figure = Number(stdout.trim().split('\n').at(-1))
  if (!Number.isFinite(figure))
    throw new Error(`${program} printed no figure: ${stdout.slice(-500)}`)
  return figure
}

export interface Spark {
  readonly python: string
  /** The folder with the Kafka connector's jars. */
  readonly jars: string
  /** spark-submit as a person types it, with the connector at hand instead of downloaded. */
  submit(program: string, args: readonly string[]): ChildProcess
}

export async function sparkInstalled(): Promise<Spark> {
  await runOrThrow('java', ['-version'])
  const python = await pythonVenv('pyspark', ['pyspark==3.5.5'])
  const jars = await mavenJars('spark-kafka', peerFile('spark-pom.xml'))
  const bin = dirname(python)
  const env = {
    ...process.env,
    PYSPARK_PYTHON: python,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  }
  return {
    python,
    jars,
    submit: (program, args) =>
      spawn(
        join(bin, 'spark-submit'),
        ['--driver-class-path', `${jars}/*`, peerFile(program), ...args],
        {
          stdio: ['ignore', 'pipe', 'ignore'],
          env,
        },
      ),
  }
}
