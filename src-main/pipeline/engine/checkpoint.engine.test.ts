// A crash can come between any two writes of the checkpoint. Here a whole run is made once; then
// its checkpoint is cut after every frame (and in the middle of some), and the run goes on from
// there over the topic, the file and the table as they are: all must come out the same.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KafkaAdmin, PartitionReader, plainKafka } from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import { labFileSchema } from '@shared/lab'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { checkLab, keptCheckpoints, startRun, type RunOptions } from '..'
import { countingSource, expectedCents } from '../testing/counting-source'

vi.mock('../nodes/sources/fake-data/source', () => ({
  openGenerator: async (
    _env: unknown,
    _config: unknown,
    options: Parameters<typeof countingSource>[0],
  ) => countingSource(options),
}))

const EVENTS = 1500
let dir: string
let broker: Broker
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-cuts-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
})
afterAll(async () => {
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'cuts',
  title: 'test',
  timezone: 'UTC',
  checkpoints: { keep: 100, every: '0 s' },
  connections: { broker: { type: 'kafka' }, tables: { type: 'sql' } },
  records: { plain: { fields: { id: { value: 1 } } } },
  nodes: {
    made: { type: 'fake-data', with: { record: 'plain' } },
    orders: { type: 'topic', from: 'made', with: { connection: 'broker', topic: 'orders' } },
    order: {
      type: 'parse',
      from: 'orders',
      with: {
        fields: {
          id: 'long',
          itens: 'array<struct<nome: string, quantidade: int, preco: decimal(10,2)>>',
        },
      },
    },
    items: { type: 'explode', from: 'order', with: { path: 'itens', as: 'item' } },
    total: {
      type: 'aggregate',
      from: 'items',
      with: { by: { nome: 'item.nome' }, compute: { total: 'sum(item.quantidade * item.preco)' } },
    },
    totals: { type: 'sql', from: 'total', with: { connection: 'tables', table: 'totals' } },
    ids: { type: 'select', from: 'order', with: { fields: { id: 'id' } } },
    log: {
      type: 'files',
      from: 'ids',
      with: { path: 'ids.txt', format: 'text', line: 'order {id}' },
    },
    copy: { type: 'topic', from: 'ids', with: { connection: 'broker', topic: 'copy' } },
  },
})

async function run(
  events: number,
  rate: number | 'max',
  checkpoint?: RunOptions['checkpoint'],
  changed = lab,
) {
  const connections = { broker: plainKafka(`127.0.0.1:${broker.port}`) }
  return startRun({
    lab: changed,
    dataDir: dir,
    connections,
    overrides: { events, rate },
    durability: 'fast',
    endWhenDrained: true,
    ...(checkpoint === undefined ? {} : { checkpoint }),
  }).done
}

async function copied(topic = 'copy'): Promise<number[]> {
  const connection = plainKafka(`127.0.0.1:${broker.port}`)
  const [admin, reader] = [new KafkaAdmin(connection), await PartitionReader.open(connection)]
  const ids: number[] = []
  const [end] = await admin.endsOf(topic)
  for await (const { value } of reader.read(topic, 0, 0, end?.latest))
    ids.push(Number(JSON.parse(value?.toString() ?? '').id))
  await Promise.all([admin.close(), reader.close()])
  return ids
}

function frameEnds(log: Buffer): number[] {
  const ends: number[] = []
  for (let at = 0; at + 8 <= log.length;) {
    at += 8 + log.readUInt32BE(at)
    ends.push(at)
  }
  return ends
}

/** Topic, file and table have all, each once. */
async function check(result: Awaited<ReturnType<typeof run>>, at: string): Promise<void> {
  const all = Array.from({ length: EVENTS }, (_, i) => i)
  expect(result.error, at).toBeUndefined()
  expect(result.ledger, at).toMatchObject({
    expected: EVENTS,
    arrived: EVENTS,
    lost: 0,
    doubled: 0,
  })
  const totals = new Map(
    result.tables.totals?.map(row => [String(row.nome), Math.round(Number(row.total) * 100)]),
  )
  expect([...totals].sort(), at).toEqual([...expectedCents(EVENTS)].sort())
  expect(await copied(), at).toEqual(all)
  expect(await readFile(join(dir, 'files', 'cuts', 'ids.txt'), 'utf8'), at).toBe(
    all.map(id => `order ${id}\n`).join(''),
  )
}

