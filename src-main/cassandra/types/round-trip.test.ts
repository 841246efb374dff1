// Properties of every type: its JSON, its key form and the packing of its parts give the value
// back.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyReader, KeyWriter } from '../bytes/key-codec'
import { listType, mapType, native, packList, packTuple, packVector, setType } from './index'
import { sortedMap, sortedSet, tupleType, unpackList, unpackTuple, vectorParts } from './index'
import { bigIntToBytes, decimalToBytes } from './java-numbers'
import { parseJson } from './json'
import type { CqlType } from './type'
import { bytesToDuration, durationToBytes, inetText, inetToBytes, uuidText } from './value-codec'
import { uuidToBytes } from './value-codec'
import { vectorType } from './vectors'

const fixed = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(b => Buffer.from(b))
const text = fc.string({ unit: 'binary' }).map(s => Buffer.from(s))
const finite = (bytes: 4 | 8) =>
  (bytes === 4 ? fc.float({ noNaN: true }) : fc.double({ noNaN: true })).map(n => {
    const out = Buffer.alloc(bytes)
    if (bytes === 4) out.writeFloatBE(n)
    else out.writeDoubleBE(n)
    return out
  })
const infinite = (value: Buffer) =>
  !Number.isFinite(value.length === 4 ? value.readFloatBE() : value.readDoubleBE())
const timeUuid = fixed(16).map(value => {
  value[6] = 0x10 | (value[6]! & 0x0f)
  return value
})
const DAY_NANOS = 86_399_999_999_999n
const long = (least: bigint, most: bigint) =>
  fc.bigInt(least, most).map(n => {
    const out = Buffer.alloc(8)
    out.writeBigInt64BE(n)
    return out
  })

const VALUES: Readonly<Record<string, fc.Arbitrary<Buffer>>> = {
  ascii: fc.string().map(s => Buffer.from(s, 'ascii')),
  bigint: fixed(8),
  blob: fc.uint8Array().map(b => Buffer.from(b)),
  boolean: fc.boolean().map(b => Buffer.from([b ? 1 : 0])),
  // Years 1 to 9999, as texts can name them.
  date: fc.integer({ min: -719_162, max: 2_932_896 }).map(days => {
    const out = Buffer.alloc(4)
    out.writeUInt32BE(days + 2 ** 31)
    return out
  }),
  decimal: fc
    .tuple(fc.bigInt(-(10n ** 40n), 10n ** 40n), fc.integer({ min: 0, max: 30 }))
    .map(([unscaled, scale]) => decimalToBytes({ unscaled, scale })),
  double: finite(8),
  float: finite(4),
  inet: fc.oneof(fixed(4), fixed(16)),
  int: fixed(4),
  smallint: fixed(2),
  text,
  time: long(0n, DAY_NANOS),
  timestamp: long(-62_135_596_800_000n, 253_402_300_799_999n),
  timeuuid: timeUuid,
  tinyint: fixed(1),
  uuid: fixed(16),
  varint: fc.bigInt(-(10n ** 40n), 10n ** 40n).map(bigIntToBytes),
}

const types = Object.entries(VALUES).map(([name, values]) => ({ type: native(name), values }))
const some = fc.constantFrom(...types)

function keyAndBack(type: CqlType, value: Buffer): Buffer {
  const writer = new KeyWriter()
  type.writeKey(writer, value)
  return type.readKey(new KeyReader(writer.finish()))
}

describe.each(types)('$type.name', ({ type, values }) => {
  it('is valid, and comes back from a key', () => {
    fc.assert(
      fc.property(values, value => {
        expect(type.flaw(value)).toBeUndefined()
        expect(type.compare(keyAndBack(type, value), value)).toBe(0)
      }),
    )
  })

  it('comes back from JSON', () => {
    fc.assert(
      fc.property(values, value => {
        // JSON has no word for infinity: it shows null.
        fc.pre(!(type.kind === 'float' || type.kind === 'double') || !infinite(value))
        const shown = type.toJson(value)
        // Cassandra reads a bare decimal as a double; in quotes it keeps its digits.
        const json = type.kind === 'decimal' ? JSON.stringify(shown) : shown
        const back = type.fromJson(parseJson(json))
        expect(type.compare(back, value)).toBe(0)
      }),
    )
  })
})

describe('types made of others', () => {
  const lists = some.chain(({ type, values }) =>
    fc.record({ of: fc.constant(type), items: fc.array(values, { maxLength: 6 }) }),
  )

  it('pack their parts so that they come out again', () => {
    fc.assert(
      fc.property(lists, ({ of, items }) => {
        expect(unpackList(packList(items))).toEqual(items)
        expect(unpackTuple(packTuple([null, ...items]))).toEqual([null, ...items])
        if (items.length === 0) return
        const vector = vectorType(of, items.length, '')
        expect(vectorParts(vector, packVector(of, items))).toEqual(items)
      }),
    )
  })

  it('come back from keys', () => {
    fc.assert(
      fc.property(lists, ({ of, items }) => {
        const entries = items.map(item => [item, item] as const)
        const values: (readonly [CqlType, Buffer])[] = [
          [listType(of, true), packList(items)],
          [setType(of, true), packList(sortedSet(of, items))],
          [mapType(of, of, true), packList(sortedMap(of, entries), 2)],
          [tupleType(items.map(() => of)), packTuple(items)],
        ]
        for (const [type, value] of values)
          expect(type.compare(keyAndBack(type, value), value)).toBe(0)
      }),
    )
  })
})

describe('a vector', () => {
  it('has the lengths of elements that are of no fixed length to Cassandra', () => {
    const packed = (name: string, texts: readonly string[]) => {
      const of = native(name)
      return packVector(
        of,
        texts.map(part => of.parse(part)),
      ).toString('hex')
    }
    expect(packed('smallint', ['1', '-2', '300'])).toBe('020001' + '02fffe' + '02012c')
    expect(packed('tinyint', ['7', '-8'])).toBe('0107' + '01f8')
    expect(packed('time', ['00:00:00.000000001'])).toBe('08' + '0000000000000001')
    expect(packed('date', ['1970-01-02'])).toBe('04' + '80000001')
    expect(packed('timestamp', ['1'])).toBe('0000000000000001')
    expect(packed('text', ['a', 'bcd'])).toBe('0161' + '03626364')
    expect(packed('int', ['5', '6'])).toBe('00000005' + '00000006')
  })
})

describe('texts of values', () => {
  it('name the same uuid, address and duration', () => {
    const part = fc.bigInt(-(2n ** 31n) + 1n, 2n ** 31n - 1n)
    fc.assert(
      fc.property(fixed(16), fixed(4), part, part, part, (uuid, inet, months, days, nanos) => {
        expect(uuidToBytes(uuidText(uuid))).toEqual(uuid)
        expect(inetToBytes(inetText(inet))).toEqual(inet)
        const duration = { months, days, nanos }
        expect(bytesToDuration(durationToBytes(duration))).toEqual(duration)
      }),
    )
  })
})
