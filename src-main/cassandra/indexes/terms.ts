// The terms under which an index finds a row: values as bytes that sort as the values do. Entries of
// the index are a term and a position, the key of the row; what is indexed of a whole partition has
// the position of its static row.
import { readClusteringValue, KeyReader, KeyWriter } from '../bytes/key-codec'
import { decodeRow, kind, partitionKeyOf, partitionLength, type Cell } from '../storage'
import type { Column, Index, Table } from '../schema/model'
import { splitPartitionKey } from '../schema/partition-key'
import { type CqlType, isList, isMap, isNative, isSet, isTuple, isVector } from '../types'
import { analyzerOf, isSai } from './analyzer'

/** After every term and every position: no byte of a key is so big. */
export const AFTER_ALL = '\u0100'
const STATIC = String.fromCharCode(kind.staticRow)
const DECIMAL_SCALE_BYTES = 4
const writer = new KeyWriter()

export interface TermMaker {
  /** Are whole partitions found, rather than rows? */
  readonly ofPartitions: boolean
  /** Does it miss values that are equal but have other bytes? */
  readonly isStrict: boolean
  /** The entries that a stored entry adds. */
  entries(key: string, value: Buffer): string[]
  /** The term of a value of the column, or of an element of it. */
  term(value: Buffer, key?: Buffer): string
}

/** Undefined where equal values may have different bytes: then rows are searched. */
export function termMaker(table: Table, index: Index): TermMaker | undefined {
  const column = table.columns.get(index.column)
  if (!column || isVector(column.type)) return undefined
  const types = elementTypes(column.type, index.target)
  if (!types) return undefined
  const isOrdered = isSai(index)
  if (isOrdered && !types.every(hasOneForm)) return undefined
  const bytesOf = isOrdered ? orderedBytes : plainBytes
  const analyze = analyzerOf(index) ?? ((value: Buffer) => value)
  const [type, keyType] = types
  const term = (value: Buffer, key?: Buffer) =>
    (key && keyType ? ended(bytesOf(keyType, key)) : '') + ended(bytesOf(type, analyze(value)))
  const ofPartitions = column.kind === 'static' || column.kind === 'partition_key'
  return {
    ofPartitions,
    isStrict: !isOrdered && !types.every(t => t?.kind !== 'decimal' && hasOneForm(t)),
    term,
    entries: (key, value) => {
      const length = partitionLength(key)
      const position = ofPartitions ? key.slice(0, length) + STATIC : key
      const what = key.charCodeAt(length)
      if (column.kind === 'partition_key')
        return [term(splitPartitionKey(table, partitionKeyOf(key))[column.position]!) + position]
      if (what !== (column.kind === 'static' ? kind.staticRow : kind.row)) return []
      if (column.kind === 'clustering')
        return [term(clusteringValue(table, key, length + 1, column.position)) + position]
      return decodeRow(value)
        .cells.filter(cell => cell.column === column.id && cell.value !== null)
        .map(cell => cellTerm(column, index, cell, term) + position)
    },
  }
}

/** The types that terms are made of: of entries the value's and the key's. */
function elementTypes(
  type: CqlType,
  target: Index['target'],
): readonly [CqlType, CqlType?] | undefined {
  if (!type.multiCell) return [type]
  if (isMap(type)) {
    if (target === 'keys') return [type.key]
    return target === 'entries' ? [type.value, type.key] : [type.value]
  }
  return isList(type) || isSet(type) ? [type.of] : undefined
}

/** Within a composite, 1.0 and 1.00 are equal but have different bytes. */
function hasOneForm(type: CqlType | undefined): boolean {
  if (!type || isNative(type)) return true
  const only = (of: CqlType) => of.kind !== 'decimal' && hasOneForm(of)
  if (isList(type) || isSet(type)) return only(type.of)
  if (isMap(type)) return only(type.key) && only(type.value)
  return isTuple(type) && type.of.every(only)
}

function cellTerm(
  column: Column,
  index: Index,
  { path = '', value }: Cell,
  term: TermMaker['term'],
): string {
  const { type } = column
  const bytes = value ?? Buffer.alloc(0)
  if (!type.multiCell || isList(type)) return term(bytes)
  const keyOf = (of: CqlType) => of.readKey(new KeyReader(path))
  if (isSet(type)) return term(keyOf(type.of))
  if (!isMap(type) || index.target === 'values') return term(bytes)
  return index.target === 'keys' ? term(keyOf(type.key)) : term(bytes, keyOf(type.key))
}

/** An index of the old kind knows values by their bytes: it does not find 1.00 as 1.0. */
const plainBytes = (_: CqlType, value: Buffer) => value.toString('latin1')

function orderedBytes(type: CqlType, value: Buffer): string {
  if (value.length === 0 && !type.emptyAllowed) return ''
  type.writeKey(writer.reset(), value)
  const bytes = writer.finish()
  // 1.0 and 1.00 are the same number.
  return type.kind === 'decimal' ? bytes.slice(0, -DECIMAL_SCALE_BYTES) : bytes
}

const ended = (bytes: string) =>
  (bytes.includes('\0') ? bytes.replaceAll('\0', '\0\xff') : bytes) + '\0\0'

function clusteringValue(table: Table, key: string, at: number, position: number): Buffer {
  const reader = new KeyReader(key, at)
  let value: Buffer = Buffer.alloc(0)
  for (const column of table.clustering.slice(0, position + 1))
    value = readClusteringValue(reader, column.type, column.descending)
  return value
}

/** Where the position begins in an entry whose term has so many parts. */
export function positionIn(entry: string, parts: number): string {
  let at = 0
  for (let part = 0; part < parts; part++) {
    at = entry.indexOf('\0', at)
    while (entry.charCodeAt(at + 1) !== 0) at = entry.indexOf('\0', at + 2)
    at += 2
  }
  return entry.slice(at)
}
