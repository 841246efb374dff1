// list, set and map.
import { invalid } from '../errors'
import type { Writer } from '../bytes/writer'
import { javaClass, jsonText, javaText, parseJson } from './json'
import { packList, unpackList } from './packing'
import {
  frozenName,
  partKey,
  endKey,
  readParts,
  firstFlaw,
  guarded,
  compareParts,
  nothing,
} from './parts'
import type { CollectionType, MapType } from './shapes'
import type { CqlType } from './type'

function collection(kindName: 'list' | 'set', of: CqlType, frozen: boolean): CollectionType {
  const plainName = `${kindName}<${of.name}>`
  return {
    ...nothing,
    kind: kindName,
    of,
    name: frozenName(plainName, frozen),
    multiCell: !frozen,
    compare: (a, b) => compareParts(unpackList(a), unpackList(b), () => of),
    flaw: value => guarded(() => firstFlaw(unpackList(value), () => of)),
    toText: value =>
      `[${unpackList(value)
        .map(v => of.toText(v))
        .join(', ')}]`,
    toJson: value =>
      `[${unpackList(value)
        .map(v => of.toJson(v))
        .join(', ')}]`,
    fromJson: value => {
      const parsed = typeof value === 'string' ? parseJson(value) : value
      if (!Array.isArray(parsed))
        throw invalid(
          `Expected a list${kindName === 'set' ? ' (representing a set)' : ''}, but got a ${javaClass(value)}: ${javaText(value)}`,
        )
      const items = parsed.map(item => {
        if (item === null)
          throw invalid(`Invalid null element in ${kindName === 'set' ? 'set' : 'list'}`)
        return of.fromJson(item)
      })
      return packList(kindName === 'set' ? sortedSet(of, items) : items)
    },
    writeKey: (writer, value) => {
      for (const item of unpackList(value)) partKey(writer, of, item)
      endKey(writer)
    },
    readKey: reader => packList(readParts(reader, () => of)),
    writeOption: (writer: Writer) => of.writeOption(writer.u16(kindName === 'list' ? 0x20 : 0x22)),
  }
}

export const listType = (of: CqlType, frozen: boolean) => collection('list', of, frozen)
export const setType = (of: CqlType, frozen: boolean) => collection('set', of, frozen)

export function sortedSet(of: CqlType, items: readonly Buffer[]): Buffer[] {
  const sorted = [...items].sort((a, b) => of.compare(a, b))
  return sorted.filter((item, i) => i === 0 || of.compare(sorted[i - 1]!, item) !== 0)
}

/** Keys in order, the last value of an equal key winning. */
export function sortedMap(key: CqlType, entries: readonly (readonly [Buffer, Buffer])[]): Buffer[] {
  const sorted = [...entries].sort((a, b) => key.compare(a[0], b[0]))
  return sorted
    .filter((entry, i) => i === sorted.length - 1 || key.compare(entry[0], sorted[i + 1]![0]) !== 0)
    .flat()
}

export function mapType(key: CqlType, value: CqlType, frozen: boolean): MapType {
  const at = (i: number) => (i % 2 === 0 ? key : value)
  const pairs = (bytes: Buffer) => {
    const parts = unpackList(bytes, 2)
    return Array.from(
      { length: parts.length / 2 },
      (_, i) => [parts[2 * i]!, parts[2 * i + 1]!] as const,
    )
  }
  return {
    ...nothing,
    kind: 'map',
    key,
    value,
    name: frozenName(`map<${key.name}, ${value.name}>`, frozen),
    multiCell: !frozen,
    compare: (a, b) => compareParts(unpackList(a, 2), unpackList(b, 2), at),
    flaw: bytes => guarded(() => firstFlaw(unpackList(bytes, 2), at)),
    toText: bytes =>
      `{${pairs(bytes)
        .map(([k, v]) => `${key.toText(k)}: ${value.toText(v)}`)
        .join(', ')}}`,
    toJson: bytes =>
      `{${pairs(bytes)
        .map(([k, v]) => `${asName(key.toJson(k))}: ${value.toJson(v)}`)
        .join(', ')}}`,
    fromJson: json => {
      const parsed = typeof json === 'string' ? parseJson(json) : json
      if (!(parsed instanceof Map))
        throw invalid(`Expected a map, but got a ${javaClass(json)}: ${javaText(json)}`)
      const entries = [...parsed].map(([k, v]) => {
        if (v === null) throw invalid('Invalid null value in map')
        return [key.fromJson(k), value.fromJson(v)] as const
      })
      return packList(sortedMap(key, entries), 2)
    },
    writeKey: (writer, bytes) => {
      unpackList(bytes, 2).forEach((part, i) => partKey(writer, at(i), part))
      endKey(writer)
    },
    readKey: reader => packList(readParts(reader, at), 2),
    writeOption: writer => {
      key.writeOption(writer.u16(0x21))
      value.writeOption(writer)
    },
  }
}

/** A key of a JSON object. */
const asName = (json: string) => (json.startsWith('"') ? json : jsonText(json))
