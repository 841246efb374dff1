// `sluice run LAB --on spark`: a real Spark 3.5 does the jobs of a run, and the run answers as it
// does with the built-in engine: the same tables, the same counts at each node, the same ledger.
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluice, sluiceJson, tempDir } from '../../support/cli'
import { startRealMariaDb } from '../../support/real-mariadb'
import { writeSqlEnv } from '../../support/real-sql'
import { hasJava, sparkPython } from '../../support/spark'
import { oneAtATime, repoPath } from '../../support/stamped'
import { runWords, type RunAnswer } from '../labs/place'
import { runsSpark4 } from './project'

/** More digits than a number of JavaScript has. */
const DIGITS = `
sluice: 1
id: digits
title: Digits
connections: { broker: { type: kafka } }
records: { row: { fields: { n: { value: '9007199254740993' } } } }
nodes:
  made: { type: fake-data, with: { record: row, rate: 1/s } }
  rows: { type: topic, from: made, with: { connection: broker, topic: rows } }
  row: { type: parse, from: rows, with: { fields: { n: string } } }
  last: { type: aggregate, from: row, with: { by: {}, compute: { n: max(n) }, mode: complete } }
  deep:
    type: select
    from: last
    with:
      fields:
        long: cast(n as long)
        prices: "array(named_struct('price', cast(concat(n, '.12345678901') as decimal(38,11))))"
        absent: "case when n is null then named_struct('price', cast(n as long)) end"
  live: { type: live, from: deep }
`

/** All ten take six minutes: SLUICE_EXPORT=gallery. This one has records that cannot be read. */
const GALLERY =
  process.env.SLUICE_EXPORT === 'gallery'
    ? [
        ...['card-fraud', 'clicks', 'deliveries', 'energy-meters', 'live-vote', 'online-shop'],
        ...['sensors', 'server-logs', 'share-prices', 'taxi-rides'],
      ]
    : ['server-logs']

/** Two seeds, and the wait for other tests that start Spark. */
const GALLERY_MS = 600_000

interface Sheet {
  readonly isEqual: boolean
  readonly outside?: { readonly version: string }
  readonly seeds: readonly {
    readonly tables: readonly { readonly table: string; readonly equal: number }[]
  }[]
}

const WISHES = { events: 600, seed: 42 }
let dir: Awaited<ReturnType<typeof tempDir>>
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  dir = await tempDir('on-spark')
  env = { SLUICE_PYTHON: await sparkPython(), SLUICE_SPARK: repoPath('.cache') }
})
afterAll(() => dir.remove())

/** Of R1, for all its starts. */
const data = () => ['--data', join(dir.path, 'data')]
const options = () => ({ timeoutMs: 400_000, env })
const onSpark = (lab: string, more: readonly string[]) =>
  // Two that fill one cache of jars hand each other half-written files.
  oneAtATime('ivy', () =>
    sluiceJson<RunAnswer>([...runWords(lab, WISHES, more), '--on', 'spark=local[2]'], options()),
  )

const sorted = (answer: RunAnswer) =>
  Object.fromEntries(
    Object.entries(answer.tables).map(([name, rows]) => [
      name,
      rows.map(row => JSON.stringify(row)).sort(),
    ]),
  )

describe.runIf(hasJava)('a lab on Spark', () => {
  it('answers as on the built-in engine', async () => {
    const lab = 'r1-ventas-events'
    const here = await sluiceJson<RunAnswer>(runWords(lab, WISHES, []), options())
    const there = await onSpark(lab, data())
    expect(there.state).toBe('finished')
    expect(sorted(there)).toEqual(sorted(here))
    expect(there.ledger).toMatchObject({ lost: 0, deadLetters: 0 })
    for (const node of ['sale', 'items'])
      expect(there.nodes[node]).toMatchObject({ in: here.nodes[node]?.in, errors: 0 })
  })

  it('says in one sentence what is missing, and leaves nothing behind', async () => {
    const words = [...runWords('r1-ventas-events', WISHES, []), '--on']
    const nobody = await sluice([...words, 'spark=spark://127.0.0.1:1'], options())
    expect([nobody.code, nobody.stderr]).toEqual([
      3,
      expect.stringContaining('No Spark master answers at spark://127.0.0.1:1.'),
    ])
    const server = await sluice([...words, 'spark=sc://127.0.0.1:1'], options())
    expect(server.stderr).toContain('No Spark master answers at sc://127.0.0.1:1.')
    const none = { ...env, SLUICE_PYTHON: '/nowhere/python3', SLUICE_SPARK: dir.path }
    const without = await sluice([...words, 'spark'], { ...options(), env: none })
    expect(without.stderr).toContain('Spark jobs need Python 3.8 or newer')
    const path = { ...env, PATH: dirname(env.SLUICE_PYTHON ?? ''), JAVA_HOME: dir.path }
    const noJava = await sluice([...words, 'spark'], { ...options(), env: path })
    expect(noJava.stderr).toContain('Spark 3.5 runs on Java 8 to 21')
  })
})

