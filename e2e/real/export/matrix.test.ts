// The whole matrix: R0 to R4 on real Kafka, Cassandra, MariaDB, PostgreSQL and OpenSearch, each with the
// built-in engine and with PySpark 3.5, PySpark 4 and Flink, by `sluice parity` with the lab's own
// connections. No table may differ. It takes more than an hour: SLUICE_EXPORT=matrix asks for it,
// SLUICE_SEEDS and SLUICE_EVENTS say how much, and -t which part. The sheets stay in .cache/matrix.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ParityEngine, ParitySheet } from '@shared/contract'
import { sluiceJson, tempDir } from '../../support/cli'
import { flinkJars, flinkPython } from '../../support/flink'
import { startRealCassandra } from '../../support/real-cassandra'
import { startRealKafka } from '../../support/real-kafka'
import { startRealMariaDb } from '../../support/real-mariadb'
import { startRealOpenSearch } from '../../support/real-opensearch'
import { startRealPostgres } from '../../support/real-postgres'
import { writeSqlEnv } from '../../support/real-sql'
import { hasJava, sparkPython } from '../../support/spark'
import { oneAtATime, repoPath } from '../../support/stamped'

const SEEDS = process.env.SLUICE_SEEDS ?? '5'
const EVENTS = process.env.SLUICE_EVENTS ?? '600'
/** The first seed takes one to three minutes, and R4 more; where others use the machine, many times that. */
const SEED_MS = 1_200_000
const START_MS = 300_000

type Server = 'broker' | 'cassandra' | 'mariadb' | 'postgresql' | 'search'
/** The lab's names for its connections, and the server behind each. */
type Case = readonly [lab: string, on: Readonly<Record<string, Server>>]
const R4: Case = ['r4-simulator', { broker: 'broker', search: 'search' }]
const CASES: readonly Case[] = [
  ['r0-vendas-ecommerce', { broker: 'broker', store: 'cassandra' }],
  ['r1-ventas-events', { broker: 'broker' }],
  ['r2-ecommerce-transactions', { broker: 'broker', shop: 'mariadb' }],
  ['r2-ecommerce-transactions', { broker: 'broker', shop: 'postgresql' }],
  ['r3-sales-dashboards', { broker: 'broker', raw: 'cassandra', ecom_db: 'mariadb' }],
  ['r3-sales-dashboards', { broker: 'broker', raw: 'cassandra', ecom_db: 'postgresql' }],
  R4,
]
/** Flink SQL has no state by key in Python, which R4 asks for. */
const MATRIX: readonly (readonly [ParityEngine, readonly Case[]])[] = [
  ['spark-3.5', CASES],
  ['spark-4', CASES],
  ['flink', CASES.filter(each => each !== R4)],
]

let dir: Awaited<ReturnType<typeof tempDir>>

interface Started {
  stop(): Promise<unknown>
}
const started: Started[] = []
const files = new Map<Server, Promise<string>>()

/** Where a server is, as `--connection NAME=FILE` reads it; it is started when it is first asked for. */
function fileOf(server: Server): Promise<string> {
  const file = files.get(server) ?? STARTS[server](join(dir.path, `${server}.env`))
  files.set(server, file)
  return file
}

const kept = <One extends Started>(server: One): One => (started.push(server), server)
const saved = async (file: string, lines: string) => (await writeFile(file, lines), file)

const STARTS: Readonly<Record<Server, (file: string) => Promise<string>>> = {
  broker: async file =>
    saved(file, `BOOTSTRAP_SERVERS=${kept(await startRealKafka()).bootstrap}\n`),
  cassandra: async file => {
    const { address } = kept(await startRealCassandra())
    return saved(file, `CASSANDRA_CONTACT_POINTS=${address}\nCASSANDRA_LOCAL_DC=datacenter1\n`)
  },
  mariadb: async file => writeSqlEnv('mariadb', kept(await startRealMariaDb()), file),
  postgresql: async file => writeSqlEnv('postgresql', kept(await startRealPostgres()), file),
  search: async file =>
    saved(file, `OPENSEARCH_ENDPOINT=${kept(await startRealOpenSearch()).url}\n`),
}

/** For a program of minutes, Java's second compiler costs more than it gives. */
const SHORT_LIVED = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' }

/** Where each engine is, as a person would say it. */
async function envOf(engine: ParityEngine): Promise<NodeJS.ProcessEnv> {
  if (engine === 'flink') {
    const flink = { SLUICE_PYTHON: await flinkPython(), SLUICE_FLINK_JARS: await flinkJars() }
    return { ...SHORT_LIVED, ...flink }
  }
  const python = await sparkPython(engine === 'spark-4' ? '4' : '3.5')
  return { ...SHORT_LIVED, SLUICE_PYTHON: python, SLUICE_SPARK: repoPath('.cache') }
}

const wordsOf = (engine: ParityEngine): readonly string[] =>
  engine === 'flink'
    ? ['--on', 'flink']
    : ['--on', 'spark=local[2]', '--spark', engine === 'spark-4' ? '4' : '3.5']

if (process.env.SLUICE_EXPORT === 'matrix')
  describe.runIf(hasJava)('parity on real servers', () => {
    beforeAll(async () => void (dir = await tempDir('matrix')))
    afterAll(async () => {
      await Promise.all(started.map(server => server.stop()))
      await dir?.remove()
    })

    describe.each(MATRIX)('of %s', (engine, cases) => {
      it.each(cases.map(([lab, on]) => [lab, Object.values(on).join(', '), on] as const))(
        '%s with %s: every table is equal',
        async (lab, servers, on) => {
          const named: string[] = []
          for (const [name, server] of Object.entries(on))
            named.push('--connection', `${name}=${await fileOf(server)}`)
          const last = Object.values(on).at(-1)
          const out = repoPath(join('.cache', 'matrix', `${lab}-${engine}-${last}`))
          await mkdir(out, { recursive: true })
          const how = ['--seeds', SEEDS, '--events', EVENTS, '--out', out]
          const words = ['parity', lab, ...wordsOf(engine), ...how, ...named]
          const env = await envOf(engine)
          const options = { env, timeoutMs: Number(SEEDS) * SEED_MS }
          const sheet = await oneAtATime('ivy', () => sluiceJson<ParitySheet>(words, options))
          expect(sheet.seeds).toHaveLength(Number(SEEDS))
          expect(sheet.isEqual).toBe(true)
          for (const { tables } of sheet.seeds)
            expect(tables.reduce((sum, { equal }) => sum + equal, 0)).toBeGreaterThan(1)
        },
        Number(SEEDS) * SEED_MS + START_MS,
      )
    })
  })
