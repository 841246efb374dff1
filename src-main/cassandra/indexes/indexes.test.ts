// An index never changes what a query finds: random writes go to a table with indexes and to one
// without, and both are asked the same. And an index is there again after a restart.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { TestSession } from '../testing/session'

const KEYSPACE = `CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`
const COLUMNS =
  '(p int, c int, v int, t text, tags set<int>, m map<int, int>, s int static, e vector<float, 2>, PRIMARY KEY (p, c))'

function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
}

function randomWrite(next: (below: number) => number): (table: string) => string {
  const [p, c, v] = [next(6), next(6), next(5)]
  const where = `WHERE p = ${p} AND c = ${c}`
  const all = next(4) === 0
  const timestamp = next(4) === 0 ? ` USING TIMESTAMP ${next(1000)}` : ''
  const writes: ((table: string) => string)[] = [
    t =>
      `INSERT INTO ${t} (p, c, v, t, tags, m, e) VALUES (${p}, ${c}, ${v}, 'T${v}', {${v}, 9}, {1: ${v}}, [${p}, ${v + 1}])${timestamp}`,
    t => `UPDATE ${t}${timestamp} SET v = ${v} ${where}`,
    t => `UPDATE ${t} SET tags = tags + {${v}}, m[2] = ${v} ${where}`,
    t => `UPDATE ${t} SET tags = tags - {${v}}, e = [${v}, 1] ${where}`,
    t => `UPDATE ${t} SET s = ${v} WHERE p = ${p}`,
    t => `DELETE v, e FROM ${t} ${where}`,
    t => `DELETE FROM ${t} ${where}`,
    t => `DELETE FROM ${t} WHERE p = ${p} AND c > ${c}`,
    t => (all ? `DELETE FROM ${t} WHERE p = ${p}` : `DELETE s FROM ${t} WHERE p = ${p}`),
  ]
  return writes[[0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8][next(11)]!]!
}

const QUERIES = [0, 1, 2, 3, 4].flatMap(v => [
  `v = ${v}`,
  `v > ${v}`,
  `v >= 1 AND v < ${v}`,
  `t = 't${v}'`,
  `tags CONTAINS ${v}`,
  `tags CONTAINS ${v} AND tags CONTAINS 9`,
  `m[2] = ${v}`,
  `v = ${v} AND t = 'T${v}'`,
  `p = ${v} AND v > 1`,
  `c = ${v}`,
  `s = ${v}`,
  `s = ${v} AND v > 1`,
])

