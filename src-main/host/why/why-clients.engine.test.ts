// "Why?" and clients of others: what goes wrong with a person's own consumers, done by a real client
// against a real host's broker, is named.
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kafka, logLevel, type Consumer } from 'kafkajs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHost } from '../testing'

/** The first of a process loads all of a host. */
const START_MS = 60_000

/** A person hears of it within this time. */
const NAMED_MS = 5000
const TOLD = `
sluice: 1
id: told
title: Told
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: uuid } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 5/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: told } }
  order: { type: parse, from: orders, with: { fields: { id: string } } }
  shown: { type: live, from: order }
`

let dir: string
let host: Awaited<ReturnType<typeof openHost>>
let port: number
/** Those that can still leave. */
const consumers: Consumer[] = []
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-why-clients-'))
  host = await openHost(dir)
  port = (await host.client.engines.list({})).find(({ id }) => id === 'kafka')?.port ?? 0
}, START_MS)
afterAll(async () => {
  await Promise.all(consumers.map(consumer => consumer.disconnect()))
  await host?.close()
  await rm(dir, { recursive: true, force: true })
})

/** A client whose connections a test can cut, as a crash or a pulled plug would. */
function clientOf(clientId: string) {
  const sockets: Socket[] = []
  let isCut = false
  const kafka = new Kafka({
    clientId,
    brokers: [`127.0.0.1:${port}`],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0, restartOnFailure: () => Promise.resolve(false) },
    socketFactory: ({ host: to, port: at, onConnect }) => {
      const socket = connect(isCut ? 1 : at, to, onConnect)
      sockets.push(socket)
      return socket
    },
  })
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  return { kafka, cut }
}

const causesNow = async () =>
  (await host.client.why.ask({})).findings.map(
    ({ cause, params }) => `${cause} ${params.group ?? params.who}`,
  )
const named = (what: string) =>
  expect.poll(causesNow, { timeout: 30_000, interval: 250 }).toContain(what)

async function filled(topic: string): Promise<void> {
  await host.client.topics.create({ topic, partitions: 1 })
  const records = [...Array(20).keys()].map(n => ({ key: `k${n}`, value: `{"n":${n}}` }))
  await host.client.topics.produce({ topic, records })
}

/** Resolves when the consumer works in its group. */
async function begin(consumer: Consumer, topic: string, each: () => Promise<void>): Promise<void> {
  const joined = new Promise(resolve => consumer.on(consumer.events.GROUP_JOIN, resolve))
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({ eachMessage: each })
  await joined
}

it(
  'names a consumer that died, one that works too long, and records that are gone',
  { timeout: START_MS },
  async () => {
    await filled('orders')
    const { kafka, cut } = clientOf('dies.js')
    const dies = kafka.consumer({ groupId: 'dies', sessionTimeout: 6000, heartbeatInterval: 1000 })
    await begin(dies, 'orders', () => Promise.resolve())
    cut()

    // It works on its first record for ever; the rebalance that a second one asks for waits 1 s.
    const slow = clientOf('slow.js').kafka
    const limits = { sessionTimeout: 60_000, rebalanceTimeout: 1000 }
    let works = () => {}
    const working = new Promise<void>(resolve => (works = resolve))
    let finish = () => {}
    const finished = new Promise<void>(resolve => (finish = resolve))
    const first = slow.consumer({ groupId: 'slow', ...limits })
    const second = slow.consumer({ groupId: 'slow', ...limits })
    consumers.push(first, second)
    await begin(first, 'orders', () => {
      works()
      return finished
    })
    await working
    await begin(second, 'orders', () => Promise.resolve())
    await named('max-poll slow')
    finish()

    // It has read ten records; then the first fifteen are deleted.
    const admin = clientOf('admin.js').kafka.admin()
    await admin.connect()
    await filled('short')
    const at = (offset: string) => [{ partition: 0, offset }]
    await admin.setOffsets({ groupId: 'behind', topic: 'short', partitions: at('10') })
    await admin.deleteTopicRecords({ topic: 'short', partitions: at('15') })
    await admin.disconnect()
    await named('retention behind')

    await named('session-timeout dies')
  },
)

const listening = (server: Server) =>
  new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

/**
 * A port that leads to the broker, as a container's mapped port does, while the broker tells an address
 * that nobody can reach: its own place in the answers gets another port.
 */
async function mappedPort(told: number) {
  const place = (at: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32BE(at)
    return Buffer.concat([Buffer.from('127.0.0.1'), bytes])
  }
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => [near, far].forEach(each => each.destroy()))
    }
    near.pipe(far)
    far.on('data', (bytes: Buffer) => {
      const at = bytes.indexOf(place(port))
      if (at >= 0) place(told).copy(bytes, at)
      near.write(bytes)
    })
  })
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { at: await listening(server), close }
}

it(
  'names an address that the cluster told and nobody can reach',
  { timeout: START_MS },
  async () => {
    const nobody = createServer()
    const told = await listening(nobody)
    await new Promise(resolve => nobody.close(resolve))
    const mapped = await mappedPort(told)
    const { client } = host
    const profile = { bootstrap: `127.0.0.1:${mapped.at}`, security: 'PLAINTEXT' }
    await client.connections.save({ name: 'mapped', type: 'kafka', profile, keep: false })
    await client.runs.start({ ref: 'told', text: TOLD, profiles: { broker: 'mapped' } })
    try {
      const now = async () =>
        (await client.why.ask({ lab: 'told' })).findings.map(({ cause, params }) => [
          cause,
          params.told,
        ])
      await expect
        .poll(now, { timeout: NAMED_MS, interval: 250 })
        .toContainEqual(['advertised-listener', `127.0.0.1:${told}`])
      const causes = (await now()).map(([cause]) => cause)
      // Looking why must leave no trace that is taken for somebody's mistake.
      for (const other of ['wrong-port', 'tls-on-plain']) expect(causes).not.toContain(other)
    } finally {
      await client.runs.stop({ lab: 'told' })
      mapped.close()
    }
  },
)
