// No bytes crash the server: broken frames, absurd lengths, every opcode with random bodies,
// requests before STARTUP, versions it does not speak; and a client that never reads its answers
// does not fill the server's memory.
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wireCql, type WireCql } from './support'

let cql: WireCql
beforeAll(async () => void (cql = await wireCql('fast', { unsentBytesMax: 64 * 1024 })))
afterAll(() => cql.end())

function frame(opcode: number, body: Buffer, version = 4, stream = 1): Buffer {
  const head = Buffer.from([version, 0, stream >> 8, stream, opcode, 0, 0, 0, 0])
  head.writeInt32BE(body.length, 5)
  return Buffer.concat([head, body])
}

const STARTUP = frame(
  1,
  Buffer.concat([
    Buffer.from([0, 1, 0, 11]),
    Buffer.from('CQL_VERSION'),
    Buffer.from([0, 5]),
    Buffer.from('3.0.0'),
  ]),
)
const query = (text: string) => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(text.length)
  return frame(7, Buffer.concat([length, Buffer.from(text), Buffer.from([0, 1, 0])]))
}

const open = () =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(cql.port, '127.0.0.1', () => resolve(socket))
    socket.once('error', reject)
  })

/** Sends bytes and gives back what came within a while, or until the server closed. */
async function exchange(bytes: Buffer): Promise<Buffer> {
  const socket = await open()
  const got: Buffer[] = []
  socket.on('error', () => undefined)
  const closed = new Promise<void>(resolve => socket.on('close', () => resolve()))
  const answered = new Promise<void>(resolve =>
    socket.on('data', data => (got.push(data), resolve())),
  )
  socket.write(bytes)
  await Promise.race([closed, answered, sleep(1000)])
  await sleep(20)
  socket.destroy()
  return Buffer.concat(got)
}

async function stillServes() {
  const answer = await exchange(
    Buffer.concat([STARTUP, query('SELECT release_version FROM system.local')]),
  )
  expect(answer.toString('latin1')).toContain('5.0.6')
}

/** A small generator with a seed: the same bytes in every run. */
function random(seed: number) {
  return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

describe('frames from hell', () => {
  it('refuses versions as Cassandra does: error 0x000A in its own version', async () => {
    for (const version of [5, 6, 65, 66]) {
      const answer = await exchange(frame(1, Buffer.alloc(0), version))
      expect(answer[0]).toBe(0x84)
      expect(answer.readInt32BE(9)).toBe(0x0a)
      expect(answer.toString('utf8')).toContain(
        `Invalid or unsupported protocol version (${version}); supported versions are`,
      )
    }
  })

  it('refuses requests before STARTUP and frames that are too long', async () => {
    expect((await exchange(query('SELECT * FROM system.local'))).toString()).toContain(
      'expecting STARTUP or OPTIONS',
    )
    const long = frame(7, Buffer.alloc(0))
    long.writeInt32BE(0x7fffffff, 5)
    expect((await exchange(Buffer.concat([STARTUP, long]))).toString()).toContain(
      'Request is too big',
    )
    await stillServes()
  })

  it('survives random bodies under every opcode', async () => {
    const next = random(42)
    for (let round = 0; round < 60; round++) {
      const frames = [STARTUP]
      for (let i = 0; i < 20; i++) {
        const body = Buffer.from(
          Array.from({ length: Math.floor(next() * 60) }, () => Math.floor(next() * 256)),
        )
        frames.push(frame(Math.floor(next() * 18), body, 4, i))
      }
      const socket = await open()
      socket.on('error', () => undefined)
      socket.write(Buffer.concat(frames))
      await sleep(2)
      socket.destroy()
    }
    await stillServes()
  })

  it('survives statements cut anywhere and mangled', async () => {
    const next = random(7)
    const texts = [
      "SELECT a, cast(b as int), m['x'], {1: 2}, (int)5 FROM ks.t WHERE k = 1 AND (c, d) > (1, 2) ORDER BY c LIMIT 5 ALLOW FILTERING",
      "INSERT INTO t (a, b) VALUES ({'x': [1, (2, 3)]}, 0xff) IF NOT EXISTS USING TTL 5 AND TIMESTAMP ?",
      "BEGIN BATCH UPDATE t SET l = [1] + l, m['a'] = 1 WHERE k = 1 IF v = 2; DELETE a[1], b.c FROM t WHERE k = 1; APPLY BATCH",
      'CREATE TABLE t (a int, b frozen<map<text, list<int>>>, PRIMARY KEY ((a), b)) WITH CLUSTERING ORDER BY (b DESC) AND compaction = {}',
    ]
    for (let i = 0; i < 400; i++) {
      const text = texts[i % texts.length]!
      const cut = Math.floor(next() * text.length)
      const mangled =
        text.slice(0, cut) +
        String.fromCharCode(32 + Math.floor(next() * 90)) +
        text.slice(cut + Math.floor(next() * 8))
      const answer = await exchangeOne(mangled)
      expect(answer).not.toContain('RuntimeException')
    }
    await stillServes()
  })

  let kept: Socket | undefined
  async function exchangeOne(text: string): Promise<string> {
    if (!kept) {
      kept = await open()
      kept.write(STARTUP)
      await new Promise(resolve => kept!.once('data', resolve))
    }
    const socket = kept
    const answer = new Promise<string>(resolve =>
      socket.once('data', data => resolve(data.toString('utf8'))),
    )
    socket.write(query(text))
    return answer
  }
  afterAll(() => kept?.destroy())

  it('stops reading from a client that does not read', async () => {
    const socket = await open()
    socket.on('error', () => undefined)
    socket.pause()
    socket.write(STARTUP)
    const many = Buffer.concat(
      Array.from({ length: 200 }, () => query('SELECT * FROM system_schema.columns')),
    )
    for (let i = 0; i < 20; i++) socket.write(many)
    await sleep(500)
    const asked = cql.server.stats().requests
    await sleep(300)
    expect(cql.server.stats().requests - asked).toBeLessThan(1000)
    expect(asked).toBeLessThan(4000)
    socket.destroy()
    await stillServes()
  })
})
