// Clients that send half of what they promise, never read, or come in crowds: what they can make the
// server hold is bounded, and others are served.
import { connect, type Socket } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Reader } from '../bytes/reader'
import { Writer } from '../bytes/writer'
import type { CqlLimits } from '../limits'
import { HEADER_BYTES, opcode } from '../wire/frame'
import { startCqlServer, type CqlServer } from './server'

const MIB = 1024 * 1024
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function serve(limits: Partial<CqlLimits>): Promise<CqlServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cql-overload-'))
  const server = await startCqlServer({ dataDir, port: 0, durability: 'fast', limits })
  ends.push(async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return server
}

interface Answer {
  readonly opcode: number
  readonly body: Reader
}

function frame(op: number, body: Buffer): Buffer {
  const head = Buffer.from([4, 0, 0, 1, op, 0, 0, 0, 0])
  head.writeInt32BE(body.length, 5)
  return Buffer.concat([head, body])
}

const query = (text: string) =>
  frame(opcode.query, new Writer().longString(text).u16(1).u8(0).finish())
const paged = (text: string, pageSize: number) =>
  frame(opcode.query, new Writer().longString(text).u16(1).u8(0x04).i32(pageSize).finish())
const startup = (options: Record<string, string> = {}) => {
  const all = Object.entries({ CQL_VERSION: '3.0.0', ...options })
  const body = new Writer().u16(all.length)
  for (const [key, value] of all) body.string(key).string(value)
  return frame(opcode.startup, body.finish())
}

class RawClient {
  private bytes = Buffer.alloc(0)
  private waiting: (() => void)[] = []
  readonly closed: Promise<void>

  private constructor(readonly socket: Socket) {
    this.closed = new Promise(resolve => socket.on('close', () => resolve()))
    socket.on('error', () => {})
    socket.on('data', data => {
      this.bytes = Buffer.concat([this.bytes, data])
      for (const wake of this.waiting.splice(0)) wake()
    })
  }

  static open(server: CqlServer): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: server.port, host: '127.0.0.1' })
      const client = new RawClient(socket)
      socket.on('connect', () => resolve(client)).on('error', reject)
      ends.push(async () => void socket.destroy())
    })
  }

  async next(): Promise<Answer> {
    while (
      this.bytes.length < HEADER_BYTES ||
      this.bytes.length < HEADER_BYTES + this.bytes.readInt32BE(5)
    )
      await new Promise<void>(resolve => this.waiting.push(resolve))
    const end = HEADER_BYTES + this.bytes.readInt32BE(5)
    const body = new Reader(this.bytes.subarray(HEADER_BYTES, end))
    const op = this.bytes[4]!
    this.bytes = this.bytes.subarray(end)
    return { opcode: op, body }
  }

  ask(bytes: Buffer): Promise<Answer> {
    this.socket.write(bytes)
    return this.next()
  }
}

async function ready(server: CqlServer, options?: Record<string, string>): Promise<RawClient> {
  const client = await RawClient.open(server)
  expect((await client.ask(startup(options))).opcode).toBe(opcode.ready)
  return client
}

async function table(client: RawClient): Promise<void> {
  await client.ask(
    query(
      "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
    ),
  )
  await client.ask(query('CREATE TABLE k.t (a int PRIMARY KEY, b text)'))
}