// A test that is only left out would count as not run.
if (process.env.SLUICE_EXPORT === 'all')
  describe.runIf(hasJava)('more on Spark', () => {
    it('a second start goes on from the checkpoint: nothing is counted twice', async () => {
      const again = await onSpark('r1-ventas-events', data())
      expect(again.nodes.sale?.in).toBe(WISHES.events)
    })

    it.each([
      ['r2-ecommerce-transactions', 'shop', 1],
      ['r3-sales-dashboards', 'ecom_db', 3],
    ])('parity of %s: tables of a real MariaDB are equal', async (lab, connection, least) => {
      const sql = await startRealMariaDb()
      try {
        const file = await writeSqlEnv('mariadb', sql, join(dir.path, 'mariadb.env'))
        const words = ['parity', lab, '--on', 'spark=local[2]']
        const where = ['--connection', `${connection}=${file}`, '--out', join(dir.path, lab)]
        const run = () => sluiceJson<Sheet>([...words, ...where], options())
        const sheet = await oneAtATime('ivy', run)
        expect(sheet.isEqual).toBe(true)
        expect(sheet.seeds[0]?.tables.length).toBeGreaterThanOrEqual(least)
      } finally {
        await sql.stop()
      }
    })

    it('views show each digit of longs and of decimals, however deep they are', async () => {
      const lab = join(dir.path, 'digits.yaml')
      await writeFile(lab, DIGITS)
      const place = ['--data', join(dir.path, 'digits')]
      const { tables } = await onSpark(lab, place)
      expect(tables.live?.[0]).toEqual(
        (await sluiceJson<RunAnswer>(runWords(lab, WISHES, []), options())).tables.live?.[0],
      )
      expect(JSON.stringify(tables.live?.[0])).toContain('9007199254740993')
    })

    it('parity of R0: its table of Cassandra is equal, and the sheet says so', async () => {
      const words = ['parity', 'r0-vendas-ecommerce', '--on', 'spark=local[2]', '--out', dir.path]
      const sheet = await oneAtATime('ivy', () => sluiceJson<Sheet>(words, options()))
      expect(sheet.isEqual).toBe(true)
      const [{ tables = [] } = {}] = sheet.seeds
      expect(tables.map(({ table }) => table)).toEqual(['atividade_cassandra.vendas_por_produto'])
      expect(tables[0]?.equal).toBeGreaterThan(5)
      expect(await readFile(join(dir.path, 'sheet.html'), 'utf8')).toContain('Spark 3.5.5')
    })
  })

describe.runIf(hasJava)('parity of labs of the gallery', () => {
  it.each(GALLERY)('%s: every table is equal', { timeout: GALLERY_MS }, async lab => {
    // Two: the second finds the Spark of the first, and nothing else of it.
    const words = ['parity', lab, '--on', 'spark=local[2]', '--events', '2000', '--seeds', '2']
    const run = () => sluiceJson<Sheet>([...words, '--out', join(dir.path, lab)], options())
    const sheet = await oneAtATime('ivy', run)
    expect(sheet.isEqual).toBe(true)
    expect(sheet.seeds).toHaveLength(2)
    for (const { tables } of sheet.seeds)
      expect(tables.reduce((sum, { equal }) => sum + equal, 0)).toBeGreaterThan(5)
  })
})

// R1's job runs on Spark 4 by itself anyway (jobs.test.ts): only where it is asked for.
if (runsSpark4)
  describe.runIf(hasJava)('Spark 4', () => {
    it('gives the tables of R1 too', async () => {
      const python = await sparkPython('4')
      const words = ['parity', 'r1-ventas-events', '--on', 'spark=local[2]', '--spark', '4']
      const ask = { ...options(), env: { ...env, SLUICE_PYTHON: python } }
      const run = () => sluiceJson<Sheet>([...words, '--out', join(dir.path, 'r1-4')], ask)
      const sheet = await oneAtATime('ivy', run)
      expect(sheet.isEqual).toBe(true)
      expect(sheet.outside?.version).toMatch(/^4\./)
    })
  })
