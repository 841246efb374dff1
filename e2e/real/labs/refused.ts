// Rows that a real database refuses (a number that is none, a text that is too long for its column, a
// mutation that is too large) become dead letters with the reason; the rows around them are stored,
// and the run goes on.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'cassandra-driver'
import { expect, it } from 'vitest'
import { sluiceJson } from '../../support/cli'
import { writeSqlEnv } from '../../support/real-sql'
import type { Place, RunAnswer } from './place'

const ROWS = 30
const recorded = Array.from({ length: ROWS }, (_, id) => `${JSON.stringify({ id })}\n`).join('')
const MILLION = "repeat('x', 1000000)"
/** Over the 16 MiB that Cassandra takes at most. */
const TOO_LARGE = `concat(${Array.from({ length: 18 }, () => MILLION).join(', ')})`

/** Which texts a database refuses, and of which rows it refuses one or the number. */
const MYSQL = { text: "repeat('x', 70000)", refused: [3, 7] }
/** PostgreSQL has a place for NaN, and for a text of any length, but for no NUL in it. */
const POSTGRESQL = { text: 'chr(0)', refused: [7] }
const REFUSES = { mariadb: MYSQL, mysql: MYSQL, postgresql: POSTGRESQL }

const labText = (name: string, amount: string, text: string, sink: string) => `
sluice: 1
id: ${name.replaceAll('_', '-')}
title: Refused rows
connections:
  broker: { type: kafka }
  store: { type: sql }
  tables: { type: cassandra }
nodes:
  recorded: { type: replay, with: { file: ${name}.ndjson, key: id, rate: max } }
  rows: { type: topic, from: recorded, with: { connection: broker, topic: ${name} } }
  row: { type: parse, from: rows, with: { fields: { id: long } } }
  made:
    type: select
    from: row
    with: { fields: { amount: "${amount}", note: "${text}" }, keep: true }
  stored: { type: ${sink}, from: made, with: { SINK } }
`

export function testRefused(place: () => Place): void {
  const run = async (name: string, text: string, where: readonly string[]) => {
    const file = join(place().dir, `${name}.yaml`)
    await writeFile(join(place().dir, `${name}.ndjson`), recorded)
    await writeFile(file, text)
    return sluiceJson<RunAnswer>(['run', file, ...where], { timeoutMs: 300_000 })
  }

  it.each(['mariadb', 'mysql', 'postgresql'] as const)('%s', async engine => {
    const name = `refused_${engine}`
    const server = place().engines[engine]
    const env = await writeSqlEnv(engine, server, join(place().dir, `${name}.env`))
    const { text: refusedText, refused } = REFUSES[engine]
    const text = labText(
      name,
      "case when id % 10 = 3 then cast('NaN' as double) else id / 2 end",
      `case when id % 10 = 7 then ${refusedText} else 'short' end`,
      'sql',
    ).replace('SINK', `connection: store, table: ${name}, key: [id]`)
    const kafka = ['--kafka', place().engines.kafka.bootstrap]
    const answer = await run(name, text, [...kafka, '--connection', `store=${env}`])
    const deadLetters = (ROWS / 10) * refused.length
    expect(answer).toMatchObject({ state: 'finished', ledger: { lost: 0, deadLetters } })
    const rows = await server.query(`SELECT id FROM ${name} ORDER BY id`)
    const kept = Array.from({ length: ROWS }, (_, id) => id).filter(
      id => !refused.includes(id % 10),
    )
    expect(rows.map(row => Number(row['id']))).toEqual(kept)
  })

  it('Cassandra', async () => {
    const name = 'refused_cassandra'
    const { address } = place().engines.cassandra
    const text = labText(
      name,
      "case when id = 3 then cast('NaN' as double) else id / 2 end",
      `case when id = 7 then ${TOO_LARGE} else 'short' end`,
      'cassandra',
    ).replace('SINK', `connection: tables, keyspace: ${name}, table: rows, key: [id]`)
    const answer = await run(name, text, [
      ...['--kafka', place().engines.kafka.bootstrap],
      ...['--cql', address],
    ])
    // Cassandra has a place for NaN.
    expect(answer).toMatchObject({ state: 'finished', ledger: { lost: 0, deadLetters: 1 } })
    const client = new Client({ contactPoints: [address], localDataCenter: 'datacenter1' })
    try {
      const { rows } = await client.execute(`SELECT id, amount FROM ${name}.rows`)
      expect(rows).toHaveLength(ROWS - 1)
      expect(rows.find(row => String(row['id']) === '3')?.['amount']).toBeNaN()
    } finally {
      await client.shutdown()
    }
  })
}