describe('the CQL server', () => {
  it('turns connections away beyond its limit, and counts them', async () => {
    const server = await serve({ connectionsMax: 2 })
    const first = await ready(server)
    await ready(server)
    const third = await RawClient.open(server)
    await third.closed
    expect(server.stats()).toMatchObject({ connections: 2, connectionsRefused: 1 })
    first.socket.destroy()
    await first.closed
    await expect.poll(() => server.stats().connections).toBe(1)
    await ready(server)
  })

  it('closes a connection that does not end its frame, or never says STARTUP', async () => {
    const server = await serve({ frameMs: 30, startupMs: 30 })
    const half = await ready(server)
    half.socket.write(query('SELECT * FROM system.local').subarray(0, 20))
    const silent = await RawClient.open(server)
    await Promise.all([half.closed, silent.closed])
    const alive = await ready(server)
    expect((await alive.ask(query('SELECT * FROM system.local'))).opcode).toBe(opcode.result)
  })

  it('reads large frames only as far as there is room for them', async () => {
    const server = await serve({ readingBytesMax: 2 * MIB, frameMs: 600_000 })
    const large = frame(opcode.query, Buffer.alloc(8 * MIB))
    const clients = await Promise.all(Array.from({ length: 8 }, () => ready(server)))
    for (const { socket } of clients) socket.write(large.subarray(0, 7 * MIB))
    // The first one gets its place; of the others the server takes what the system buffers.
    const alive = await ready(server)
    expect((await alive.ask(query('SELECT * FROM system.local'))).opcode).toBe(opcode.result)
    await expect
      .poll(() => clients.filter(c => c.socket.writableLength > 0).length)
      .toBeGreaterThan(4)
  })

  it('holds few answers for clients that do not read', async () => {
    const server = await serve({ unsentBytesMax: MIB, answerBytesMax: 4 * MIB })
    const writer = await ready(server)
    await table(writer)
    await writer.ask(query(`INSERT INTO k.t (a, b) VALUES (1, '${'x'.repeat(MIB)}')`))
    const before = process.memoryUsage().rss
    const slow = await Promise.all(Array.from({ length: 8 }, () => ready(server)))
    const select = query('SELECT * FROM k.t')
    for (const { socket } of slow) {
      socket.pause()
      socket.write(Buffer.concat(Array.from({ length: 400 }, () => select)))
    }
    // Each of 200 answers has a turn in which the slow ones could be given more.
    for (let i = 0; i < 200; i++)
      expect((await writer.ask(query('SELECT a FROM k.t'))).opcode).toBe(opcode.result)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
  })

  it('leaves out a frame that is too long, and answers those around it', async () => {
    const server = await serve({ frameBytesMax: MIB })
    const client = await ready(server)
    await table(client)
    const insert = (text: string) => query(`INSERT INTO k.t (a, b) VALUES (1, '${text}')`)
    const long = insert('x'.repeat(3 * MIB))
    client.socket.write(Buffer.concat([insert('before'), long, insert('behind')]))
    const answers = [await client.next(), await client.next(), await client.next()]
    const [refused, ...others] = answers.sort((a, b) => a.opcode - b.opcode)
    expect(others.map(a => a.opcode)).toEqual([opcode.result, opcode.result])
    expect([refused?.opcode, refused?.body.i32()]).toEqual([opcode.error, 0x2200])
    expect(refused?.body.string()).toMatch(/^Request is too big: length 31457\d\d exceeds/)
  })

  it('gives short pages where many do not read, and refuses an answer without pages', async () => {
    const [rows, rowBytes, clients] = [640, 16 * 1024, 30]
    const server = await serve({ answerBytesMax: 4 * MIB })
    const writer = await ready(server)
    await table(writer)
    for (let a = 0; a < rows; a++)
      await writer.ask(query(`INSERT INTO k.t (a, b) VALUES (${a}, '${'x'.repeat(rowBytes)}')`))
    const slow = await Promise.all(Array.from({ length: clients }, () => ready(server)))
    let most = 0
    for (const { socket } of slow) {
      socket.pause()
      socket.write(paged('SELECT * FROM k.t', rows))
      // An answer to another client: the slow one has had its turn.
      await writer.ask(query('SELECT a FROM k.t WHERE a = 1'))
      most = Math.max(most, server.stats().answerBytes)
    }
    // The budget, and beyond it the page that each one gets in any case.
    expect(most).toBeGreaterThan(MIB)
    expect(most).toBeLessThan(4 * MIB + clients * (64 * 1024 + rowBytes))
    const page = await writer.ask(paged('SELECT * FROM k.t', rows))
    expect(page.opcode).toBe(opcode.result)
    const refused = await writer.ask(query('SELECT * FROM k.t'))
    expect([refused.opcode, refused.body.i32()]).toEqual([opcode.error, 0x1001])
  })

  it('answers Overloaded to a client that asked for it', async () => {
    const server = await serve({ requestBytesMax: 1000 })
    const client = await ready(server, { THROW_ON_OVERLOAD: '1' })
    await table(client)
    const insert = query(`INSERT INTO k.t (a, b) VALUES (1, '${'x'.repeat(2000)}')`)
    client.socket.write(Buffer.concat([insert, insert]))
    const answers = [await client.next(), await client.next()]
    const refused = answers.find(a => a.opcode === opcode.error)
    expect(refused?.body.i32()).toBe(0x1001)
    expect(refused?.body.string()).toMatch(/^Request breached limit on bytes in flight\. \(/)
    expect((await client.ask(insert)).opcode).toBe(opcode.result)
  })

  it('lets other clients wait while it is overloaded', async () => {
    const server = await serve({ requestBytesMax: 1000 })
    const client = await ready(server)
    await table(client)
    const insert = query(`INSERT INTO k.t (a, b) VALUES (1, '${'x'.repeat(2000)}')`)
    client.socket.write(Buffer.concat(Array.from({ length: 20 }, () => insert)))
    for (let i = 0; i < 20; i++) expect((await client.next()).opcode).toBe(opcode.result)
  })
})