it('comes out the same after a cut at every frame', { timeout: 120_000 }, async () => {
  await check(await run(EVENTS, 1500), 'whole')
  const jobDir = join(dir, 'runs', 'cuts', 'jobs', 'order')
  const kept = join(dir, 'kept')
  await cp(join(dir, 'runs', 'cuts'), kept, { recursive: true })
  const whole = await readFile(join(jobDir, 'state-0.log'))
  const ends = frameEnds(whole)
  // How many there are depends on how busy the machine is; with fewer than these there would be
  // nothing to cut between.
  expect(ends.length).toBeGreaterThan(4)
  const every = Math.ceil(ends.length / 14)
  const cuts = [
    0,
    ...ends.filter((_, i) => i % every === 0 || i > ends.length - 3),
    ...ends.slice(0, 2).map(end => end + 5),
  ]
  for (const cut of cuts) {
    await rm(join(dir, 'runs', 'cuts'), { recursive: true, force: true })
    await cp(kept, join(dir, 'runs', 'cuts'), { recursive: true })
    await writeFile(join(jobDir, 'state-0.log'), whole.subarray(0, cut))
    await check(await run(EVENTS, 'max'), `cut at ${cut} of ${whole.length}`)
  }
})

it('comes out the same from each checkpoint that was kept', { timeout: 120_000 }, async () => {
  const kept = await keptCheckpoints(dir, lab)
  const [first] = kept.slice(-1)
  expect(kept.length).toBeGreaterThan(1)
  expect(first?.again).toMatchObject({ records: EVENTS })
  expect(first?.again.sinks.map(({ node, how }) => [node, how]).sort()).toEqual([
    ['copy', 'once'],
    ['log', 'once'],
    ['totals', 'same'],
  ])
  // The offsets that it reads on from, over all partitions, are what it has read.
  const newest = kept[0]
  const read = Object.values(newest?.offsets ?? {}).flatMap(each => Object.values(each))
  expect(read.reduce((sum, offset) => sum + offset, 0)).toBe(EVENTS - (newest?.again.records ?? 0))
  const every = Math.ceil(kept.length / 4)
  for (const { job, batch } of kept.filter((_, i) => i % every === 0 || i === kept.length - 1))
    await check(await run(EVENTS, 'max', { job, batch }), `from batch ${batch}`)
  await expect(run(EVENTS, 'max', { job: 'nobody', batch: 1 })).resolves.toMatchObject({
    error: { code: 'checkpoint-no-job' },
  })
})

it.each(['back at once', 'back after a start with it'])(
  'goes %s with another filter, and no record that comes then is taken for an old one',
  async how => {
    const { nodes } = lab
    const id = how.replaceAll(' ', '-')
    const topic = (from: string, name: string) => ({
      ...{ type: 'topic', from },
      with: { connection: 'broker', topic: name },
    })
    const topics = { orders: topic('made', `${id}-in`), copy: topic('ids', id) }
    const own = { ...lab, id, nodes: { ...nodes, ...topics } }
    await run(EVENTS, 1500, undefined, own)
    const [first] = (await keptCheckpoints(dir, own)).slice(-1)
    const even = { type: 'filter', from: 'order', with: { where: 'cast(id as int) % 2 = 0' } }
    const changed = { ...own, nodes: { ...own.nodes, ids: even } }
    if (how !== 'back at once') await run(EVENTS, 'max', undefined, changed)
    const { error } = await run(EVENTS + 100, 'max', first, changed)
    expect(error).toBeUndefined()
    const ids = await copied(id)
    expect(ids.slice(0, EVENTS)).toEqual(Array.from({ length: EVENTS }, (_, i) => i))
    expect(ids.slice(EVENTS)).toEqual(Array.from({ length: 50 }, (_, i) => EVENTS + 2 * i))
  },
)

const WITH_FILE = `
sluice: 1
id: gone
title: Gone
seed: 3
checkpoints: { keep: 100, every: '0 s' }
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: sequence } }
nodes:
  made: { type: fake-data, with: { record: order, rate: max } }
  taken: { type: topic, from: made, with: { connection: broker, topic: taken } }
  order: { type: parse, from: taken, with: { fields: { id: long } } }
  log: { type: files, from: order, with: { path: ids.txt, format: text, line: 'order {id}' } }
`

it('leaves all as it was where the records behind a kept checkpoint are gone', async () => {
  const { lab: file } = checkLab(WITH_FILE)
  if (!file) throw new Error('the lab of this test has a mistake')
  const lines = async () => {
    const text = await readFile(join(dir, 'files', 'gone', 'ids.txt'), 'utf8')
    return text.trim().split('\n').length
  }
  await run(100, 'max', undefined, file)
  const [first] = (await keptCheckpoints(dir, file)).slice(-1)
  const admin = new KafkaAdmin(plainKafka(`127.0.0.1:${broker.port}`))
  await admin.emptyTopic('taken')
  await admin.close()
  const back = await run(100, 'max', first, file)
  expect(back.error?.code).toBe('run-position-gone')
  expect(await lines()).toBe(100)
  const on = await run(150, 'max', undefined, file)
  expect(on.error).toBeUndefined()
  expect(await lines()).toBe(150)
})
