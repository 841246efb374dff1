// A lab whose run on Spark failed is reset without Spark: its topics and tables are not Spark's.
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openHost } from '../testing'

const closers: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const close of closers.splice(0).reverse()) await close()
})

const TEXT = `sluice: 1
id: desk
title: Desk
connections: { broker: { type: kafka } }
records: { sale: { fields: { id: = event_seq } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: 5 } }
  sales: { type: topic, from: made, with: { connection: broker, topic: sales } }
  parsed: { type: parse, from: sales, with: { format: json, fields: { id: long } } }
  live: { type: live, from: parsed }
`

async function program(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${text}\n`)
  await chmod(file, 0o755)
}

/** Programs that look like Spark's, whose jobs fail at once. */
async function pretendSpark(dir: string): Promise<void> {
  const python = join(dir, 'python')
  const found = { python, home: dir, version: '3.5.5' }
  await program(python, `echo '${JSON.stringify(found)}'`)
  const version = `if [ "$1" = -version ]; then echo 'version "17.0.1"' >&2; exit 0; fi`
  await program(join(dir, 'jdk/bin/java'), `${version}\nexit 1`)
  vi.stubEnv('SLUICE_PYTHON', python)
  vi.stubEnv('SLUICE_SPARK', join(dir, 'spark'))
  vi.stubEnv('JAVA_HOME', join(dir, 'jdk'))
}

it.skipIf(process.platform === 'win32')('resets a failed run when Spark is gone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-reset-spark-'))
  closers.push(() => rm(dataDir, { recursive: true, force: true }))
  const { client, close } = await openHost(dataDir)
  closers.push(close)
  await pretendSpark(join(dataDir, 'pretended'))
  await client.runs.start({ ref: 'desk', text: TEXT, spark: 'local[*]' })
  const stateNow = async () => (await client.runs.list({})).find(run => run.lab === 'desk')?.state
  await vi.waitUntil(async () => (await stateNow()) === 'failed', { timeout: 60_000 })

  vi.stubEnv('SLUICE_PYTHON', '/nowhere/python3')
  await client.runs.reset({ lab: 'desk', text: TEXT })
  expect(await client.runs.list({})).toEqual([])
})
