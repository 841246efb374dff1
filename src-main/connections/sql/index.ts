// A relational store out of a profile: the embedded file, MySQL or MariaDB.
import type { ResolvedOf } from '../profiles'
import { openEmbedded } from './embedded'
import { openMysql } from './mysql'
import type { SqlStore } from './store'

export type { SqlColumn, SqlStore, SqlTable, SqlType, SqlValue } from './store'

export function openSql(connection: ResolvedOf<'sql'>): Promise<SqlStore> {
  return connection.profile.engine === 'embedded'
    ? openEmbedded(connection.profile.file)
    : openMysql(connection)
}
