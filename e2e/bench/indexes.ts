// Row 15 of the floors: what an index finds among 100,000 rows, and the vectors nearest to a given
// one, against a real Cassandra 5.0 in the same run, by the same unmodified Node driver.
import { Readable } from 'node:stream'
import { concurrent } from 'cassandra-driver'
import { startRealCassandra } from '../support/real-cassandra'
import type { Report } from './report'
import { alternate, type Connected, connectTo } from './support/cql-targets'
import { spawnEngine } from './support/spawn-engine'

const ROWS = 100_000
/** Rows that a lookup finds. */
const ALIKE = 20
const DIMENSION = 64
const ROUND_MS = 2000
/** Building a graph of vectors, it answers writes late. */
const PATIENT = { write_request_timeout: '60s', native_transport_timeout: '60s' }
const PREPARED = { prepare: true }

export async function bench(report: Report): Promise<void> {
  const [spawned, real] = [
    await spawnEngine('cql', 'fast'),
    await startRealCassandra({ heap: '2G', settings: PATIENT }),
  ]
  const ours = await connectTo(spawned)
  const theirs = await connectTo({ port: real.port, pid: real.node.pid })
  try {
    for (const target of [ours, theirs]) await fill(target)
    await measure(report, ours, theirs)
  } finally {
    await ours.client.shutdown()
    await theirs.client.shutdown()
    await spawned.stop()
    await real.stop()
  }
}

const kinds = ROWS / ALIKE
const vector = (seed: number) =>
  Float32Array.from({ length: DIMENSION }, (_, i) => Math.sin(seed * 12.9898 + i * 78.233))

async function fill({ client }: Connected): Promise<void> {
  await client.execute(
    `CREATE TABLE bench.items (id int PRIMARY KEY, old text, new text, price int, place vector<float, ${DIMENSION}>)`,
  )
  await client.execute('CREATE INDEX ON bench.items (old)')
  for (const column of ['new', 'price', 'place'])
    await client.execute(`CREATE INDEX ON bench.items (${column}) USING 'sai'`)
  const rows = Array.from({ length: ROWS }, (_, i) => [
    i,
    `kind ${i % kinds}`,
    `kind ${i % kinds}`,
    i,
    vector(i),
  ])
  await concurrent.executeConcurrent(
    client,
    'INSERT INTO bench.items (id, old, new, price, place) VALUES (?, ?, ?, ?, ?)',
    Readable.from(rows),
    { concurrencyLevel: 32 },
  )
}

async function measure(report: Report, ours: Connected, theirs: Connected): Promise<void> {
  const row = { row: 15, unit: 'ms', more: false, peer: 'Cassandra 5.0' } as const
  const among = `${ALIKE} of ${ROWS / 1000}k rows`
  const lookups = [
    [`secondary index, ${among}`, 'old = ?', (n: number) => [`kind ${n % kinds}`]],
    [`storage-attached index, ${among}`, 'new = ?', (n: number) => [`kind ${n % kinds}`]],
    [
      `storage-attached index, range, ${among}`,
      'price >= ? AND price < ?',
      (n: number) => [(n * 7919) % (ROWS - ALIKE), ((n * 7919) % (ROWS - ALIKE)) + ALIKE],
    ],
  ] as const
  for (const [work, where, values] of lookups) {
    const query = `SELECT id, old, price FROM bench.items WHERE ${where}`
    const figures = await alternate(ours, theirs, t => msOf(t, query, values, ALIKE))
    report.add({ ...row, work, floor: 1, goal: 2, ...figures })
  }
  const nearest = 'SELECT id FROM bench.items ORDER BY place ANN OF ? LIMIT 10'
  const work = `nearest 10 of ${ROWS / 1000}k vectors of ${DIMENSION} floats`
  const figures = await alternate(ours, theirs, t => msOf(t, nearest, n => [vector(n + 0.5)], 10))
  report.add({ ...row, work, floor: 0.5, goal: 1, ...figures })
}

/** Milliseconds of a query, on average. */
async function msOf(
  { client }: Connected,
  query: string,
  values: (n: number) => unknown[],
  rows: number,
): Promise<number> {
  const started = performance.now()
  let n = 0
  for (; performance.now() - started < ROUND_MS; n++) {
    const { rowLength } = await client.execute(query, values(n), PREPARED)
    if (rowLength !== rows) throw new Error(`${query} found ${rowLength} rows instead of ${rows}`)
  }
  return (performance.now() - started) / n
}
