// CREATE, ALTER and DROP KEYSPACE.
import type { SchemaStatement } from '@shared/cql'
import { CqlError, errorCode, invalid, unauthorized } from '../../errors'
import type { Keyspace } from '../../schema/model'
import {
  checkKeyspaceName,
  checkKeyspaceProperties,
  type KeyspaceOptions,
  keyspaceOptions,
  missingReplication,
} from '../../schema/keyspace-options'
import { type Database } from '../context'
import { type Result, type SchemaChange, VOID } from '../../result'

type Of<K extends SchemaStatement['kind']> = Extract<SchemaStatement, { kind: K }>

export const changed = (change: SchemaChange): Result => ({ kind: 'schemaChange', change })

/** `denied`: the change that a person may not make, in a keyspace that a cluster replicates. */
export function refuseSystem(db: Database, keyspace: string, denied?: string): void {
  if (!isSystem(db, keyspace)) return
  throw unauthorized(
    denied !== undefined && keyspace === 'system_auth'
      ? `Cannot ${denied}`
      : `${keyspace} keyspace is not user-modifiable.`,
  )
}

/** System keyspaces that a cluster replicates. */
const REPLICATED = new Set(['system_auth', 'system_distributed', 'system_traces'])
const isSystem = (db: Database, name: string) =>
  db.catalog.schema.keyspaces.has(name) && !db.catalog.userKeyspaces().has(name)

/** The keyspaces of this node alone, and those that are made up on reading. */
function refuseLocal(db: Database, keyspace: string): void {
  const found = db.catalog.schema.keyspaces.get(keyspace)
  if (keyspace === 'system' || keyspace === 'system_schema' || found?.virtual)
    throw invalid(`System keyspace '${keyspace}' is not user-modifiable`)
}

export function alreadyExists(message: string, keyspace: string, table = ''): CqlError {
  return new CqlError(errorCode.alreadyExists, message, { keyspace, table })
}

const factorsOf = (replication: ReadonlyMap<string, string>) =>
  [...replication].filter(([key]) => key !== 'class').map(([, factor]) => Number(factor))

export const warnAboutStrategy = (
  replication: ReadonlyMap<string, string>,
): string[] | undefined => {
  const most = Math.max(0, ...factorsOf(replication))
  return most > 1
    ? [
        `Your replication factor ${most} for keyspace ${WARNED} is higher than the number of nodes 1${[...replication.keys()].includes('datacenter1') ? ' for datacenter datacenter1' : ''}`,
      ]
    : undefined
}
const WARNED = '\u0001'

export async function createKeyspace(
  db: Database,
  statement: Of<'createKeyspace'>,
): Promise<Result> {
  const { name } = statement
  refuseLocal(db, name)
  checkKeyspaceName(name)
  checkKeyspaceProperties(statement.properties)
  if (!statement.properties.some(property => property.name === 'replication'))
    throw missingReplication()
  let options: KeyspaceOptions = {}
  const result = await db.catalog.change(keyspaces => {
    if (keyspaces.has(name) || db.catalog.schema.keyspaces.has(name)) {
      if (statement.ifNotExists) return { result: VOID }
      throw alreadyExists(`Cannot add existing keyspace "${name}"`, name)
    }
    options = keyspaceOptions(name, statement.properties)
    if (!options.replication) throw missingReplication()
    const keyspace: Keyspace = {
      name,
      replication: options.replication,
      durableWrites: options.durableWrites ?? true,
      tables: new Map(),
      types: new Map(),
      virtual: false,
    }
    return {
      keyspaces: keyspaces.set(name, keyspace),
      result: changed({ change: 'CREATED', target: 'KEYSPACE', keyspace: name }),
    }
  })
  return withWarnings(result, options.replication, name)
}

function withWarnings(
  result: Result,
  replication: ReadonlyMap<string, string> | undefined,
  name: string,
): Result {
  const warnings = replication && warnAboutStrategy(replication)?.map(w => w.replace(WARNED, name))
  return warnings && result.kind === 'schemaChange' ? { ...result, warnings } : result
}

export async function alterKeyspace(db: Database, statement: Of<'alterKeyspace'>): Promise<Result> {
  const { name } = statement
  // The replication of these may be altered in Cassandra; here nothing of them is kept.
  if (REPLICATED.has(name)) return VOID
  if (isSystem(db, name)) throw unauthorized(`${name} keyspace is not user-modifiable.`)
  checkKeyspaceProperties(statement.properties)
  let options: KeyspaceOptions = {}
  let isMore = false
  const result = await db.catalog.change(keyspaces => {
    const old = keyspaces.get(name)
    if (!old) {
      if (statement.ifExists) return { result: VOID }
      throw invalid(`Keyspace '${name}' doesn't exist`)
    }
    options = keyspaceOptions(name, statement.properties, old.replication)
    if (!options.replication && options.durableWrites === undefined) return { result: VOID }
    isMore = copiesOf(options.replication ?? old.replication) > copiesOf(old.replication)
    const next = {
      ...old,
      replication: options.replication ?? old.replication,
      durableWrites: options.durableWrites ?? old.durableWrites,
    }
    return {
      keyspaces: keyspaces.set(name, next),
      result: changed({ change: 'UPDATED', target: 'KEYSPACE', keyspace: name }),
    }
  })
  const answer = withWarnings(result, options.replication, name)
  return isMore ? { ...answer, warnings: [...(answer.warnings ?? []), REPAIR] } : answer
}

const REPAIR =
  'When increasing replication factor you need to run a full (-full) repair to distribute the data.'

const copiesOf = (replication: ReadonlyMap<string, string>) =>
  factorsOf(replication).reduce((sum, factor) => sum + factor, 0)

export function dropKeyspace(db: Database, statement: Of<'dropKeyspace'>): Promise<Result> {
  const { name } = statement
  if (REPLICATED.has(name)) throw unauthorized(`Cannot DROP <keyspace ${name}>`)
  if (isSystem(db, name)) throw unauthorized(`${name} keyspace is not user-modifiable.`)
  return db.catalog.change(keyspaces => {
    if (!keyspaces.delete(name)) {
      if (statement.ifExists) return { result: VOID }
      throw invalid(`Keyspace '${name}' doesn't exist`)
    }
    return { keyspaces, result: changed({ change: 'DROPPED', target: 'KEYSPACE', keyspace: name }) }
  })
}
