// Requests as frames, answered without a socket.
import { ByteBudget } from '@main/platform'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Reader } from '../bytes/reader'
import { Writer } from '../bytes/writer'
import { CqlError } from '../errors'
import { TestSession } from '../testing/session'
import { HEADER_BYTES, opcode } from '../wire/frame'
import type { Session } from './connection'
import { handleRequest } from './requests'

let db: TestSession
let session: Session
beforeEach(async () => {
  db = await TestSession.open()
  session = {
    keyspace: undefined,
    driver: '',
    ready: true,
    events: new Set(),
    version: 4,
    requests: 0,
    address: '127.0.0.1',
    port: 1,
  }
  await db.answer(
    "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}",
  )
  await db.answer('CREATE TABLE k.t (p int PRIMARY KEY, v int)')
})
afterEach(() => db.close())

async function ask(op: number, body: Writer, flags = 0): Promise<Reader> {
  const answerBytes = new ByteBudget(() => Infinity)
  const to = { ...db.engine, schemaChanged: () => undefined, answerBytes }
  const frame = { version: 4, flags, stream: 1, opcode: op, body: body.finish() }
  const answer = await handleRequest(to, session, frame)
  expect(answer[4]).toBe(opcode.result)
  return new Reader(answer.subarray(HEADER_BYTES))
}

const ONE = 1
const query = (text: string, consistency = ONE) =>
  new Writer().longString(text).u16(consistency).u8(0)
const rejected = async (answer: Promise<unknown>) =>
  answer.then(
    () => expect.unreachable('an error was expected'),
    (error: unknown) => {
      if (error instanceof CqlError) return error
      throw error
    },
  )

describe('a request', () => {
  it('may carry a custom payload before its body', async () => {
    const payload = new Writer().u16(1).string('trace').bytes(Buffer.from('x'))
    payload.raw(query('INSERT INTO k.t (p, v) VALUES (1, 2)').finish())
    const kind = (await ask(opcode.query, payload, 0x04)).i32()
    expect(kind).toBe(1)
    expect(await db.rows('SELECT v FROM k.t')).toEqual([['2']])
  })

  it('before STARTUP is refused, AUTH_RESPONSE included', async () => {
    session.ready = false
    const error = await rejected(
      (async () => ask(opcode.authResponse, new Writer().bytes(Buffer.alloc(2))))(),
    )
    expect(error.message).toBe('Unexpected message AUTH_RESPONSE, expecting STARTUP or OPTIONS')
  })
})

describe('a prepared statement', () => {
  it('whose table got another column answers UNPREPARED', async () => {
    const prepared = await ask(opcode.prepare, new Writer().longString('SELECT * FROM k.t'))
    expect(prepared.i32()).toBe(4)
    const id = prepared.shortBytes()
    const execute = () => ask(opcode.execute, new Writer().shortBytes(id).u16(ONE).u8(0))
    expect((await execute()).i32()).toBe(2)
    await db.answer("ALTER TABLE k.t WITH comment = 'the columns stay'")
    expect((await execute()).i32()).toBe(2)
    await db.answer('ALTER TABLE k.t ADD w int')
    expect((await rejected((async () => execute())())).code).toBe(0x2500)
  })
})

describe('consistency on one node with three replicas', () => {
  it.each([
    [ONE, undefined],
    [10, undefined],
    [2, 2],
    [3, 3],
    [4, 2],
    [5, 3],
    [6, 2],
  ])('level %i needs %s', async (level, required) => {
    const insert = (async () => ask(opcode.query, query('INSERT INTO k.t (p) VALUES (9)', level)))()
    if (required === undefined) expect((await insert).i32()).toBe(1)
    else {
      const error = await rejected(insert)
      expect(error.code).toBe(0x1000)
      expect(error.detail.replicas).toEqual({ consistency: level, required, alive: 1 })
    }
  })

  it('refuses to read at ANY and to write at SERIAL', async () => {
    const any = await rejected((async () => ask(opcode.query, query('SELECT * FROM k.t', 0)))())
    expect(any.message).toBe('ANY ConsistencyLevel is only supported for writes')
    const serial = await rejected(
      (async () => ask(opcode.query, query('INSERT INTO k.t (p) VALUES (1)', 8)))(),
    )
    expect(serial.message).toBe('You must use conditional updates for serializable writes')
  })
})

describe('a traced request', () => {
  const traced = async (text: string): Promise<string[]> => {
    const answer = await ask(opcode.query, query(text), 0x02)
    const id = Buffer.concat([1, 2, 3, 4].map(() => new Writer().i32(answer.i32()).finish()))
    const shown = id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    const events = await db.rows(
      `SELECT activity, source_elapsed FROM system_traces.events WHERE session_id = ${shown}`,
    )
    const elapsed = events.map(([, us]) => Number(us))
    expect(elapsed).toEqual([...elapsed].sort((a, b) => a - b))
    return events.map(([activity]) => activity!)
  }

  it('tells the steps that were taken', async () => {
    await db.answer('CREATE INDEX by_v ON k.t (v)')
    await db.answer('INSERT INTO k.t (p, v) VALUES (1, 2)')
    await db.answer('INSERT INTO k.t (p, v) VALUES (2, 3)')
    const start = (text: string) => [`Parsing ${text}`, 'Preparing statement']
    const byIndex = 'SELECT p FROM k.t WHERE v = 2'
    expect(await traced(byIndex)).toEqual([
      ...start(byIndex),
      'Executing read on k.t using index by_v',
      'Read 1 live rows',
      'Sending the answer',
    ])
    const byKey = 'SELECT p FROM k.t WHERE p = 7'
    expect(await traced(byKey)).toEqual([
      ...start(byKey),
      'Executing single-partition query on t',
      'Read 0 live rows',
      'Sending the answer',
    ])
    const all = 'SELECT p FROM k.t'
    expect(await traced(all)).toEqual([
      ...start(all),
      'Executing seq scan on t',
      'Read 2 live rows',
      'Sending the answer',
    ])
    // The same text again: its plan is known, and the steps are told all the same.
    expect(await traced(all)).toHaveLength(5)
    const write = 'UPDATE k.t SET v = 9 WHERE p = 1'
    expect(await traced(write)).toEqual([
      ...start(write),
      'Adding to t memtable',
      'Appending to commitlog',
      'Sending the answer',
    ])
  })
})
