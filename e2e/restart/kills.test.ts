// Kills `serve` and runs of the five reference labs (kill -9) 50 times at random moments.
// Afterwards each topic holds every event once, the keyed sinks equal an independent recomputation,
// and the product counts exactly the rows that an append-only sink holds twice. The moments come
// from a seed that is printed: SLUICE_TEST_SEED repeats them.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli'
import { labCopy, R0, R3, R4, REFERENCE_LABS, type ReferenceLab } from '../support/reference-labs'
import { seededRandom } from '../support/seeded-random'
import { startServe, type Served } from '../support/serve'
import { readTopic, topicEnd } from '../support/topic-reader'
import { Life, twice, type Answer } from './life'

const KILLS_TOGETHER = 42
const KILLS_ALONE = 8
const EVENTS_AFTER = 300

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

/**
 * The orders of R3 once more, into a table without a key: there a crash between writing and
 * checkpoint must show.
 */
const withOrderLog = (text: string) =>
  text.replace(
    '\ndashboard:',
    '  order_log:\n    type: sql\n    from: order\n    with: { connection: ecom_db, table: order_log, key: [] }\n\ndashboard:',
  )

describe('kill -9', () => {
  it(
    `loses and doubles nothing in ${KILLS_TOGETHER} kills over the five labs`,
    { timeout: 900_000 },
    async () => {
      const random = seededRandom()
      console.log(`random moments of seed ${random.seed}`)
      const folder = await tempDir('kills')
      cleanUp.push(folder.remove)
      const serve = await startServe({ data: `${folder.path}/serve` })
      cleanUp.push(() => serve.kill9())
      const where = () => ['--kafka', serve.kafka, '--cql', serve.cql]
      const lives: Life<ReferenceLab>[] = []
      for (const lab of REFERENCE_LABS) {
        const file = await labCopy(
          lab,
          random.pick([1, 4]),
          folder.path,
          lab === R3 ? withOrderLog : undefined,
        )
        lives.push(new Life(lab, file, `${folder.path}/${lab.id}`, 1 + random.below(1000), where))
      }
      for (const life of lives) {
        life.begin(0)
        cleanUp.push(life.kill9)
      }
      const endOf = ({ lab }: Life<ReferenceLab>) => topicEnd(serve.kafka, lab.topics[0] ?? '')
      for (let kill = 0; kill < KILLS_TOGETHER; kill++) {
        const victim = random.below(5) === 0 ? undefined : random.pick(lives)
        // Three times in four when it works; else at any moment, while it begins too.
        if (victim && random.below(4) > 0) await victim.works(() => endOf(victim))
        await sleep(random.below(900))
        if (victim) {
          await victim.kill9()
          victim.begin(await endOf(victim))
        } else {
          await serve.kill9()
          await sleep(random.below(300))
          await serve.restart()
        }
      }
      // And a restart as a person makes it.
      await Promise.all(lives.map(life => life.works(() => endOf(life))))
      await Promise.all(lives.map(life => life.stop()))
      await Promise.all(
        lives.map(async life => {
          const events = (await endOf(life)) + EVENTS_AFTER
          life.begin(0, ['--events', `${events}`])
          await expectExact(life, events, serve)
        }),
      )
    },
  )

  it(
    `goes on after ${KILLS_ALONE} kills of engines and run together`,
    { timeout: 600_000 },
    async () => {
      const random = seededRandom()
      console.log(`random moments of seed ${random.seed}`)
      const folder = await tempDir('alone')
      cleanUp.push(folder.remove)
      const lives = [R0, R4].map(
        lab => new Life(lab, lab.id, `${folder.path}/${lab.id}`, 1 + random.below(1000), () => []),
      )
      for (const life of lives) {
        cleanUp.push(life.kill9)
        for (let kill = 0; kill < KILLS_ALONE / lives.length; kill++) {
          life.begin(await life.made())
          if (random.below(4) > 0) await life.works(() => life.made())
          await sleep(random.below(2000))
          await life.kill9()
        }
      }
      for (const life of lives) {
        let serve = await startServe({ data: life.data })
        const events = (await topicEnd(serve.kafka, life.lab.topics[0] ?? '')) + EVENTS_AFTER
        await serve.stop()
        life.begin(0, ['--events', `${events}`])
        const answer = await life.answer()
        serve = await startServe({ data: life.data })
        cleanUp.push(() => serve.stop())
        await expectExact(life, events, serve, answer)
      }
    },
  )
})

async function expectExact(
  life: Life<ReferenceLab>,
  events: number,
  serve: Served,
  given?: Answer,
): Promise<void> {
  const { lab, data, seed } = life
  const answer = given ?? (await life.answer())
  const endedAt = Date.now()
  const read = await Promise.all(
    lab.topics.map(async topic => [topic, await readTopic(serve.kafka, topic)] as const),
  )
  for (const [topic, records] of read) expect(twice(records), `${lab.id} ${topic}`).toEqual([])
  expect(read[0]?.[1]).toHaveLength(events)
  const topics = Object.fromEntries(
    read.map(([topic, records]) => [topic, records.map(record => record.value)]),
  )
  await lab.compare({ topics, tables: answer.tables, data, seed, endedAt })
  // In the table without a key every order stands at least once, and the product knows how many
  // rows are there again.
  const rows = (answer.tables.order_log ?? []).map(row => Number(row.order_id))
  const again = rows.length - new Set(rows).size
  if (lab === R3) expect(new Set(rows).size).toBe(events)
  expect(answer.nodes.order_log?.doubled ?? 0).toBe(again)
  expect(answer.ledger, lab.id).toMatchObject({ lost: 0, doubled: again })
  console.log(`${lab.id}: ${events} events, ${again} rows doubled in a table without a key`)
}
