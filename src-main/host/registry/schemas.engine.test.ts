// A lab whose topics have schemas, on a host with its own registry: what it writes, what comes out,
// what a person sees, and what happens when the schema changes under a run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readResult, type SchemaLedger } from '@shared/contract'
import { openHost } from '../testing'

const closers: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function opened() {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-schemas-'))
  closers.push(() => rm(dir, { recursive: true, force: true }))
  const host = await openHost(dir)
  let isOpen = true
  const close = async () => {
    if (isOpen) await host.close()
    isOpen = false
  }
  closers.push(close)
  return { dir, client: host.client, close }
}

const PRICED = 'price: { number: [1, 9], decimals: 2 }'
const text = (format: string, change = 'follow', more = '') => `sluice: 1
id: desk
title: Desk
connections: { broker: { type: kafka }, schemas: { type: registry } }
records: { sale: { key: id, fields: { id: sequence, product: { choice: [A, B] }, ${PRICED} ${more} } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: max } }
  sales:
    type: topic
    from: made
    with: { connection: broker, topic: sales, format: ${format}, registry: schemas }
  parsed:
    type: parse
    from: { node: sales, group: readers, start: earliest }
    with:
      format: ${format}
      registry: schemas
      schemaChange: ${change}
      fields: { id: long, product: string, price: 'decimal(12,2)' }
  totals:
    type: topic
    from: counted
    with: { connection: broker, topic: totals, format: ${format}, registry: schemas, key: product }
  counted:
    type: aggregate
    from: parsed
    with: { by: { product: product }, compute: { n: count(*), sum: sum(price) }, mode: update }
  shown: { type: live, from: counted }
`
const lab = 'desk'
/** A host is opened twice, and Avro, Protobuf and JSON Schema are loaded, on a slow machine. */
vi.setConfig({ testTimeout: 180_000 })

type Client = Awaited<ReturnType<typeof opened>>['client']
async function ran(client: Client, lines: string, events: number) {
  const options = { ref: lab, text: lines, overrides: { events }, endWhenDrained: true }
  await client.runs.start(options)
  const state = async () => (await client.runs.list({})).find(run => run.lab === lab)?.state
  await vi.waitUntil(async () => ['finished', 'failed'].includes((await state()) ?? ''), {
    timeout: 60_000,
  })
  return readResult(from => client.runs.result({ lab, from }))
}

describe.each([
  ['avro', 'AVRO'],
  ['protobuf', 'PROTOBUF'],
  ['json-schema', 'JSON'],
])('a lab of %s', (format, type) => {
  it('is whole at its end, and its messages can be read', async () => {
    const { client, dir, close } = await opened()
    expect(await client.schemas.status({})).toEqual({ state: 'waiting', subjects: 0 })
    const result = await ran(client, text(format), 100)
    expect(result.error).toBeUndefined()
    expect(result.ledger).toMatchObject({ expected: 100, arrived: 100, lost: 0, deadLetters: 0 })
    expect(result.ledger.schemas).toEqual([
      { node: 'parsed', id: expect.any(Number), records: 100, partition: 0, offset: 0 },
    ])
    const rows = result.tables['shown'] ?? []
    expect(rows.reduce((sum, { n }) => sum + Number(n), 0)).toBe(100)

    const subjects = await client.schemas.subjects({})
    expect(subjects.map(each => [each.subject, each.versions, each.type])).toEqual([
      ['sales-value', [1], type],
      ['totals-value', [1], type],
    ])
    const browsed = await client.topics.browse({ topic: 'sales', from: 'oldest', limit: 1 })
    const [record] = browsed.records
    expect(JSON.parse(record?.value ?? '')).toMatchObject({ id: 1, product: expect.any(String) })
    expect(record?.schemaId).toBe(result.ledger.schemas?.[0]?.id)
    // Filters see what a person sees.
    const found = await client.topics.browse({
      topic: 'sales',
      from: 'oldest',
      where: { where: 'id = 42' },
    })
    expect(found.records.map(({ offset }) => offset)).toEqual(['41'])

    await close()
    const again = await openHost(dir)
    closers.push(again.close)
    await vi.waitUntil(async () => (await again.client.schemas.status({})).state === 'ready')
    expect(await again.client.schemas.subjects({})).toEqual(subjects)
  })
})

describe('a schema that changes', () => {
  const V2 = JSON.stringify({
    type: 'record',
    name: 'Sales',
    fields: [
      { name: 'id', type: ['null', 'long'], default: null },
      { name: 'product', type: ['null', 'string'], default: null },
    ],
  })

  /** Runs 10 records of the first schema, then 10 of another. */
  async function changedTo(change: string) {
    const { client } = await opened()
    await ran(client, text('avro', change), 10)
    const other = text('avro', change).replace(
      'topic: sales, format: avro,',
      `topic: sales, format: avro, schema: '${V2}',`,
    )
    const { ledger, error } = await ran(client, other, 20)
    const ids = (ledger.schemas ?? []).map(({ id, records }: SchemaLedger) => [id, records])
    return { ledger, error, ids }
  }

  it('is followed: what it does not have is NULL', async () => {
    const { ledger, ids } = await changedTo('follow')
    expect(ledger).toMatchObject({ expected: 20, arrived: 20, deadLetters: 0 })
    expect(ids.map(([, records]) => records)).toEqual([10, 10])
  })

  it('makes dead letters', async () => {
    const { ledger, ids } = await changedTo('dead')
    expect(ledger).toMatchObject({ expected: 20, arrived: 10, deadLetters: 10 })
    expect(ids.map(([, records]) => records)).toEqual([10])
  })

  it('stops the run', async () => {
    const { error } = await changedTo('stop')
    expect(error).toMatchObject({ code: 'run-schema-changed', params: { offset: 10 } })
  })
})

it('puts records that their schema does not take to the dead letters, and counts them', async () => {
  const { client } = await opened()
  const faulty = text('avro', 'follow').replace('key: id,', 'key: id, faults: { wrongType: 0.5 },')
  const { ledger } = await ran(client, faulty, 50)
  expect(ledger.deadLetters).toBeGreaterThan(0)
  expect(ledger.arrived + ledger.deadLetters).toBe(50)
  expect(ledger.deadLetters).toBe(ledger.faults?.wrongType)
})
