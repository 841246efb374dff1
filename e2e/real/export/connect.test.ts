// `sluice run LAB --on spark=sc://…`: a real server of Spark Connect does the jobs of a run, and one whose
// client is killed is left without queries. A server takes a minute to start: SLUICE_EXPORT=connect asks
// for it.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientCommand } from '@main/spark/command'
import { endLeftSession, keepSession } from '@main/spark/left-session'
import { sluiceJson, tempDir } from '../../support/cli'
import { hasJava, sparkPython } from '../../support/spark'
import { startSparkConnect, type SparkConnect } from '../../support/spark-connect'
import { oneAtATime, repoPath } from '../../support/stamped'
import { runWords, type RunAnswer } from '../labs/place'

const LAB = 'r1-ventas-events'
const WISHES = { events: 600, seed: 42 }
/** A busy server needs several tries until the Python of a query runs. */
const RUN_MS = 400_000

/** A query that needs no Python of the server, which gives one ten seconds to begin. */
const CLIENT = `
import time
from pathlib import Path

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
rates = spark.readStream.format("rate").load().writeStream.format("noop")
rates.option("checkpointLocation", str(Path("checkpoint").absolute())).start()
Path("started").write_text(spark.session_id)
time.sleep(1000)
`

let dir: Awaited<ReturnType<typeof tempDir>>
let server: SparkConnect
let env: NodeJS.ProcessEnv

const onServer = () => ['--on', `spark=${server.master}`, '--spark', '4']

const sorted = ({ tables }: RunAnswer) =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.map(row => JSON.stringify(row)).sort(),
    ]),
  )

const textOf = (file: string) => readFile(file, 'utf8').catch(() => '')

if (process.env.SLUICE_EXPORT === 'connect')
  describe.runIf(hasJava)('Spark Connect', () => {
    beforeAll(async () => {
      dir = await tempDir('connect')
      const python = await sparkPython('4')
      env = { SLUICE_PYTHON: python, SLUICE_SPARK: repoPath('.cache') }
      server = await oneAtATime('ivy', () => startSparkConnect(python))
    })
    afterAll(async () => {
      await server?.stop()
      await dir?.remove()
    })

    it('answers as the built-in engine does, and the server goes on', async () => {
      const ask = { timeoutMs: RUN_MS, env }
      const here = await sluiceJson<RunAnswer>(runWords(LAB, WISHES, []), ask)
      for (let round = 0; round < 2; round++) {
        const there = await sluiceJson<RunAnswer>(runWords(LAB, WISHES, onServer()), ask)
        expect(there.state).toBe('finished')
        expect(sorted(there)).toEqual(sorted(here))
        expect(there.ledger).toMatchObject({ lost: 0, deadLetters: 0 })
        for (const node of ['sale', 'items'])
          expect(there.nodes[node]).toMatchObject({ in: here.nodes[node]?.in, errors: 0 })
      }
      expect(await server.queries()).toBe(0)
    })

    it('is left without the queries of a client that was killed', async () => {
      const folder = join(dir.path, 'killed')
      await mkdir(folder)
      await copyFile(repoPath('resources/spark/end_session.py'), join(folder, 'end_session.py'))
      await writeFile(join(folder, 'client.py'), CLIENT)
      const life = randomUUID()
      const none = { java: '', home: '', version: '4.3.0' }
      const place = { ...none, master: server.master, python: env.SLUICE_PYTHON ?? '' }
      await keepSession(folder, life, place.master)
      const { file, words, env: given } = clientCommand(place, ['client.py'], life)
      const client = spawn(file, [...words], { cwd: folder, env: given, stdio: 'ignore' })
      try {
        while ((await textOf(join(folder, 'started'))) !== life) {
          expect(client.exitCode).toBe(null)
          await sleep(200)
        }
      } finally {
        client.kill('SIGKILL')
      }
      expect(await server.queries()).toBe(1)
      await endLeftSession(folder, place)
      expect(await server.queries()).toBe(0)
      // Of a session that has ended there is nothing to end.
      await keepSession(folder, life, place.master)
      await endLeftSession(folder, place)
    })
  })
