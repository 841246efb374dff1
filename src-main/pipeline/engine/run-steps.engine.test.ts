// Steps of a run that stands still, and breakpoints, on a broker in this process. A foreign producer
// sends what waits.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KafkaProducer, plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { StepTrace } from '@shared/contract'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { checkLab, startRun, type Run } from '..'

let dir: string
let broker: Broker
let run: Run | undefined
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-steps-'))
  broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
})
afterEach(async () => {
  await run?.stop()
  run = undefined
})
afterAll(async () => {
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

const SOURCE = `  made: { type: fake-data, with: { record: order, rate: 7/s } }
  orders: { type: topic, from: made,`

const labOf = (id: string, from = '  orders: { type: topic,') => `
sluice: 1
id: ${id}
title: Steps
connections: { broker: { type: kafka } }
records:
  order: { fields: { n: sequence, product: { choice: [Lamp, Desk, Chair] } } }
nodes:
${from} with: { connection: broker, topic: ${id} } }
  order: { type: parse, from: orders, with: { fields: { n: long, product: string } } }
  dear: { type: filter, from: order, with: { where: n % 2 = 0 } }
  totals:
    type: aggregate
    from: dear
    with: { by: { product: product }, compute: { count: count(*) }, mode: update, trigger: 1 h }
  shown: { type: live, from: totals }
`

async function begin(text: string): Promise<Run> {
  const { lab, problems } = checkLab(text)
  if (!lab) throw new Error(JSON.stringify(problems))
  run = startRun({
    lab,
    dataDir: dir,
    connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
    durability: 'fast',
  })
  return run
}

/** A run that stands still, with nothing in its topic but `count` records from outside. */
async function withWaiting(id: string, count: number, text = labOf(id)): Promise<Run> {
  const begun = await begin(text)
  await until(async () => (await itemOf(begun, 'node:order'))?.state === 'running')
  await begun.pause()
  await until(async () => (await itemOf(begun, 'node:order'))?.state === 'paused')
  await send(id, count)
  return begun
}

async function send(topic: string, count: number): Promise<void> {
  const producer = await KafkaProducer.open(plainKafka(`127.0.0.1:${broker.port}`))
  const records = Array.from({ length: count }, (_, i) => ({
    key: null,
    value: JSON.stringify({ n: 100 + i, product: 'Lamp' }),
  }))
  await producer.send(topic, records)
  await producer.close()
}

const itemOf = async (of: Run, wanted: string) =>
  (await of.feeds.graph()).items.find(({ key }) => key === wanted)

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 10))
}

const came = (step: StepTrace | undefined, node: string) =>
  step?.nodes.find(each => each.node === node)?.came.map(({ count }) => count) ?? []
const shown = (step: StepTrace | undefined, node: string): unknown[] =>
  step?.nodes
    .find(each => each.node === node)
    ?.came.flatMap(each => each.shown.map(({ value }) => JSON.parse(value) as unknown)) ?? []

it('takes one record, what a poll gives, or all that waits, and says what was made of it', async () => {
  const steps = await withWaiting('step-sizes', 1203)
  await steps.step('record')
  expect(steps.lastStep()).toMatchObject({ by: 'record', records: 1 })
  expect(shown(steps.lastStep(), 'order')).toEqual([{ n: 100, product: 'Lamp' }])
  expect(shown(steps.lastStep(), 'totals')).toEqual([{ n: 100, product: 'Lamp' }])
  const totals = () => steps.lastStep()?.nodes.find(({ node }) => node === 'totals')
  // The first trigger fires at once, the next in an hour.
  expect(totals()).toMatchObject({ out: 1, keys: [0, 1] })

  await steps.step('record')
  expect(shown(steps.lastStep(), 'dear')).toEqual([{ n: 101, product: 'Lamp' }])
  expect(came(steps.lastStep(), 'totals')).toEqual([])
  await steps.step('record')
  expect(totals()).toMatchObject({ out: 0, keys: [1, 1], owes: true })
  expect(came(steps.lastStep(), 'shown')).toEqual([])

  await steps.step('poll')
  expect(steps.lastStep()).toMatchObject({ by: 'poll', records: 500 })
  await steps.step('batch')
  expect(steps.lastStep()).toMatchObject({ by: 'batch', records: 700 })
  expect(shown(steps.lastStep(), 'shown')).toEqual([{ product: 'Lamp', count: 602 }])
  expect(steps.summary()).toMatchObject({ state: 'paused', steps: 5 })
})

it('lets the sources make records where nothing waits', async () => {
  const steps = await withWaiting('step-makes', 0, labOf('step-makes', SOURCE))
  const made = () => steps.summary().ledger.expected
  await steps.step('batch')
  const before = made()
  await steps.step('record')
  expect(made() - before).toBe(1)
  expect(steps.lastStep()).toMatchObject({ records: 1 })
  // What a trigger keeps comes out before anything new is made.
  await steps.step('batch')
  await steps.step('batch')
  expect(made() - before).toBeGreaterThanOrEqual(8)
})

it('freezes at the record that a breakpoint waits for, names it, and loses nothing', async () => {
  const steps = await withWaiting('step-breaks', 50)
  await steps.setBreaks([{ node: 'dear', where: 'n = 120' }])
  await steps.resume()
  await until(() => steps.summary().state === 'paused' && steps.lastStep() !== undefined)
  expect(steps.summary().stop).toMatchObject({ node: 'dear', edge: 'order>dear', partition: 0 })
  expect(steps.lastStep()).toMatchObject({ by: 'breakpoint', records: 1 })
  expect(shown(steps.lastStep(), 'dear')).toEqual([{ n: 120, product: 'Lamp' }])
  const offset = Number(steps.summary().stop?.offset)
  // The records behind it wait.
  await steps.step('record')
  expect(steps.lastStep()?.nodes[0]?.came[0]?.shown[0]?.offset).toBe(String(offset + 1))
  expect(steps.summary().stop).toBeUndefined()
  await steps.setBreaks([])
  await steps.step('batch')
  expect(steps.lastStep()).toMatchObject({ records: 28 })
  expect(shown(steps.lastStep(), 'shown')).toEqual([{ product: 'Lamp', count: 25 }])
})

it('stops at a message by its fields and its place, before it is parsed', async () => {
  const steps = await withWaiting('step-messages', 30)
  await steps.setBreaks([{ node: 'orders', where: 'n > 104 and _partition = 0' }])
  await steps.step('batch')
  expect(steps.summary().stop?.record).toMatchObject({ value: '{"n":105,"product":"Lamp"}' })
  await steps.step('record')
  expect(shown(steps.lastStep(), 'dear')).toEqual([{ n: 106, product: 'Lamp' }])
})

it('refuses a condition with a mistake and a node that nothing comes to', async () => {
  const steps = await withWaiting('step-wrong', 0, labOf('step-wrong', SOURCE))
  const code = async (node: string, where: string) =>
    steps.setBreaks([{ node, where }]).then(
      () => undefined,
      (error: { code?: string }) => error.code,
    )
  expect(await code('dear', 'm = 1')).toBe('expr-unknown-column-near')
  expect(await code('made', 'n = 1')).toBe('break-no-node')
  expect(steps.summary().breaks).toBeUndefined()
})
