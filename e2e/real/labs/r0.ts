// R0: totals per product out of real Kafka into real Cassandra. The gallery's own lab, unchanged,
// makes the same events and totals as on the embedded engines; three seeds at one and at four
// partitions come to what is recomputed from the topic.
import { Client } from 'cassandra-driver'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tempDir } from '../../support/cli'
import { centsOfStored } from '../../support/expected/cents'
import { r0Totals } from '../../support/expected/products'
import { labVariant } from '../../support/lab-variant'
import { startServe, type Served } from '../../support/serve'
import { readTopic } from '../../support/topic-reader'
import { PARTITIONS, runLab, SEEDS, totalsSorted, type Place, type Rows } from './place'

const LAB = 'r0-vendas-ecommerce'
const EVENTS = 1000

const totalsOf = (rows: Rows = []) =>
  new Map(rows.map(row => [String(row.nome_produto), centsOfStored(row.valor_total)]))

/** The moment of sale is the run's own: the schedule began at another time. */
const withoutTime = (value: string) => value.replace(/"data_hora_venda": "[^"]*"/, '')

export function testR0(place: () => Place): void {
  let embedded: Served
  let data: Awaited<ReturnType<typeof tempDir>>
  beforeAll(async () => {
    data = await tempDir('real-r0')
    embedded = await startServe({ data: data.path })
  })
  afterAll(async () => {
    await embedded?.stop()
    await data?.remove()
  })

  const stored = async (table: string): Promise<Rows> => {
    const client = new Client({
      contactPoints: [place().engines.cassandra.address],
      localDataCenter: 'datacenter1',
    })
    try {
      return (await client.execute(`SELECT * FROM ${table}`)).rows
    } finally {
      await client.shutdown()
    }
  }
  const real = () => [
    '--kafka',
    place().engines.kafka.bootstrap,
    '--cql',
    place().engines.cassandra.address,
  ]

  it('unchanged, it ends with the same events and totals as on the embedded engines', async () => {
    const table = 'atividade_cassandra.vendas_por_produto'
    const wishes = { events: 3000, seed: 7 }
    const answer = await runLab(LAB, wishes, real())
    const own = await runLab(LAB, wishes, ['--kafka', embedded.kafka, '--cql', embedded.cql])
    const totals = totalsSorted(totalsOf(answer.tables[table]))
    expect(totals).toHaveLength(30)
    expect(totals).toEqual(totalsSorted(totalsOf(own.tables[table])))
    const records = await readTopic(place().engines.kafka.bootstrap, 'vendas-ecommerce')
    expect(records).toHaveLength(wishes.events)
    expect(totals).toEqual(totalsSorted(r0Totals(records.map(r => r.value))))
    expect(totalsSorted(totalsOf(await stored(table)))).toEqual(totals)
    const ownRecords = await readTopic(embedded.kafka, 'vendas-ecommerce')
    expect(ownRecords.map(r => withoutTime(r.value))).toEqual(
      records.map(r => withoutTime(r.value)),
    )
  })

  it.each(PARTITIONS)(
    'three seeds, %i partition(s): what is recomputed from the topic stands in Cassandra',
    async partitions => {
      const runs = SEEDS.map(async seed => {
        const name = `r0_${seed}_${partitions}`
        const lab = await labVariant(LAB, place().dir, name, {
          'vendas-ecommerce': { topic: name, partitions },
          vendas_por_produto: { keyspace: name },
        })
        const answer = await runLab(lab, { events: EVENTS, seed }, real())
        expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0 })
        const records = await readTopic(place().engines.kafka.bootstrap, name)
        expect(records).toHaveLength(EVENTS)
        expect(new Set(records.map(r => r.partition)).size).toBe(partitions)
        const totals = totalsSorted(r0Totals(records.map(r => r.value)))
        expect(totalsSorted(totalsOf(await stored(`${name}.vendas_por_produto`)))).toEqual(totals)
        return JSON.stringify(totals, (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        )
      })
      expect(new Set(await Promise.all(runs)).size).toBe(SEEDS.length)
    },
  )
}
