// The keyspaces that are always there.
import type { Keyspace, Table } from '../schema/model'
import { type Facts, withEmptyTables } from './define'
import { nodeTables } from './node-tables'
import { authTables, traceTables, viewTables } from './other-tables'
import { schemaTables, virtualSchemaTables } from './schema-tables'

export type { Facts, Trace } from './define'
export { CQL_VERSION } from './node-tables'

const LOCAL = new Map([['class', 'org.apache.cassandra.locator.LocalStrategy']])
const simple = (factor: number) =>
  new Map([
    ['class', 'org.apache.cassandra.locator.SimpleStrategy'],
    ['replication_factor', String(factor)],
  ])

export function systemKeyspaces(facts: Facts): ReadonlyMap<string, Keyspace> {
  const keyspace = (
    name: string,
    replication: ReadonlyMap<string, string>,
    tables: readonly Table[],
    virtual = false,
  ): Keyspace => ({
    name,
    replication,
    durableWrites: true,
    types: new Map(),
    tables: new Map(withEmptyTables(name, tables).map(t => [t.name, t])),
    virtual,
  })
  const all = [
    keyspace('system', LOCAL, nodeTables(facts)),
    keyspace('system_auth', simple(1), authTables()),
    keyspace('system_distributed', simple(3), []),
    keyspace('system_schema', LOCAL, schemaTables(facts)),
    keyspace('system_traces', simple(2), traceTables(facts)),
    keyspace('system_views', new Map(), viewTables(facts), true),
    keyspace('system_virtual_schema', new Map(), virtualSchemaTables(facts), true),
  ]
  return new Map(all.map(k => [k.name, k]))
}
