// Whole labs from their source to their sinks, on a Kafka in memory that makes trouble, killed at moments
// that a seed names: at every request the ledger adds up, and at the end each of its parts is what the
// topics and the files say, counted without it. `SLUICE_SIMULATION` says how many seeds, `SLUICE_TEST_SEED` the first of them.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FetchedBatch, plainKafka } from '@main/connections'
import type { LedgerSum } from '@shared/contract'
import { sumOf } from '@shared/figures'
import type { LabFile } from '@shared/lab'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { checkLab, startRun, type Run } from '..'
import { Life, MemoryKafka, nameLife, type Trouble } from '../testing/memory-kafka'

vi.mock('@main/connections', async original => {
  const { MemoryAdmin, MemoryConsumer, MemoryProducer, MemoryReader } =
    await import('../testing/memory-kafka')
  const real = await original<typeof import('@main/connections')>()
  const withRetry: typeof real.withRetry = (work, options) =>
    real.withRetry(work, { ...options, firstDelayMs: 1, delayMsMax: 2 })
  return {
    ...{ ...real, withRetry, KafkaAdmin: MemoryAdmin, KafkaProducer: MemoryProducer },
    ...{ GroupConsumer: MemoryConsumer, PartitionReader: MemoryReader },
  }
})

const SEEDS = Number(process.env.SLUICE_SIMULATION ?? 200)
const FIRST = Number(process.env.SLUICE_TEST_SEED ?? 1)
const AT_ONCE = 8
vi.setConfig({ testTimeout: 60_000 + SEEDS * 2000 })

let dir: string
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'ledger-simulation-'))))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** mulberry32 */
function randomOf(seed: number): (end: number) => number {
  let state = seed
  return end => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end)
  }
}

function labOf(seed: number, random: (end: number) => number): LabFile {
  const share = (most: number) => (random(3) === 0 ? 0 : random(most) / 100)
  const text = `
sluice: 1
id: simulated
title: Simulated
seed: ${seed}
checkpoints: { every: '${['0 s', '1 s'][random(2)]}' }
connections: { broker: { type: kafka } }
records:
  order:
    fields: { id: sequence, city: { choice: [Rome, Oslo, Lima] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } }
    faults: { late: { share: ${share(20)}, by: 5 min }, corrupt: ${share(10)}, dropped: ${share(10)} }
nodes:
  made: { type: fake-data, with: { record: order, rate: 1/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders, partitions: ${1 + random(3)} } }
  order:
    type: parse
    from: orders
    with: { fields: { id: long, city: string, at: timestamp } }
  minutes:
    type: aggregate
    from: order
    with:
      by: { city: city }
      compute: { n: count(*) }
      window: { tumbling: 1 min }
      time: at
      watermark: ${['0 s', '1 min'][random(2)]}
      mode: update
  totals: { type: live, from: minutes }
  rows: { type: files, from: order, with: { path: rows.ndjson, format: ndjson } }
  copy: { type: topic, from: order, with: { connection: broker, topic: copy, partitions: ${1 + random(3)} } }
  copied:
    type: parse
    from: copy
    with: { fields: { id: long } }
  copies: { type: files, from: copied, with: { path: copies.ndjson, format: ndjson } }
`
  const { lab, problems } = checkLab(text)
  if (!lab || problems.some(({ severity }) => severity === 'error'))
    throw new Error(JSON.stringify(problems))
  return lab
}

/** By plain sums: it is asked at every request. */
function addsUp(sum: LedgerSum, at: string): void {
  const { expected, arrived, onTheWay, tooLate, deadLetters, lost, doubled } = sum
  const parts = [arrived, onTheWay, tooLate, deadLetters, lost, doubled]
  const total = arrived + onTheWay + tooLate + deadLetters + lost - doubled
  if (total !== expected || parts.some(part => !(part >= 0)))
    throw new Error(`${at}: ${JSON.stringify(sum)}`)
}

function look(run: Run, at: string): void {
  const { ledger } = run.summary()
  addsUp(sumOf(ledger), at)
  for (const sink of ledger.sinks) addsUp(sink, `${at}, ${sink.sink}`)
}

