// A source that feeds a pipeline without a topic in between has nothing to read again after kill
// -9, so it makes its records anew. They must be the same records with the same times; otherwise
// windows written before the crash would remain beside those written after it.
import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { startSluice, tempDir, type RunningCli } from '../support/cli'
import { seededRandom } from '../support/seeded-random'

const KILLS = 4
const EVENTS_PER_SECOND = 150
const EVENTS_AFTER = 200

const LAB = `
sluice: 1
id: direct
title: Direct
timezone: UTC
connections:
  tables: { type: sql }
records:
  sale:
    fields:
      id: sequence
      at: { time: iso }
nodes:
  sales: { type: fake-data, with: { record: sale, rate: ${EVENTS_PER_SECOND}/s } }
  sale: { type: parse, from: sales, with: { fields: { id: long, at: timestamp } } }
  per-second:
    type: aggregate
    from: sale
    with: { by: {}, compute: { n: count(*), low: min(id), high: max(id) }, window: { tumbling: 1 second }, time: at, mode: update }
  seconds: { type: sql, from: per-second, with: { connection: tables, table: seconds } }
  log: { type: files, from: sale, with: { path: sales.txt, format: text, line: '{id} {at}' } }
`

interface Answer {
  readonly tables: {
    readonly seconds: readonly { readonly n: string; readonly low: string; readonly high: string }[]
  }
  readonly ledger: { readonly lost: number; readonly doubled: number }
}

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

const SHOP = `
sluice: 1
id: shop
title: Shop
timezone: UTC
connections:
  broker: { type: kafka }
  tables: { type: sql }
records:
  order: { fields: { id: { sequence: 0 }, at: { time: iso } } }
  payment:
    fields:
      id: { sequence: 0 }
      of: { ref: order, field: id, after: [50 ms, 900 ms], row: o }
      placed: { ref: order, field: at, after: [50 ms, 900 ms], row: o }
nodes:
  orders: { type: fake-data, with: { record: order, rate: ${EVENTS_PER_SECOND}/s } }
  topic: { type: topic, from: orders, with: { connection: broker, topic: orders } }
  order: { type: parse, from: { node: topic, group: readers }, with: { fields: { id: long, at: timestamp } } }
  placed: { type: sql, from: order, with: { connection: tables, table: placed, key: [id] } }
  payments: { type: fake-data, with: { record: payment, rate: ${EVENTS_PER_SECOND}/s } }
  payment: { type: parse, from: payments, with: { fields: { id: long, of: long, placed: timestamp } } }
  paid: { type: sql, from: payment, with: { connection: tables, table: paid, key: [id] } }
`

interface ShopAnswer {
  readonly tables: {
    readonly placed: readonly { readonly id: string; readonly at: string }[]
    readonly paid: readonly {
      readonly id: string
      readonly of: string | null
      readonly placed: string | null
    }[]
  }
  readonly ledger: { readonly lost: number; readonly doubled: number }
}

async function prepared(name: string, text: string) {
  const folder = await tempDir(name)
  cleanUp.push(folder.remove)
  const file = `${folder.path}/${name}.yaml`
  await writeFile(file, text)
  const begin = (...limit: string[]): RunningCli => {
    const cli = startSluice(['run', file, '--data', folder.path, '--seed', '5', '--json', ...limit])
    cleanUp.push(() => cli.kill9())
    return cli
  }
  return { folder, begin }
}

it(`makes the same records again after each of ${KILLS} kills`, { timeout: 400_000 }, async () => {
  const random = seededRandom()
  console.log(`random moments of seed ${random.seed}`)
  const { folder, begin } = await prepared('direct', LAB)
  const lines = async () =>
    (await readFile(`${folder.path}/files/direct/sales.txt`, 'utf8').catch(() => '')).split('\n')
  for (let kill = 0; kill < KILLS; kill++) {
    const before = (await lines()).length
    const cli = begin()
    while ((await lines()).length <= before) {
      if (cli.hasEnded()) throw new Error(cli.stderr())
      await sleep(20)
    }
    await sleep(random.below(2500))
    await cli.kill9()
  }
  const events = (await lines()).length + EVENTS_AFTER
  const last = begin('--events', `${events}`)
  expect(await last.ended, last.stderr()).toEqual({ code: 0, signal: null })
  const answer: Answer = JSON.parse(last.stdout().trim().split('\n').at(-1) ?? '')
  expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0 })
  const sales = (await lines()).slice(0, -1).map(line => line.split(' '))
  const first = Number(sales[0]?.[0])
  expect(sales.map(([id]) => Number(id))).toEqual(
    Array.from({ length: events }, (_, i) => first + i),
  )
  // The windows in the table are those of the lines, second by second.
  const bySecond = new Map<string, number[]>()
  for (const [id, ...at] of sales) {
    const second = at.join(' ').slice(0, 19)
    bySecond.set(second, [...(bySecond.get(second) ?? []), Number(id)])
  }
  const expected = [...bySecond.values()].map(ids => [ids.length, ids[0], ids.at(-1)])
  const stored = answer.tables.seconds.map(({ n, low, high }) => [
    Number(n),
    Number(low),
    Number(high),
  ])
  expect(stored.sort((a, b) => Number(a[1]) - Number(b[1]))).toEqual(expected)
})

it(
  `a payment names the order that is in the topic, after each of ${KILLS} kills`,
  { timeout: 400_000 },
  async () => {
    const random = seededRandom()
    console.log(`random moments of seed ${random.seed}`)
    const { folder, begin } = await prepared('shop', SHOP)
    const promise = `${folder.path}/runs/shop/streams/orders.json`
    const promised = () => readFile(promise, 'utf8').catch(() => '')
    for (let kill = 0; kill < KILLS; kill++) {
      const before = await promised()
      const cli = begin()
      while ((await promised()) === before) {
        if (cli.hasEnded()) throw new Error(cli.stderr())
        await sleep(20)
      }
      await sleep(800 + random.below(2500))
      await cli.kill9()
    }
    const last = begin('--events', `${EVENTS_PER_SECOND * 20}`)
    expect(await last.ended, last.stderr()).toEqual({ code: 0, signal: null })
    const answer: ShopAnswer = JSON.parse(last.stdout().trim().split('\n').at(-1) ?? '')
    expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0 })
    const { placed, paid } = answer.tables
    const times = new Map(placed.map(({ id, at }) => [id, at]))
    const named = paid.filter(({ of }) => of !== null)
    expect(named.length).toBeGreaterThan(EVENTS_PER_SECOND)
    expect(named.map(row => [row.id, row.placed])).toEqual(
      named.map(row => [row.id, times.get(row.of ?? '')]),
    )
  },
)
