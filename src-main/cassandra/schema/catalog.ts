// The live schema and its file. A change builds new objects, is written to disk, and only then
// becomes visible: one at a time.
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ColumnMask, TypeName } from '@shared/cql'
import { readTextIfExists, sealText, unsealText, writeFileAtomic } from '@main/platform'
import { fileDamaged, invalid } from '../errors'
import {
  type CqlType,
  isList,
  isMap,
  isNative,
  isSet,
  isTuple,
  isUdt,
  isVector,
  resolveType,
  type TypeLookup,
} from '../types'
import {
  makeTable,
  type ColumnKind,
  type Index,
  type Keyspace,
  type OptionValue,
  type Schema,
  type Table,
  type UserType,
} from './model'

interface StoredColumn {
  readonly id: number
  readonly name: string
  readonly kind: ColumnKind
  readonly position: number
  readonly type: TypeName
  readonly descending: boolean
  readonly mask?: ColumnMask
}
interface StoredTable {
  readonly name: string
  readonly id: string
  readonly storeId: number
  readonly columns: readonly StoredColumn[]
  readonly options: readonly (readonly [
    string,
    string | number | boolean | readonly [string, string][],
  ])[]
  readonly indexes: readonly {
    name: string
    column: string
    target: Index['target']
    className?: string
    options: [string, string][]
  }[]
}
interface StoredKeyspace {
  readonly name: string
  readonly replication: readonly [string, string][]
  readonly durableWrites: boolean
  readonly types: readonly { name: string; fields: readonly { name: string; type: TypeName }[] }[]
  readonly tables: readonly StoredTable[]
}
interface StoredSchema {
  readonly format: 1
  readonly hostId: string
  readonly nextStore: number
  readonly keyspaces: readonly StoredKeyspace[]
}

export class Catalog {
  private changing: Promise<unknown> = Promise.resolve()
  /** Goes up with every change, so that plans compiled before it are compiled again. */
  generation = 0
  /** Called after a change has become visible. */
  onChange: () => void = () => undefined
  private current: Schema
  private liveStores = new Map<number, Table>()

  private constructor(
    private readonly path: string,
    readonly hostId: string,
    private nextStore: number,
    private readonly system: ReadonlyMap<string, Keyspace>,
    user: ReadonlyMap<string, Keyspace>,
  ) {
    this.current = this.withVersion(user)
  }

  static async open(dir: string, system: ReadonlyMap<string, Keyspace>): Promise<Catalog> {
    const path = join(dir, 'schema.json')
    const text = await readTextIfExists(path)
    if (text === undefined) {
      const catalog = new Catalog(path, randomUUID(), 1, system, new Map())
      await catalog.save(new Map(), 1)
      return catalog
    }
    const stored = readStored(path, text)
    const user = new Map(stored.keyspaces.map(k => [k.name, keyspaceFrom(k)]))
    return new Catalog(path, stored.hostId, stored.nextStore, system, user)
  }

  get schema(): Schema {
    return this.current
  }

  isLiveStore(storeId: number): boolean {
    return this.liveStores.has(storeId)
  }

  tableOfStore(storeId: number): Table | undefined {
    return this.liveStores.get(storeId)
  }

  takeStoreId(): number {
    return this.nextStore++
  }

  userKeyspaces(): ReadonlyMap<string, Keyspace> {
    return new Map([...this.current.keyspaces].filter(([name]) => !this.system.has(name)))
  }

  /**
   * Runs one change at a time: `make` gives the new user keyspaces (undefined: nothing changes).
   */
  change<T>(
    make: (keyspaces: Map<string, Keyspace>) => {
      keyspaces?: ReadonlyMap<string, Keyspace>
      result: T
    },
  ): Promise<T> {
    const run = this.changing.then(async () => {
      const { keyspaces, result } = make(new Map(this.userKeyspaces()))
      if (keyspaces) {
        await this.save(keyspaces, this.nextStore)
        this.current = this.withVersion(keyspaces)
        this.generation++
        this.onChange()
      }
      return result
    })
    this.changing = run.catch(() => undefined)
    return run
  }

  private async save(keyspaces: ReadonlyMap<string, Keyspace>, nextStore: number): Promise<void> {
    const stored: StoredSchema = {
      format: 1,
      hostId: this.hostId,
      nextStore,
      keyspaces: [...keyspaces.values()].map(storedKeyspace),
    }
    await writeFileAtomic(this.path, sealText(JSON.stringify(stored)))
  }

