// A table of MariaDB (of MySQL, of PostgreSQL) played by the command line into real Kafka: every row exactly
// once over pages, restarts and rounds, rows that differ only by the case of a letter and rows that
// do not differ at all included; decimals, dates and NULLs as they are stored. The table has no
// key, and its server another time zone than ours. The totals are compared with those that the
// server itself makes.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sluiceJson } from '../../support/cli'
import { writeSqlEnv } from '../../support/real-sql'
import { readTopic } from '../../support/topic-reader'
import type { Place, RunAnswer } from './place'

/** More than a page (10,000), with a rest. */
const ROWS = 12_345
const DAYS = 40
const ENGINES = ['mariadb', 'mysql', 'postgresql'] as const

const digits = (n: number, count: number) => String(n).padStart(count, '0')
const cents = (n: number) => `${n % 7 === 0 ? '-' : ''}${(n * 37) % 9000}.${digits(n % 100, 2)}`
const dayOf = (n: number) =>
  `2024-${digits(1 + (n % DAYS > 27 ? 1 : 0), 2)}-${digits(1 + (n % 28), 2)}`
const timeOf = (n: number) => `${digits(n % 24, 2)}:${digits(n % 60, 2)}:${digits((n * 7) % 60, 2)}`

/**
 * A row as it is inserted. From the twentieth on each stands there with its twin: another case, or
 * the very same.
 */
function rowOf(n: number): (string | number | null)[] {
  const twin = n % 20 === 19 ? n - 1 : n
  const name = `Peça ${twin % 50} "azul", 100%`
  return [
    twin,
    n % 40 === 39 ? name.toUpperCase() : name,
    cents(twin),
    `${twin % 3 === 0 ? '-' : ''}12345678901234${digits(twin, 6)}.${digits(twin % 1_000_000, 6)}`,
    `9007199254${digits(twin, 8)}`,
    twin % 11 === 0 ? null : dayOf(twin),
    twin % 13 === 0 ? null : `${dayOf(twin)} ${timeOf(twin)}.${digits(twin % 1000, 3)}`,
    twin % 17 === 0 ? null : `${dayOf(twin)} ${timeOf(twin)}.${digits(twin, 6)}`,
    twin % 5 === 0 ? null : twin % 5 === 1 ? '' : `linha\n${twin} — 日本 😀 \\ "`,
  ]
}

/** The record as text: no number goes by way of a float of ours. */
function recordOf([id, name, price, big, huge, day, at, seen, note]: ReturnType<
  typeof rowOf
>): string {
  const text = (value: string | number | null | undefined) => JSON.stringify(value ?? null)
  const short = String(price)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
  const moment = typeof seen === 'string' ? `${seen.replace(' ', 'T')}Z` : null
  return `{"id":${id},"name":${text(name)},"price":${short},"big":${text(big)},"huge":${text(huge)},"day":${text(day)},"at":${text(at)},"seen":${text(moment)},"note":${text(note)}}`
}

