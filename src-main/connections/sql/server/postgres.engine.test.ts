// A PostgreSQL that goes away, or says nothing any more, in the middle of a batch: a small server
// that speaks as much of the protocol as a batch needs (PostgreSQL 16, chapter 55).
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { resolveConnection } from '../../profiles'
import { postgresServer } from './postgres'

type Behaviour = 'answer' | 'close' | 'silence'

const message = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const READY = message('Z', Buffer.from('I'))
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), READY])
const DONE = Buffer.concat([message('C', Buffer.from('OK\0')), READY])

/** Calls `said` with each statement of the simple protocol; the first message has no type. */
function readStatements(socket: Socket, said: (statement: string) => void): void {
  let rest = Buffer.alloc(0)
  let isStarted = false
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = isStarted ? 1 : 0
      if (rest.length < head + 4) return
      const end = head + rest.readInt32BE(head)
      if (rest.length < end) return
      if (!isStarted) socket.write(WELCOME)
      else if (rest[0] === 'Q'.charCodeAt(0)) said(rest.toString('utf8', 5, end - 1))
      isStarted = true
      rest = rest.subarray(end)
    }
  })
}

let server: Server | undefined
afterEach(() => new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve())))

async function begun(behave: (statement: string, connections: number) => Behaviour) {
  let connections = 0
  server = createServer(socket => {
    const mine = ++connections
    socket.on('error', () => {})
    readStatements(socket, statement => {
      const behaviour = behave(statement, mine)
      if (behaviour === 'answer') socket.write(DONE)
      if (behaviour === 'close') socket.destroy()
    })
  })
  const listening = server
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
  const { port } = listening.address() as AddressInfo
  const profile = { engine: 'postgresql', host: '127.0.0.1', port, database: 'd', username: 'u' }
  const connection = resolveConnection('sql', profile, { password: 'p' })
  if (connection.type !== 'sql' || connection.profile.engine === 'embedded') throw new Error('SQL')
  return postgresServer({ ...connection, profile: connection.profile }, { answerMsMax: 1000 })
}

const unreachable = { code: 'sql-unreachable', kind: 'unreachable' }

describe('a PostgreSQL that goes away', () => {
  it('between two statements of a batch is away, and the next batch connects anew', async () => {
    const store = await begun((statement, connection) =>
      connection === 1 && statement === 'FIRST' ? 'close' : 'answer',
    )
    const batch = () =>
      store.transaction(async session => {
        await session.query('FIRST').catch(() => {})
        await session.query('SECOND')
      })
    await expect(batch()).rejects.toMatchObject(unreachable)
    await batch()
    await store.close()
  })

  it.each(['BEGIN', 'INSERT', 'COMMIT', 'SET TIME ZONE'])('at %s is away', async at => {
    const store = await begun(statement => (statement.startsWith(at) ? 'close' : 'answer'))
    const batch = store.transaction(async session => void (await session.query('INSERT')))
    await expect(batch).rejects.toMatchObject(unreachable)
    await store.close()
  })
})

describe('a PostgreSQL that falls silent', () => {
  it.each(['BEGIN', 'INSERT', 'COMMIT', 'SET TIME ZONE'])('at %s is away', async at => {
    const store = await begun((statement, connection) =>
      connection === 1 && statement.startsWith(at) ? 'silence' : 'answer',
    )
    const batch = () => store.transaction(async session => void (await session.query('INSERT')))
    await expect(batch()).rejects.toMatchObject(unreachable)
    await batch()
    await store.close()
  })

  it('at a question of its own is away', async () => {
    const store = await begun(statement => (statement === 'COUNT' ? 'silence' : 'answer'))
    await expect(store.query('COUNT')).rejects.toMatchObject(unreachable)
    await store.close()
  })
})
