// Kills a run with a join, sessions and a deduplication (kill -9) at random moments, while most of its keys
// are in files. Afterwards its tables equal what plain loops make of the topic. The moments come from a
// seed that is printed: SLUICE_TEST_SEED repeats them. SLUICE_KILLS says how many; 100 take some minutes.
import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { tempDir } from '../support/cli'
import { seededRandom } from '../support/seeded-random'
import { startServe } from '../support/serve'
import { readTopic, topicEnd } from '../support/topic-reader'
import { Life, twice } from './life'

const KILLS = Number(process.env.SLUICE_KILLS ?? 12)
const EVENTS_AFTER = 1500
/** By the lab's clock. */
const RATE = 10
/** The rest is in files. */
const MEMORY_KEYS = '40'
const GAP_MS = 20_000
const BOUND_MS = 15_000
const DELAY_MS = 5000

/** Twenty seconds of the lab pass in one: sessions end while the test looks. */
const LAB = `sluice: 1
id: kept-state
title: Kept state
timezone: UTC
speed: 20
connections: { broker: { type: kafka }, store: { type: cassandra } }
records:
  click:
    key: visitor
    fields:
      id: sequence
      visitor: { int: [1, 400] }
      at: { time: epochMs }
nodes:
  made: { type: fake-data, with: { record: click, rate: ${RATE}/s } }
  clicks: { type: topic, from: made, with: { connection: broker, topic: kept-clicks, partitions: 1 } }
  read: { type: parse, from: clicks, with: { fields: { id: long, visitor: int, at: long } } }
  click: { type: select, from: read, with: { fields: { id: id, visitor: visitor, at: timestamp_millis(at) } } }
  visits:
    type: aggregate
    from: click
    with:
      by: { visitor: visitor }
      compute: { clicks: count(*), ids: sum(id) }
      window: { session: 20 s }
      time: at
      watermark: 5 s
      mode: append
  visit: { type: cassandra, from: visits, with: { connection: store, keyspace: kept, table: visits, key: [visitor], clustering: [window_start] } }
  even: { type: filter, from: click, with: { where: id % 2 = 0 } }
  odd: { type: filter, from: click, with: { where: id % 2 = 1 } }
  second: { type: select, from: odd, with: { fields: { visitor: visitor, second: id, later: at } } }
  pair:
    type: join
    from: [even, second]
    with:
      on: { visitor: visitor }
      left: { time: at, watermark: 5 s }
      right: { time: later, watermark: 5 s }
      within: { before: 0 s, after: 15 s }
  paired: { type: cassandra, from: pair, with: { connection: store, keyspace: kept, table: pairs, key: [visitor], clustering: [id, second] } }
  once: { type: dedupe, from: click, with: { by: [visitor] } }
  visitor: { type: cassandra, from: once, with: { connection: store, keyspace: kept, table: visitors, key: [visitor] } }
`

interface Click {
  readonly id: number
  readonly visitor: number
  readonly at: number
}

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

const sorted = (lines: readonly string[]) => lines.toSorted()
function byVisitor(clicks: readonly Click[]): ReadonlyMap<number, readonly Click[]> {
  const found = new Map<number, Click[]>()
  for (const click of clicks.toSorted((a, b) => a.at - b.at)) {
    const own = found.get(click.visitor)
    if (own) own.push(click)
    else found.set(click.visitor, [click])
  }
  return found
}

/** Those that ended before the watermark. */
function visitsOf(clicks: readonly Click[], mark: number): string[] {
  const visits: { visitor: number; from: number; to: number; clicks: number; ids: number }[] = []
  for (const [visitor, own] of byVisitor(clicks)) {
    let last: (typeof visits)[number] | undefined
    for (const { at, id } of own) {
      if (last && at <= last.to + GAP_MS)
        Object.assign(last, { to: at, clicks: last.clicks + 1, ids: last.ids + id })
      else visits.push((last = { visitor, from: at, to: at, clicks: 1, ids: id }))
    }
  }
  return visits
    .filter(({ to }) => to + GAP_MS <= mark)
    .map(({ visitor, from, clicks: n, ids }) => [visitor, from, n, ids].join(' '))
}

function pairsOf(clicks: readonly Click[]): string[] {
  return [...byVisitor(clicks).values()].flatMap(own =>
    own
      .filter(({ id }) => id % 2 === 0)
      .flatMap(({ id, at, visitor }) =>
        own
          .filter(other => other.id % 2 === 1 && other.at >= at && other.at <= at + BOUND_MS)
          .map(other => [visitor, id, other.id].join(' ')),
      ),
  )
}

it(
  `joins, sessions and first rows in files stand ${KILLS} kills`,
  { timeout: 120_000 + KILLS * 10_000 },
  async () => {
    const random = seededRandom()
    console.log(`random moments of seed ${random.seed}`)
    const folder = await tempDir('kept-state')
    cleanUp.push(folder.remove)
    const serve = await startServe({ data: `${folder.path}/serve` })
    cleanUp.push(() => serve.kill9())
    const file = `${folder.path}/lab.yaml`
    await writeFile(file, LAB)
    const where = () => ['--kafka', serve.kafka, '--cql', serve.cql, '--memory-keys', MEMORY_KEYS]
    const lab = { id: 'kept-state' }
    const life = new Life(lab, file, `${folder.path}/run`, 1 + random.below(1000), where, RATE)
    cleanUp.push(life.kill9)
    const end = () => topicEnd(serve.kafka, 'kept-clicks')
    life.begin(0)
    for (let kill = 0; kill < KILLS; kill++) {
      const isEngines = random.below(5) === 0
      if (!isEngines && random.below(4) > 0) await life.works(end)
      await sleep(random.below(1500))
      if (isEngines) {
        await serve.kill9()
        await serve.restart()
      } else {
        await life.kill9()
        life.begin(await end())
      }
    }
    await life.works(end)
    await life.stop()
    const events = (await end()) + EVENTS_AFTER
    life.begin(0, ['--events', `${events}`])
    const { tables, ledger } = await life.answer()

    const records = await readTopic(serve.kafka, 'kept-clicks')
    expect(twice(records)).toEqual([])
    expect(records).toHaveLength(events)
    const clicks = records.map(({ value }) => JSON.parse(value) as Click)
    const mark = Math.max(...clicks.map(({ at }) => at)) - DELAY_MS
    const rows = (table: string, columns: readonly string[]) =>
      sorted(
        (tables[`kept.${table}`] ?? []).map(row =>
          columns
            .map(column =>
              column === 'window_start' ? Date.parse(String(row[column])) : row[column],
            )
            .join(' '),
        ),
      )
    const visits = visitsOf(clicks, mark)
    const pairs = pairsOf(clicks)
    expect(visits.length).toBeGreaterThan(100)
    expect(pairs.length).toBeGreaterThan(100)
    expect(rows('visits', ['visitor', 'window_start', 'clicks', 'ids'])).toEqual(sorted(visits))
    expect(rows('pairs', ['visitor', 'id', 'second'])).toEqual(sorted(pairs))
    const visitors = [...new Set(clicks.map(({ visitor }) => `${visitor}`))]
    expect(rows('visitors', ['visitor'])).toEqual(sorted(visitors))
    expect(ledger).toMatchObject({ lost: 0, doubled: 0 })
    console.log(`${events} clicks, ${visits.length} visits, ${pairs.length} pairs`)
  },
)
