// Finds the programs that a comparison with Flink needs: a Python with PyFlink, the connector for
// Kafka, and a Java.
import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { LabError } from '@shared/errors'
import type { FlinkPlace } from '@main/pipeline'

const run = promisify(execFile)
const PROBE_MS = 30_000
const PROBE = `
import json, sys
from pyflink.version import __version__
print(json.dumps({"python": sys.executable, "version": __version__}))
`
const probeSchema = z.object({ python: z.string(), version: z.string() })

/** `SLUICE_PYTHON` names another Python, `SLUICE_FLINK_JARS` the folder of the connectors. */
export async function findFlink(env: NodeJS.ProcessEnv = process.env): Promise<FlinkPlace> {
  const found = await probe(env.SLUICE_PYTHON ?? 'python3')
  if (!found) throw new LabError('flink-no-python', { kind: 'config' })
  const jars = env.SLUICE_FLINK_JARS ?? ''
  const names = jars === '' ? [] : await readdir(jars).catch(() => [])
  if (!names.some(name => /kafka.*\.jar$/.test(name)))
    throw new LabError('flink-no-jars', { kind: 'config', params: { dir: jars } })
  await run('java', ['-version'], { timeout: PROBE_MS, windowsHide: true }).catch(() => {
    throw new LabError('flink-no-java', { kind: 'config' })
  })
  return { ...found, jars }
}

async function probe(file: string): Promise<z.infer<typeof probeSchema> | undefined> {
  try {
    const { stdout } = await run(file, ['-c', PROBE], { timeout: PROBE_MS, windowsHide: true })
    return probeSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  } catch {
    return undefined
  }
}
