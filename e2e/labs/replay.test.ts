// Replays recorded data by the command line: a Parquet file and a CSV file beside the lab, and a
// table of a database. Each goes through a topic into a keyed table, which must equal the
// recording. Also "available now", which reads what the topics hold, once, and ends.
import { DuckDBInstance } from '@duckdb/node-api'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluice, sluiceJson, tempDir } from '../support/cli'

const ROWS = 3000
const price = (n: number) => ((n * 37) % 5000) / 100
const product = (n: number) => `Peça "${n % 7}", azul`

/** In cents, by product, of the first rows. */
function expected(rows: number): (readonly [string, number, number])[] {
  const totals = new Map<string, { n: number; cents: number }>()
  for (let n = 0; n < rows; n++) {
    const total = totals.get(product(n)) ?? { n: 0, cents: 0 }
    totals.set(product(n), { n: total.n + 1, cents: total.cents + Math.round(price(n) * 100) })
  }
  return [...totals].map(([name, { n, cents }]) => [name, n, cents] as const).sort(byName)
}
const byName = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) =>
  a[0] < b[0] ? -1 : 1

interface Answer {
  readonly state: string
  readonly tables: {
    readonly totals?: readonly {
      readonly product: string
      readonly n: string
      readonly total: string
    }[]
  }
  readonly ledger: Readonly<
    Record<'expected' | 'arrived' | 'lost' | 'doubled' | 'deadLetters', number>
  >
}
const totalsOf = ({ tables }: Answer) =>
  (tables.totals ?? [])
    .map(row => [row.product, Number(row.n), Math.round(Number(row.total) * 100)] as const)
    .sort(byName)

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('replay')
  const instance = await DuckDBInstance.create(join(dir.path, 'recorded.duckdb'))
  const connection = await instance.connect()
  await connection.run(
    `CREATE TABLE sales (id BIGINT, product VARCHAR, price DECIMAL(10,2), sold_at TIMESTAMP)`,
  )
  const values = Array.from(
    { length: ROWS },
    (_, n) =>
      `(${n}, '${product(n)}', ${price(n)}, TIMESTAMP '2024-05-01 10:00:00' + INTERVAL ${n} SECOND)`,
  )
  await connection.run(`INSERT INTO sales VALUES ${values.join(', ')}`)
  for (const [file, format] of [
    ['sales.parquet', 'parquet'],
    ['sales.csv', 'csv, header'],
  ])
    await connection.run(
      `COPY (SELECT * FROM sales ORDER BY id) TO '${join(dir.path, file ?? '')}' (FORMAT ${format})`,
    )
  connection.closeSync()
  instance.closeSync()
})
afterAll(() => dir?.remove())

async function labOf(name: string, source: string): Promise<string> {
  const file = join(dir.path, `${name}.yaml`)
  await writeFile(
    file,
    `
sluice: 1
id: ${name}
title: Replay
timezone: UTC
connections:
  broker: { type: kafka }
  recorded: { type: sql }
  tables: { type: sql }
nodes:
  recorded-sales: { type: replay, with: { ${source}, rate: max, key: product } }
  sales: { type: topic, from: recorded-sales, with: { connection: broker, topic: ${name}, partitions: 2 } }
  sale: { type: parse, from: sales, with: { fields: { id: long, product: string, price: 'decimal(10,2)', sold_at: timestamp } } }
  total: { type: aggregate, from: sale, with: { by: { product: product }, compute: { n: count(*), total: sum(price) } } }
  totals: { type: sql, from: total, with: { connection: tables, table: totals } }
`,
  )
  return file
}

const all = { expected: ROWS, arrived: ROWS, lost: 0, doubled: 0, deadLetters: 0 }
const data = (name: string) => ['--data', join(dir.path, `data-${name}`)]

describe('replay by the command line', () => {
  it.each([
    ['parquet', 'file: sales.parquet'],
    ['csv', 'file: sales.csv'],
    // The lab's own SQL file, as an earlier lab or the person has filled it.
    ['table', 'connection: recorded, table: sales, orderBy: [id]'],
  ])(
    'plays %s once and comes to the same totals, and a second start adds nothing',
    async (name, source) => {
      const lab = await labOf(name, source)
      const words = ['run', lab, ...data(name)]
      await mkdir(join(dir.path, `data-${name}`, 'sql'), { recursive: true })
      await copyFile(
        join(dir.path, 'recorded.duckdb'),
        join(dir.path, `data-${name}`, 'sql', `${name}-recorded.duckdb`),
      )
      for (let time = 1; time <= 2; time++) {
        const answer = await sluiceJson<Answer>(words)
        expect(answer).toMatchObject({ state: 'finished', ledger: all })
        expect(totalsOf(answer)).toEqual(expected(ROWS))
      }
    },
  )

  it('works through what is there and ends, when told to take what is available now', async () => {
    const lab = await labOf('now', 'file: sales.parquet, events: 2000')
    const words = ['run', lab, ...data('now')]
    const nothing = await sluiceJson<Answer>([...words, '--trigger', 'available-now'])
    expect(nothing).toMatchObject({
      state: 'finished',
      ledger: { arrived: 0, lost: 0, doubled: 0 },
    })
    expect(totalsOf(nothing)).toEqual([])
    await sluiceJson<Answer>([...words, '--events', '1500'])
    // What somebody else writes comes in with the next "now", and the replay makes nothing
    // meanwhile.
    const line = JSON.stringify({
      id: 9999,
      product: 'Other',
      price: 1.25,
      sold_at: '2024-05-01T10:00:00Z',
    })
    const file = join(dir.path, 'one.ndjson')
    await writeFile(file, `${line}\n`)
    const produced = await sluice(['produce', 'now', '--file', file, ...data('now')])
    expect(produced.code, produced.stderr).toBe(0)
    const now = await sluiceJson<Answer>([...words, '--trigger', 'available-now'])
    expect(now.state).toBe('finished')
    expect(totalsOf(now)).toEqual([...expected(1500), ['Other', 1, 125] as const].sort(byName))
  })

  it('names a file that is not there, where it looked', async () => {
    const lab = await labOf('gone', 'file: none.parquet')
    const ran = await sluice(['run', lab, ...data('gone')])
    expect(ran.code).not.toBe(0)
    expect(ran.stderr).toContain('none.parquet')
  })
})