/** Runs until the moment of its death, or to its end. */
async function live(lab: LabFile, kafka: MemoryKafka, at: Place): Promise<Run | undefined> {
  let isOver = () => {}
  const killed = new Promise<undefined>(resolve => (isOver = () => resolve(undefined)))
  const born: { run?: Run } = {}
  const life = new Life(kafka, (step, self) => {
    if (born.run) look(born.run, `${at.name}, request ${step}`)
    if (step === at.expiresAt) kafka.expire('orders')
    if (step !== at.diesAt) return
    // What is on disk now is all that the next life has.
    self.isDead = true
    cpSync(at.dir, at.next, { recursive: true })
    isOver()
  })
  const address = `${at.name.replaceAll(/\W+/g, '-')}:1`
  nameLife(address, life)
  const run = startRun({
    ...{ lab, dataDir: at.dir, durability: 'fast', endWhenDrained: true },
    connections: { broker: plainKafka(address) },
    overrides: { events: at.events, rate: 'max' },
  })
  born.run = run
  const ended = await Promise.race([killed, run.done.then(() => run)])
  if (!ended) await run.stop()
  return ended
}

interface Place {
  readonly name: string
  readonly dir: string
  readonly next: string
  readonly events: number
  readonly diesAt: number
  readonly expiresAt: number
}

const idsIn = (file: string): string[] =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => String(JSON.parse(line).id))

async function simulate(seed: number): Promise<void> {
  const random = randomOf(seed)
  const lab = labOf(seed, random)
  const [isLossy, isTwice, deaths] = [random(4) === 0, random(4) === 0, random(4)]
  const ours: Trouble = {
    ...{ failedSends: random(20), readAgain: random(10) },
    ...{ lostSends: isLossy ? 20 : 0, twice: isTwice ? 20 : 0 },
  }
  const theirs: Trouble = { ...ours, lostSends: 0, twice: 0 }
  const trouble = (topic: string) => (topic === 'orders' ? ours : theirs)
  const kafka = new MemoryKafka(randomOf(seed + 1_000_000), trouble, FetchedBatch)
  const events = 50 + random(400)
  const expires = deaths === 0 && random(4) === 0
  for (let life = 0; ; life++) {
    const at: Place = {
      name: `seed ${seed}, life ${life}`,
      ...{ dir: join(dir, `${seed}-${life}`), next: join(dir, `${seed}-${life + 1}`), events },
      diesAt: life < deaths ? 5 + random(40) : -1,
      expiresAt: expires ? 10 + random(30) : -1,
    }
    const run = await live(lab, kafka, at)
    if (run) return finished(await run.done, kafka, at)
  }
}

const NOTHING: LedgerSum = {
  ...{ expected: 0, arrived: 0, onTheWay: 0, tooLate: 0, deadLetters: 0, lost: 0, doubled: 0 },
}

/** What topics and files say, without asking the ledger. */
function finished(
  result: Awaited<Run['done']>,
  kafka: MemoryKafka,
  { name, dir: data, events, expiresAt }: Place,
): void {
  expect(result.error, name).toBeUndefined()
  const { ledger } = result
  addsUp(sumOf(ledger), name)
  // A sink that nothing could come to has no line.
  const sinkOf = (id: string) => ledger.sinks.find(({ sink }) => sink === id) ?? NOTHING
  const [rows, totals, copies] = [sinkOf('rows'), sinkOf('totals'), sinkOf('copies')]
  const files = join(data, 'files', 'simulated')
  const ids = idsIn(join(files, 'rows.ndjson'))
  const made = rows.expected + (ledger.faults?.dropped ?? 0)
  expect(made, `${name}: made`).toBe(events)
  expect(ids.length, `${name}: rows`).toBe(rows.arrived)
  // What retention has deleted can no longer be counted.
  if (expiresAt < 0) {
    const there = kafka.records('orders')
    const numbers = new Set(there.map(({ headers }) => String(headers['sluice-seq'])))
    expect(rows.doubled, `${name}: doubled`).toBe(there.length - numbers.size)
    expect(rows.lost, `${name}: lost`).toBe(rows.expected - numbers.size)
    const bad = there.filter(({ value }) => !isJson(value)).length
    expect(rows.deadLetters, `${name}: dead letters`).toBe(bad)
  }
  const counted = (result.tables.totals ?? []).reduce((sum, { n }) => sum + Number(n), 0)
  // A view is drawn anew after a restart, from the windows that are still open.
  if (name.endsWith('life 0')) expect(counted, `${name}: counted in windows`).toBe(totals.arrived)
  const copied = idsIn(join(files, 'copies.ndjson'))
  expect(copied.length, `${name}: copies`).toBe(copies.arrived)
  expect([...copied].sort(), `${name}: copies`).toEqual([...ids].sort())
  for (const sink of ledger.sinks) expect(sink.onTheWay, `${name}: ${sink.sink}`).toBe(0)
}

function isJson(value: Buffer | null): boolean {
  try {
    return JSON.parse(String(value)) !== undefined
  } catch {
    return false
  }
}

it('adds up at every moment, and is what topics and files say at the end', async () => {
  let seed = FIRST
  const lane = async () => {
    while (seed < FIRST + SEEDS) await simulate(seed++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
})
