// The same random requests to the embedded broker and to a real Kafka 4.0: their answers are alike,
// or a list says why not. SLUICE_STEPS=5000 makes it longer, SLUICE_TEST_SEED repeats a run, and
// SLUICE_KAFKA_AT=HOST:PORT asks a Kafka that runs already.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { portOf } from '../support/serve'
import { startRealKafka, type RealKafka } from '../support/real-kafka'
import { seededRandom } from '../support/seeded-random'
import { wireBroker, type WireBroker } from '../wire/kafka/support'
import { comparable, differences, type Difference } from './differential/answers'
import { justified, type Justified } from './differential/justified'
import { commonVersions, Side, type Message } from './differential/side'
import type { Step } from './differential/step'
import { Steps } from './differential/steps'

const STEPS = Number(process.env.SLUICE_STEPS ?? 400)
/** From here on every justified difference should have been met. */
const LONG_RUN = 5000
const SEED = 3
const TRIES = 6
const PAUSE_MS = 40
/** Until a new cluster has its coordinators. */
const PATIENCE = 100
/** A broker that is still making up its mind; Java clients ask again. */
const ASK_AGAIN = new Set([5, 6, 14, 15, 16, 51])

let real: RealKafka | undefined
let wire: WireBroker
let ours: Side
let theirs: Side
beforeAll(async () => {
  const running = process.env.SLUICE_KAFKA_AT
  if (running === undefined) real = await startRealKafka()
  wire = await wireBroker('fast')
  ours = new Side('ours', wire.broker.port)
  theirs = new Side('theirs', portOf(running ?? real?.bootstrap ?? ''))
})
afterAll(async () => {
  ours?.close()
  theirs?.close()
  await wire?.end()
  await real?.stop()
})

async function ask(side: Side, step: Step, version: number): Promise<Message> {
  for (let tries = 0; ; tries++) {
    const answer = await side.ask(step.api, version, step.request(side))
    const codes = [...JSON.stringify(answer).matchAll(/"errorCode":(-?\d+)/g)].map(([, n]) =>
      Number(n),
    )
    if (tries === PATIENCE || !codes.some(code => ASK_AGAIN.has(code))) return answer
    await sleep(PAUSE_MS)
  }
}

/** Asks both; asks the real one again where it may only be late. */
async function compare(step: Step, version: number): Promise<Difference[]> {
  const mine = await ask(ours, step, version)
  step.after?.(ours, mine)
  const other = await ask(theirs, step, version)
  step.after?.(theirs, other)
  return differences(comparable(mine, ours), comparable(other, theirs))
}

const READS = /^(Fetch|ListOffsets|Describe|OffsetFetch|Metadata|OffsetForLeaderEpoch|List)/

function reasonFor(
  api: string,
  { path, ours: mine, theirs: other }: Difference,
): Justified | undefined {
  return justified.find(
    one =>
      one.api.test(api) &&
      one.path.test(path.replaceAll(/\/(\d+|d\d+-[\w-]+)(?=\/|$)/g, '/*')) &&
      (one.ours === undefined || one.ours.test(String(mine))) &&
      (one.theirs === undefined || one.theirs.test(String(other))),
  )
}

it(`answers ${STEPS} random requests as Kafka does`, { timeout: 3_600_000 }, async () => {
  const random = seededRandom(Number(process.env.SLUICE_TEST_SEED ?? SEED))
  const steps = new Steps(random, `d${random.seed}-${Date.now() % 100_000}`)
  const versions = await commonVersions(theirs)
  const needed = new Set<Justified>()
  const faults: string[] = []
  const all = [...steps.first(), ...Array.from({ length: STEPS }, () => steps.next.bind(steps))]
  let number = 0
  for (const one of all) {
    const step = typeof one === 'function' ? one() : one
    number++
    const [first, last] = versions.get(step.api)!
    const version = first + Math.round(step.version * (last - first))
    let found = await compare(step, version)
    for (let tries = 0; found.length > 0 && READS.test(step.api) && tries < TRIES; tries++) {
      await sleep(PAUSE_MS)
      found = await compare(step, version)
    }
    if (step.changesTopics) await sleep(PAUSE_MS)
    for (const difference of found) {
      const reason = reasonFor(step.api, difference)
      if (reason) needed.add(reason)
      else
        faults.push(
          `#${number} ${step.api} v${version} ${JSON.stringify(step.request(ours)).slice(0, 400)}\n` +
            `  ${difference.path}\n  ours   ${JSON.stringify(difference.ours)}\n` +
            `  theirs ${JSON.stringify(difference.theirs)}`,
        )
    }
  }
  console.log(`${number} requests, seed ${random.seed}, ${needed.size} justified differences met`)
  expect(faults.join('\n')).toBe('')
  if (STEPS >= LONG_RUN)
    expect(justified.filter(one => !needed.has(one)).map(one => one.reason)).toEqual([])
})
