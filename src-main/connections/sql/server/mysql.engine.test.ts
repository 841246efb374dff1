// A MySQL that says nothing any more, in the middle of a batch or at a question: the driver's own
// server speaks the protocol, and leaves one statement without an answer.
import { once } from 'node:events'
import { Server as NetServer } from 'node:net'
import mysql from 'mysql2'
import { afterEach, describe, expect, it } from 'vitest'
import { resolveConnection } from '../../profiles'
import { mysqlServer } from './mysql'

type Server = ReturnType<typeof mysql.createServer>

let server: Server | undefined
afterEach(() => new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve())))

/** The first connection is silent at a statement; later ones answer. */
async function begun(silentAt: string) {
  let connections = 0
  const listening = mysql.createServer(connection => {
    const mine = ++connections
    connection.on('error', () => {})
    const answer = (statement: string) => {
      connection.sequenceId = 1
      if (mine > 1 || !statement.startsWith(silentAt)) connection.writeOk()
      connection.sequenceId = 0
    }
    connection.on('query', answer)
    // What it takes a SET for.
    connection.on('stmt_prepare', answer)
    connection.serverHandshake({
      ...{ protocolVersion: 10, serverVersion: '8.0.0', connectionId: mine, statusFlags: 2 },
      ...{ characterSet: 45, capabilityFlags: 0xff_ffff, authCallback: undefined },
    })
  })
  server = listening
  listening.listen(0)
  const sockets: unknown = Reflect.get(listening, '_server')
  if (!(sockets instanceof NetServer)) throw new Error('another mysql2')
  await once(sockets, 'listening')
  const address = sockets.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const profile = { engine: 'mysql', host: '127.0.0.1', port, database: 'd', username: 'u' }
  const connection = resolveConnection('sql', profile, { password: 'p' })
  if (connection.type !== 'sql' || connection.profile.engine === 'embedded') throw new Error('SQL')
  return mysqlServer({ ...connection, profile: connection.profile }, { answerMsMax: 500 })
}

const unreachable = { code: 'sql-unreachable', kind: 'unreachable' }

describe('a MySQL that falls silent', () => {
  it.each(['START', 'INSERT', 'COMMIT', 'SET time_zone'])('at %s is away', async at => {
    const store = await begun(at)
    const batch = () => store.transaction(async session => void (await session.query('INSERT')))
    await expect(batch()).rejects.toMatchObject(unreachable)
    await batch()
    await store.close()
  })

  it('at a question of its own is away', async () => {
    const store = await begun('COUNT')
    await expect(store.query('COUNT')).rejects.toMatchObject(unreachable)
    await store.query('COUNT')
    await store.close()
  })
})