describe('indexes', () => {
  let session: TestSession
  afterEach(() => session.close())

  it.each([1, 2, 3])('find what a search through all rows finds (seed %i)', async seed => {
    session = await TestSession.open({ memtableBytesMax: 30_000 })
    await session.rows(KEYSPACE)
    for (const table of ['k.plain', 'k.fast'])
      await session.rows(`CREATE TABLE ${table} ${COLUMNS}`)
    for (const on of ['v', 'c', 's', 'tags', 'entries(m)', 'e'])
      await session.rows(`CREATE INDEX ON k.fast (${on}) USING 'sai'`)
    for (const table of ['k.plain', 'k.fast'])
      await session.rows(
        `CREATE INDEX ON ${table} (t) USING 'sai' WITH OPTIONS = {'case_sensitive': 'false'}`,
      )
    const next = random(seed)
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 40; i++) {
        const write = randomWrite(next)
        // Statements with one timestamp for both tables: the clock must not decide.
        for (const table of ['k.plain', 'k.fast']) await session.rows(write(table))
      }
      for (const where of QUERIES) {
        const find = (table: string, pageSize: number) =>
          session.answer(`SELECT p, c, v, s FROM ${table} WHERE ${where} ALLOW FILTERING`, {
            pageSize,
          })
        const { rows } = await find('k.plain', 5000)
        expect((await find('k.fast', 5000)).rows, where).toEqual(rows)
        expect((await find('k.fast', 3)).rows, `${where} in pages`).toEqual(rows)
      }
      await expectNearest(session, next(5), next(5) + 1)
    }
  })

  it('are built again after a restart', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cql-indexes-'))
    session = await TestSession.open({}, dir)
    await session.rows(KEYSPACE)
    await session.rows(`CREATE TABLE k.t ${COLUMNS}`)
    await session.rows(`CREATE INDEX ON k.t (v)`)
    await session.rows(`CREATE INDEX ON k.t (e) USING 'sai'`)
    for (let c = 0; c < 300; c++)
      await session.rows(`INSERT INTO k.t (p, c, v, e) VALUES (1, ${c}, ${c % 50}, [${c}, 1])`)
    await session.close()
    session = await TestSession.open({}, dir)
    const found = await session.rows('SELECT c FROM k.t WHERE v = 7')
    expect(found.map(([c]) => Number(c))).toEqual([7, 57, 107, 157, 207, 257])
    expect(await session.rows('SELECT c FROM k.t ORDER BY e ANN OF [0, 1] LIMIT 1')).toEqual([
      ['0'],
    ])
    await rm(dir, { recursive: true, force: true })
  })

  it('refuse a vector without a direction, with the reason', async () => {
    session = await TestSession.open()
    await session.rows(KEYSPACE)
    await session.rows('CREATE TABLE k.t (k int PRIMARY KEY, v vector<float, 2>)')
    await session.rows(`CREATE INDEX ON k.t (v) USING 'sai'`)
    const refusal = async (vector: string) =>
      (await session.answer(`INSERT INTO k.t (k, v) VALUES (1, ${vector})`)).error?.message
    expect(await refusal('[0, -0.0]')).toBe(
      'Zero vectors cannot be indexed or queried with cosine similarity',
    )
    expect(await refusal('[1, NaN]')).toBe('non-finite value at vector[1]=NaN')
    expect(await refusal('[1e18, 0]')).toBe('Out-of-bounds value at vector[0]=1.0E18')
    expect(await session.rows('SELECT k FROM k.t')).toEqual([])
  })

  it('stay small when a column is written again and again', async () => {
    session = await TestSession.open()
    await session.rows(KEYSPACE)
    await session.rows('CREATE TABLE k.t (k int PRIMARY KEY, v int)')
    await session.rows('CREATE INDEX i ON k.t (v)')
    const { plan } = session.engine.plans.planOf('UPDATE k.t SET v = ? WHERE k = 1', undefined)
    const write = (v: number) => {
      const bytes = Buffer.alloc(4)
      bytes.writeInt32BE(v)
      const now = { pageSize: 1, pagingState: undefined, nowMs: 0, nowSeconds: 0 }
      return plan.run({ values: [bytes], timestamp: v, ...now })
    }
    // A hundred at a time share one write to the log.
    for (let first = 0; first < 60_000; first += 100)
      await Promise.all(Array.from({ length: 100 }, (_, i) => write(first + i)))
    const { catalog, indexes } = session.engine.db
    const table = catalog.schema.keyspaces.get('k')!.tables.get('t')!
    const index = indexes.values(table, table.indexes[0]!)!
    expect(index.count(index.between(undefined, undefined))).toBeLessThan(45_000)
    expect(await session.rows('SELECT k FROM k.t WHERE v = 59999')).toEqual([['1']])
    expect(await session.rows('SELECT k FROM k.t WHERE v = 5')).toEqual([])
  })
})

/** The similarity function is the second opinion: it is computed from the rows. */
async function expectNearest(session: TestSession, x: number, y: number): Promise<void> {
  const score = `similarity_cosine(e, [${x}, ${y}])`
  const all = await session.rows(`SELECT e, ${score} FROM k.plain`)
  const best = all
    .filter(([e]) => e !== 'null')
    .map(([, similarity]) => Number(similarity))
    .sort((a, b) => b - a)
    .slice(0, 5)
  const found = await session.rows(
    `SELECT ${score} FROM k.fast ORDER BY e ANN OF [${x}, ${y}] LIMIT 5`,
  )
  expect(found.map(([similarity]) => Number(similarity))).toEqual(best)
}
