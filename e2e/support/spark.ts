// Pythons with a real Spark, one for each version with all that exported projects require; and a Spark
// under a Python script that answers each line of its input with one line.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { everyRequirement } from '@main/export'
import type { SparkVersion } from '@shared/contract'
import { pythonVenv } from './python'
import { repoPath } from './stamped'

export interface Spark {
  /** The answer to one question. Questions that are asked at once are answered in turn. */
  ask(question: unknown): Promise<unknown>
  end(): Promise<void>
}

export const hasJava = spawnSync('java', ['-version']).status === 0

/** What runs a project's own tests, and what judges its code. */
const JUDGES = ['pytest==8.3.5', 'ruff==0.14.6', 'mypy==1.18.2']

/** A Python with Spark, with what exported projects require, and with the tools that judge them. */
export const sparkPython = (spark: SparkVersion = '3.5'): Promise<string> =>
  pythonVenv(`pyspark-${spark}`, [...everyRequirement(spark), ...JUDGES])

export interface SparkWishes {
  /** A folder of jars that Spark's programs need too. */
  readonly jars?: string
  readonly env?: NodeJS.ProcessEnv
  /** 3.5, if not said. */
  readonly version?: SparkVersion
}

export async function startSpark(
  script: string,
  { jars, env, version }: SparkWishes = {},
): Promise<Spark> {
  const python = await sparkPython(version)
  const classes = jars === undefined ? '' : `--jars ${await jarsIn(jars)} `
  const child = spawn(python, [repoPath(script)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...process.env,
      ...env,
      PATH: `${dirname(python)}:${process.env.PATH ?? ''}`,
      PYSPARK_PYTHON: python,
      SPARK_LOCAL_IP: '127.0.0.1',
      PYSPARK_SUBMIT_ARGS: `--driver-memory 700m ${classes}pyspark-shell`,
    },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let turn: Promise<unknown> = Promise.resolve()
  const answer = async () => {
    const line = await lines.next()
    if (line.done) throw new Error('Spark ended before it answered')
    const value: unknown = JSON.parse(line.value)
    return value
  }
  return {
    ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      const mine = turn.then(answer)
      turn = mine
      return mine
    },
    async end() {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'close')
    },
  }
}

async function jarsIn(dir: string): Promise<string> {
  const names = (await readdir(dir)).filter(name => name.endsWith('.jar'))
  return names.map(name => join(dir, name)).join(',')
}