  private withVersion(user: ReadonlyMap<string, Keyspace>): Schema {
    const text = JSON.stringify([...user.values()].map(storedKeyspace))
    const hash = createHash('md5').update(text).digest()
    hash[6] = (hash[6]! & 0x0f) | 0x30
    hash[8] = (hash[8]! & 0x3f) | 0x80
    const hex = hash.toString('hex')
    const version = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    const sortedUser = [...user].sort(([a], [b]) => (a < b ? -1 : 1))
    this.liveStores = new Map(
      [...user.values()].flatMap(k => [...k.tables.values()].map(t => [t.storeId, t] as const)),
    )
    return { keyspaces: new Map([...this.system, ...sortedUser]), version }
  }
}

function readStored(path: string, content: string): StoredSchema {
  try {
    const stored = JSON.parse(unsealText(content) ?? '') as StoredSchema
    if (stored.format === 1 && Array.isArray(stored.keyspaces)) return stored
  } catch {
    // reported below
  }
  throw fileDamaged(path)
}

function keyspaceFrom(stored: StoredKeyspace): Keyspace {
  const types = new Map<string, UserType>()
  const lookup = lookupIn(stored.name, types)
  for (const { name, fields } of stored.types)
    types.set(name, makeUserType(stored.name, name, fields, lookup))
  const tables = new Map(stored.tables.map(t => [t.name, tableFrom(stored.name, t, lookup)]))
  return {
    name: stored.name,
    replication: new Map(stored.replication),
    durableWrites: stored.durableWrites,
    types,
    tables,
    virtual: false,
  }
}

export function makeUserType(
  keyspace: string,
  name: string,
  fields: readonly { name: string; type: TypeName }[],
  lookup: TypeLookup,
): UserType {
  return {
    name,
    fields: fields.map(f => ({ name: f.name, type: resolveType(f.type, keyspace, lookup) })),
    fieldTypes: fields.map(f => f.type),
  }
}

export function lookupIn(keyspace: string, types: ReadonlyMap<string, UserType>): TypeLookup {
  return {
    udt: (home, name) => (home === keyspace ? types.get(name)?.fields : undefined),
    hasKeyspace: name => name === keyspace,
  }
}

function tableFrom(keyspace: string, stored: StoredTable, lookup: TypeLookup): Table {
  return makeTable({
    keyspace,
    name: stored.name,
    id: stored.id,
    storeId: stored.storeId,
    columns: stored.columns.map(c => ({ ...c, type: resolveType(c.type, keyspace, lookup) })),
    options: new Map(
      stored.options.map(([k, v]) => [
        k,
        Array.isArray(v) ? new Map(v as [string, string][]) : (v as OptionValue),
      ]),
    ),
    indexes: stored.indexes.map(i => ({ ...i, options: new Map(i.options) })),
  })
}

function storedKeyspace(keyspace: Keyspace): StoredKeyspace {
  return {
    name: keyspace.name,
    replication: [...keyspace.replication],
    durableWrites: keyspace.durableWrites,
    types: [...keyspace.types.values()].map(t => ({
      name: t.name,
      fields: t.fields.map((f, i) => ({ name: f.name, type: t.fieldTypes[i]! })),
    })),
    tables: [...keyspace.tables.values()].map(storedTable),
  }
}

function storedTable(table: Table): StoredTable {
  return {
    name: table.name,
    id: table.id,
    storeId: table.storeId,
    columns: table.all.map(c => ({
      id: c.id,
      name: c.name,
      kind: c.kind,
      position: c.position,
      type: typeNameOf(c.type),
      descending: c.descending,
      mask: c.mask,
    })),
    options: [...table.options].map(
      ([k, v]) => [k, v instanceof Map ? [...v] : (v as string | number | boolean)] as const,
    ),
    indexes: table.indexes.map(i => ({ ...i, options: [...i.options] })),
  }
}

/** The tree of a type, to be stored and to be resolved again when a user type changes. */
export function typeNameOf(type: CqlType): TypeName {
  const frozen = (name: TypeName): TypeName =>
    type.multiCell ? name : { kind: 'frozen', of: name }
  if (isNative(type)) return { kind: 'native', name: type.name }
  if (isList(type) || isSet(type)) return frozen({ kind: type.kind, of: typeNameOf(type.of) })
  if (isMap(type))
    return frozen({ kind: 'map', key: typeNameOf(type.key), value: typeNameOf(type.value) })
  if (isUdt(type)) return frozen({ kind: 'udt', keyspace: type.keyspace, name: type.typeName })
  if (isTuple(type)) return { kind: 'tuple', of: type.of.map(typeNameOf) }
  if (isVector(type)) return { kind: 'vector', of: typeNameOf(type.of), dimension: type.dimension }
  throw invalid(`Unknown type ${type.name}`)
}

/**
 * Types that refer to a user type hold its fields: after ALTER TYPE the whole keyspace is built
 * again from names.
 */
export function rebuiltKeyspace(keyspace: Keyspace): Keyspace {
  return keyspaceFrom(storedKeyspace(keyspace))
}
