// A relational store out of a profile: the embedded file, MySQL, MariaDB or PostgreSQL.
import type { ResolvedOf } from '../profiles'
import { openEmbedded } from './embedded'
import { mysqlServer } from './server/mysql'
import { postgresServer } from './server/postgres'
import { ServerStore } from './server/server-store'
import type { SqlStore } from './store'

export type { SqlColumn, SqlStore, SqlTable, SqlType, SqlValue } from './store'

export async function openSql(connection: ResolvedOf<'sql'>): Promise<SqlStore> {
  const { profile } = connection
  if (profile.engine === 'embedded') return openEmbedded(profile.file)
  const open = profile.engine === 'postgresql' ? postgresServer : mysqlServer
  const server = open({ ...connection, profile })
  try {
    await server.query('SELECT 1')
  } catch (error) {
    await server.close()
    throw error
  }
  return new ServerStore(server)
}
