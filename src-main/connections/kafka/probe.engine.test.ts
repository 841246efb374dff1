// Probes the other side of a port, without a real cluster: the embedded broker (plain), a web
// server, a server that greets first, nobody. TLS and logins are proved against a real broker
// (e2e/real/labs/r2.ts).
import { createServer as createHttp } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createTcp, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker, type Broker } from '@main/kafka'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resolveConnection } from '..'
import { KafkaAdmin } from './admin'

let dir: string
let broker: Broker
const servers: Server[] = []
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connections-probe-'))
  broker = await startBroker({ dataDir: dir, port: 0, durability: 'fast' })
})
afterAll(async () => {
  for (const server of servers) server.close()
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

async function portOf(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function failure(port: number, profile: Record<string, unknown>): Promise<unknown> {
  const connection = resolveConnection(
    'kafka',
    { bootstrap: `127.0.0.1:${port}`, ...profile },
    { password: 'x' },
  )
  if (connection.type !== 'kafka') throw new Error('not a Kafka')
  const admin = new KafkaAdmin(connection)
  try {
    return await admin.topicNames()
  } catch (error) {
    return error
  } finally {
    await admin.close()
  }
}

const login = { sasl: { mechanism: 'PLAIN', username: 'me' } }

it('a plain broker, asked with TLS', async () => {
  expect(await failure(broker.port, { security: 'SSL' })).toMatchObject({
    code: 'kafka-no-tls',
    params: { wanted: 'PLAINTEXT' },
  })
  expect(await failure(broker.port, { security: 'SASL_SSL', ...login })).toMatchObject({
    code: 'kafka-no-tls',
    kind: 'config',
    retry: false,
    params: { wanted: 'SASL_PLAINTEXT' },
  })
})

it('a web server, with and without TLS asked', async () => {
  const port = await portOf(createHttp((_, answer) => answer.end('hello')))
  for (const security of ['PLAINTEXT', 'SSL'])
    expect(await failure(port, { security })).toMatchObject({
      code: 'kafka-not-kafka',
      params: { found: 'HTTP/1.1' },
    })
})

it('a server that hangs up at once may be a broker that is going down: it is tried again', async () => {
  const port = await portOf(createTcp(socket => socket.destroy()))
  for (const security of ['PLAINTEXT', 'SSL'])
    expect(await failure(port, { security })).toMatchObject({ retry: true })
})

it('nobody', async () => {
  expect(await failure(1, { security: 'SSL' })).toMatchObject({
    code: 'kafka-unreachable',
    retry: true,
  })
})

it.each([
  ['a short answer', Buffer.from([0x84, 0, 0, 0, 0, 0, 0, 0])],
  ['an empty frame', Buffer.from([0, 0, 0, 0])],
  ['a negative size', Buffer.from([0xff, 0xff, 0xff, 0xfc, 1, 2, 3, 4])],
  ['a giant of a frame', Buffer.from([0x7f, 0xff, 0xff, 0xff, 1, 2, 3, 4])],
])('%s of something else ends the connection, not the process', async (_, answer) => {
  const server = createTcp(socket => {
    socket.on('error', () => {})
    socket.on('data', () => socket.write(answer))
  })
  const port = await portOf(server)
  for (const profile of [{ security: 'PLAINTEXT' }, { security: 'SASL_PLAINTEXT', ...login }])
    expect(await failure(port, profile)).toMatchObject({ code: 'kafka-not-kafka', kind: 'config' })
})

/** As a Metadata answer has it. */
function brokerAt(host: string, port: number): Buffer {
  const bytes = Buffer.alloc(4 + 2 + Buffer.byteLength(host) + 4)
  bytes.writeInt16BE(Buffer.byteLength(host), 4)
  bytes.write(host, 6)
  bytes.writeInt32BE(port, bytes.length - 4)
  return bytes
}
const headed = (size: number, ...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 + numbers.length * 4)
  for (const [i, n] of [size, ...numbers].entries()) bytes.writeInt32BE(n, i * 4)
  return bytes
}

it('an answer without end is read as far as its brokers, and those with a name', async () => {
  const brokers = Buffer.concat([brokerAt('no\nhost', 9), brokerAt('127.0.0.1', 1)])
  const server = createTcp(socket => {
    socket.on('error', () => {})
    socket.on('data', request => {
      const key = request.readInt16BE(4)
      const endless = [headed(0x7fffffff, key, 2), brokers, Buffer.alloc(200_000)]
      if (!request.includes('sluice-probe')) socket.destroy()
      else socket.write(key === 18 ? headed(4, key) : Buffer.concat(endless))
    })
  })
  expect(await failure(await portOf(server), { security: 'PLAINTEXT' })).toMatchObject({
    code: 'kafka-told-elsewhere',
    params: { told: '127.0.0.1:1' },
  })
})

it('a login that is not offered: only what can be one is named', async () => {
  const good = Buffer.from('SCRAM-SHA-512')
  const answer = Buffer.alloc(4 + 4 + 2 + 4 + 2 + 2 + good.length)
  answer.writeInt32BE(answer.length - 4, 0)
  answer.writeInt32BE(17, 4)
  answer.writeInt16BE(33, 8)
  answer.writeInt32BE(3, 10)
  // A length below nothing must not lead back.
  answer.writeInt16BE(-2, 14)
  answer.writeInt16BE(good.length, 16)
  good.copy(answer, 18)
  const server = createTcp(socket => {
    socket.on('error', () => {})
    socket.on('data', request => {
      if (!request.includes('sluice-probe')) socket.destroy()
      else socket.write(request.readInt16BE(4) === 18 ? headed(4, 18) : answer)
    })
  })
  const profile = { security: 'SASL_PLAINTEXT', ...login }
  expect(await failure(await portOf(server), profile)).toMatchObject({
    code: 'kafka-mechanism',
    params: { offered: 'SCRAM-SHA-512' },
  })
})