const MYSQL = {
  types: {
    ...{ id: 'BIGINT', name: 'VARCHAR(60)', price: 'DECIMAL(10,2)', big: 'DECIMAL(30,6)' },
    ...{ huge: 'BIGINT', day: 'DATE', at: 'DATETIME(3)' },
    ...{ seen: 'TIMESTAMP(6) NULL DEFAULT NULL', note: 'TEXT' },
  },
  ending: ' CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci',
  place: () => '?',
  record: (text: string) => text,
  totals(table: string) {
    const columns = `n, notes, CAST(price AS DECIMAL(40,6)) AS price, CAST(big AS DECIMAL(40,6)) AS big, huge, day, SUBSTRING(at, 1, 23) AS at, SUBSTRING(seen, 1, 23) AS seen`
    return {
      made: `SELECT name, ${columns} FROM ${table}_totals ORDER BY BINARY name`,
      own: `SELECT name, ${columns} FROM (SELECT name COLLATE utf8mb4_bin AS name, count(*) AS n, count(note) AS notes, sum(price) AS price,
        sum(big) AS big, max(huge) AS huge, min(day) AS day, max(at) AS at, min(seen) AS seen
        FROM ${table} GROUP BY name COLLATE utf8mb4_bin) totals ORDER BY BINARY name`,
    }
  },
}
const POSTGRESQL = {
  types: { ...MYSQL.types, at: 'TIMESTAMP(3)', seen: 'TIMESTAMPTZ' },
  ending: '',
  place: (at: number) => `$${at + 1}`,
  /** It writes no zeros at the end of a second. */
  record: (text: string) =>
    text.replace(/(:\d\d)\.(\d*?)0*(Z?")/g, (_, before: string, part: string, end: string) =>
      [before, part === '' ? '' : `.${part}`, end].join(''),
    ),
  totals(table: string) {
    const columns = `n::text, notes::text, price::numeric(40,6)::text, big::numeric(40,6)::text, huge::text, day::text`
    const seen = `date_trunc('milliseconds', seen) AS seen`
    return {
      made: `SELECT name, ${columns}, at AT TIME ZONE 'UTC' AS at, ${seen} FROM ${table}_totals ORDER BY name COLLATE "C"`,
      own: `SELECT name, ${columns}, at, ${seen} FROM (SELECT name, count(*) AS n, count(note) AS notes, sum(price) AS price,
        sum(big) AS big, max(huge) AS huge, min(day) AS day, max(at) AS at, min(seen) AS seen
        FROM ${table} GROUP BY name) totals ORDER BY name COLLATE "C"`,
    }
  },
}
const SQL = { mariadb: MYSQL, mysql: MYSQL, postgresql: POSTGRESQL }

export function testReplay(place: () => Place): void {
  const profileOf = async (engine: (typeof ENGINES)[number]) => {
    const file = await writeSqlEnv(
      engine,
      place().engines[engine],
      join(place().dir, `replay-${engine}.env`),
    )
    return ['--connection', `shop=${file}`]
  }
  const fill = async (
    engine: (typeof ENGINES)[number],
    table: string,
    rows: readonly ReturnType<typeof rowOf>[],
  ) => {
    const server = place().engines[engine]
    const { types, place: placeOf, ending } = SQL[engine]
    const columns = Object.entries(types).map(([name, type]) => `${name} ${type}`)
    await server.query(`CREATE TABLE ${table} (${columns.join(', ')})${ending}`)
    const width = columns.length
    for (let from = 0; from < rows.length; from += 1000) {
      const some = rows.slice(from, from + 1000)
      const places = some.map(
        (row, n) => `(${row.map((_, i) => placeOf(n * width + i)).join(', ')})`,
      )
      await server.query(`INSERT INTO ${table} VALUES ${places.join(', ')}`, some.flat())
    }
  }
  const labOf = async (name: string, replay: string, partitions: number) => {
    const file = join(place().dir, `${name}.yaml`)
    await writeFile(
      file,
      `
sluice: 1
id: ${name.replaceAll('_', '-')}
title: Replay of a table
timezone: UTC
connections:
  broker: { type: kafka }
  shop: { type: sql }
nodes:
  recorded: { type: replay, with: { connection: shop, table: ${name}, key: id, ${replay} } }
  rows: { type: topic, from: recorded, with: { connection: broker, topic: ${name}, partitions: ${partitions}, replication: 2 } }
  row:
    type: parse
    from: rows
    with:
      fields:
        { id: long, name: string, price: 'decimal(10,2)', big: 'decimal(30,6)', huge: long, day: date, at: timestamp, seen: timestamp, note: string }
  total:
    type: aggregate
    from: row
    with:
      by: { name: name }
      compute: { n: count(*), notes: count(note), price: sum(price), big: sum(big), huge: max(huge), day: min(day), at: max(at), seen: min(seen) }
  totals: { type: sql, from: total, with: { connection: shop, table: ${name}_totals } }
`,
    )
    return file
  }
  const run = async (lab: string, engine: (typeof ENGINES)[number], words: readonly string[]) =>
    sluiceJson<RunAnswer>(
      [
        'run',
        lab,
        '--kafka',
        place().engines.kafka.bootstrap,
        ...(await profileOf(engine)),
        ...words,
      ],
      {
        timeoutMs: 400_000,
      },
    )
  const records = (topic: string) => readTopic(place().engines.kafka.bootstrap, topic)

  it.each(ENGINES)(
    '%s: every row arrives once, also over a restart in the middle, and the totals are the server’s own',
    async engine => {
      const name = `replay_${engine}`
      const rows = Array.from({ length: ROWS }, (_, n) => rowOf(n))
      await fill(engine, name, rows)
      const lab = await labOf(name, 'orderBy: [day], rate: max', 2)
      const data = ['--data', join(place().dir, `data-${name}`)]
      await run(lab, engine, [...data, '--events', '9999'])
      const answer = await run(lab, engine, data)
      expect(answer).toMatchObject({
        state: 'finished',
        ledger: { lost: 0, doubled: 0, deadLetters: 0 },
      })
      const values = (await records(name)).map(record => record.value)
      const { record } = SQL[engine]
      expect(values.sort()).toEqual(rows.map(row => record(recordOf(row))).sort())

      const { query } = place().engines[engine]
      const { made, own } = SQL[engine].totals(name)
      const stored = await query(made)
      expect(stored.length).toBeGreaterThan(50)
      expect(stored).toEqual(await query(own))
    },
  )

  it('plays a table round after round', async () => {
    const name = 'replay_rounds'
    const rows = Array.from({ length: 1000 }, (_, n) => rowOf(n * 20))
    await fill('mariadb', name, rows)
    const lab = await labOf(name, 'orderBy: [id], rate: max, loop: true', 1)
    const answer = await run(lab, 'mariadb', ['--events', '2500'])
    expect(answer).toMatchObject({
      state: 'finished',
      ledger: { arrived: 2500, lost: 0, doubled: 0 },
    })
    const once = rows.map(recordOf)
    expect((await records(name)).map(record => record.value)).toEqual([
      ...once,
      ...once,
      ...once.slice(0, 500),
    ])
  })

  it('plays a table at the pace at which it was recorded', async () => {
    const name = 'replay_pace'
    const STEP_MS = 100
    const rows = Array.from({ length: 30 }, (_, n) => {
      const row = rowOf(n * 20)
      row[6] = `2024-05-01 23:59:${digits(58 + Math.floor((n * STEP_MS) / 1000), 2)}.${digits((n * STEP_MS) % 1000, 3)}`
      return row
    }).slice(0, 20)
    await fill('mariadb', name, rows)
    const lab = await labOf(name, 'orderBy: [at], rate: original, time: { field: at }', 1)
    expect(await run(lab, 'mariadb', [])).toMatchObject({
      state: 'finished',
      ledger: { arrived: 20, lost: 0, doubled: 0 },
    })
    const played = await records(name)
    expect(played.map(record => record.value)).toEqual(rows.map(recordOf))
    // Never ahead of its time; how far behind is the machine's affair.
    const began = played[0]?.timeMs ?? 0
    played.forEach(({ timeMs }, n) => expect(timeMs - began).toBeGreaterThan(n * STEP_MS - STEP_MS))
  })
}
