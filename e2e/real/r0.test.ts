// R0 as it stands, unchanged, against real Kafka 4 and real Cassandra 5: totals equal to those on the embedded engines for the same
// seed, and to an independent recomputation from the topic. Then with the broker behind SASL_SSL, the secret in a profile.
import { Client } from 'cassandra-driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluiceJson, tempDir } from '../support/cli'
import { centsOfStored } from '../support/expected/cents'
import { r0Totals } from '../support/expected/products'
import { startRealCassandra, type RealCassandra } from '../support/real-cassandra'
import { startRealKafka, type RealKafka } from '../support/real-kafka'
import { startServe, type Served } from '../support/serve'
import { readTopic } from '../support/topic-reader'

const LAB = 'r0-vendas-ecommerce'
const TABLE = 'atividade_cassandra.vendas_por_produto'
const EVENTS = 3000

interface RunAnswer {
  readonly tables: Readonly<Record<string, readonly { readonly nome_produto: string; readonly valor_total: number }[]>>
  readonly eventsPerSecond: number
  readonly nodes: Readonly<Record<string, { readonly in: number; readonly out: number; readonly errors: number }>>
}

let kafka: RealKafka
let cassandra: RealCassandra
let embedded: Served
let dataDir: Awaited<ReturnType<typeof tempDir>>

beforeAll(async () => {
  dataDir = await tempDir('real-r0')
  kafka = await startRealKafka({ secure: true })
  cassandra = await startRealCassandra()
  embedded = await startServe({ data: dataDir.path })
})
afterAll(async () => {
  await embedded?.stop()
  await kafka?.stop()
  await cassandra?.stop()
  await dataDir?.remove()
})

const runOn = (where: readonly string[], seed: number) =>
  sluiceJson<RunAnswer>(['run', LAB, '--events', String(EVENTS), '--rate', 'max', '--seed', String(seed), ...where], {
    timeoutMs: 170_000,
  })

const totalsOf = (answer: RunAnswer) =>
  new Map((answer.tables[TABLE] ?? []).map(row => [row.nome_produto, centsOfStored(row.valor_total)]))
const sorted = (totals: Map<string, bigint>) => [...totals].sort(([a], [b]) => (a < b ? -1 : 1))

/** The moment of sale is the run's own: the schedule began at another time. */
const withoutTime = (value: string) => value.replace(/"data_hora_venda": "[^"]*"/, '')

async function storedIn(port: number): Promise<Map<string, bigint>> {
  const client = new Client({ contactPoints: [`127.0.0.1:${port}`], localDataCenter: 'datacenter1' })
  try {
    const { rows } = await client.execute(`SELECT * FROM ${TABLE}`)
    return new Map(rows.map(row => [String(row.nome_produto), centsOfStored(row.valor_total)]))
  } finally {
    await client.shutdown()
  }
}

describe('R0 on real Kafka and real Cassandra', () => {
  it('ends with the same totals as on the embedded engines, and as recomputed from the topic', async () => {
    const real = await runOn(['--kafka', kafka.bootstrap, '--cql', cassandra.address], 7)
    const own = await runOn(['--kafka', embedded.kafka, '--cql', embedded.cql], 7)
    expect(totalsOf(real).size).toBe(30)
    expect(sorted(totalsOf(real))).toEqual(sorted(totalsOf(own)))
    const records = await readTopic(kafka.bootstrap, 'vendas-ecommerce')
    expect(records).toHaveLength(EVENTS)
    expect(sorted(totalsOf(real))).toEqual(sorted(r0Totals(records.map(r => r.value))))
    expect(sorted(await storedIn(cassandra.port))).toEqual(sorted(totalsOf(real)))
    const ownRecords = await readTopic(embedded.kafka, 'vendas-ecommerce')
    expect(ownRecords.map(r => withoutTime(r.value))).toEqual(records.map(r => withoutTime(r.value)))
  })
})
