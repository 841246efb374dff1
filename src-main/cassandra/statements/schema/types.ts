// CREATE, ALTER and DROP TYPE.
import { printType, type SchemaStatement, type TypeName } from '@shared/cql'
import { invalid } from '../../errors'
import { lookupIn, makeUserType, rebuiltKeyspace } from '../../schema/catalog'
import type { Keyspace, UserType } from '../../schema/model'
import { type CqlType, isList, isMap, isSet, isTuple, isUdt, isVector } from '../../types'
import { keyspaceOf, qualified, type Scope } from '../context'
import { type Result, VOID } from '../../result'
import { changed, refuseSystem } from './keyspaces'
import { needKeyspace } from './tables'

type Of<K extends SchemaStatement['kind']> = Extract<SchemaStatement, { kind: K }>

/** Types by name, but each after the types it uses: they are read back in that order. */
const withTypes = (keyspace: Keyspace, types: ReadonlyMap<string, UserType>): Keyspace =>
  rebuiltKeyspace({ ...keyspace, types })

export function createType(scope: Scope, statement: Of<'createType'>): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.name)
  const { name } = statement.name
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = needKeyspace(keyspaces, home)
    if (keyspace.types.has(name)) {
      if (statement.ifNotExists) return { result: VOID }
      throw invalid(`A user type with name '${name}' already exists`)
    }
    const names = statement.fields.map(f => f.name)
    const twice = names.find((n, i) => names.indexOf(n) !== i)
    if (twice !== undefined) throw invalid(`Duplicate field name '${twice}' in type '${name}'`)
    for (const field of statement.fields)
      if (field.type.kind === 'udt') throw invalid('A user type cannot contain non-frozen UDTs')
    const type = makeUserType(home, name, statement.fields, lookupIn(home, keyspace.types))
    for (const field of type.fields) refuseInType(field.name, field.type)
    const types = new Map(keyspace.types).set(name, type)
    return {
      keyspaces: keyspaces.set(home, withTypes(keyspace, types)),
      result: changed({ change: 'CREATED', target: 'TYPE', keyspace: home, name }),
    }
  })
}

function refuseInType(_name: string, type: CqlType): void {
  if (type.kind === 'counter') throw invalid('A user type cannot contain counters')
  if (isUdt(type) && type.multiCell) throw invalid('A user type cannot contain non-frozen UDTs')
}

export function alterType(scope: Scope, statement: Of<'alterType'>): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.name)
  const { name } = statement.name
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = keyspaces.get(home)
    const type = keyspace?.types.get(name)
    if (!keyspace || !type) {
      if (statement.ifExists) return { result: VOID }
      throw invalid(`Type ${home}.${name} doesn't exist`)
    }
    const fields = changedFields(keyspace, type, statement)
    if (
      fields.length === type.fields.length &&
      fields.every((f, i) => f.name === type.fields[i]?.name)
    )
      return { result: VOID }
    const types = new Map(keyspace.types).set(
      name,
      makeUserType(home, name, fields, lookupIn(home, keyspace.types)),
    )
    return {
      keyspaces: keyspaces.set(home, withTypes(keyspace, types)),
      result: changed({ change: 'UPDATED', target: 'TYPE', keyspace: home, name }),
    }
  })
}

interface Field {
  readonly name: string
  readonly type: TypeName
}

function changedFields(keyspace: Keyspace, type: UserType, statement: Of<'alterType'>): Field[] {
  const fields = type.fields.map((f, i): Field => ({ name: f.name, type: type.fieldTypes[i]! }))
  const { change } = statement
  if (change.kind === 'alter') throw invalid('Altering field types is no longer supported')
  if (change.kind === 'add') {
    if (fields.some(f => f.name === change.field)) {
      if (change.ifNotExists) return fields
      throw invalid(
        `Cannot add field ${change.field} to type ${keyspace.name}.${type.name}: a field with name ${change.field} already exists`,
      )
    }
    if (change.type.kind === 'native' && change.type.name === 'counter')
      throw invalid('A user type cannot contain counters')
    const inKeys = [...keyspace.tables.values()].filter(table =>
      table.partitionKey.some(column => mentions(column.type, type.name)),
    )
    if (inKeys.length > 0)
      throw invalid(
        `Cannot add new field ${change.field} of type ${printType(change.type)} to user type ${keyspace.name}.${type.name} as the type is being used in partition key by the following tables: ${inKeys.map(qualified).join(', ')}`,
      )
    return [...fields, { name: change.field, type: change.type }]
  }
  let next = fields
  for (const [from, to] of change.renames) {
    if (!next.some(f => f.name === from)) {
      if (change.ifExists) continue
      throw invalid(`Unkown field ${from} in user type ${keyspace.name}.${type.name}`)
    }
    if (next.some(f => f.name === to))
      throw invalid(`Duplicate field name ${to} in type ${keyspace.name}`)
    next = next.map(f => (f.name === from ? { ...f, name: to } : f))
  }
  return next
}

export function dropType(scope: Scope, statement: Of<'dropType'>): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.name)
  const { name } = statement.name
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = keyspaces.get(home)
    if (!keyspace?.types.has(name)) {
      if (statement.ifExists) return { result: VOID }
      throw invalid(`Type '${home}.${name}' doesn't exist`)
    }
    const full = `${home}.${name}`
    const inTypes = [...keyspace.types.values()].filter(t =>
      t.fields.some(f => mentions(f.type, name)),
    )
    if (inTypes.length > 0)
      throw invalid(
        `Cannot drop user type '${full}' as it is still used by user types ${inTypes.map(t => t.name).join(', ')}`,
      )
    const inTables = [...keyspace.tables.values()].filter(t =>
      t.all.some(c => mentions(c.type, name)),
    )
    if (inTables.length > 0)
      throw invalid(
        `Cannot drop user type '${full}' as it is still used by tables ${inTables.map(t => t.name).join(', ')}`,
      )
    const types = new Map(keyspace.types)
    types.delete(name)
    return {
      keyspaces: keyspaces.set(home, { ...keyspace, types }),
      result: changed({ change: 'DROPPED', target: 'TYPE', keyspace: home, name }),
    }
  })
}

function mentions(type: CqlType, name: string): boolean {
  if (isUdt(type)) return type.typeName === name || type.fields.some(f => mentions(f.type, name))
  if (isList(type) || isSet(type) || isVector(type)) return mentions(type.of, name)
  if (isMap(type)) return mentions(type.key, name) || mentions(type.value, name)
  return isTuple(type) ? type.of.some(t => mentions(t, name)) : false
}
