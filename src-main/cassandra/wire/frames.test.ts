// Frames in both directions: requests as a driver writes them, results as a driver reads them.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reader } from '../bytes/reader'
import { timestampFrom } from '../bytes/timestamp'
import { Writer } from '../bytes/writer'
import { CqlError, errorCode } from '../errors'
import { native } from '../types'
import { flag, HEADER_BYTES, opcode } from './frame'
import { readBatch, readQueryParameters } from './requests'
import { errorFrame, resultFrame, voidFrame } from './responses'

const bytes = fc.uint8Array({ maxLength: 40 }).map(b => Buffer.from(b))
const bound = fc.oneof(bytes, fc.constant(null), fc.constant(undefined))
const LAST = 2n ** 63n - 1n
const name = fc.stringMatching(/^[a-z]{1,8}$/)

function writeValue(writer: Writer, value: Buffer | null | undefined): void {
  if (value === undefined) writer.i32(-2)
  else writer.bytes(value)
}

const parameters = fc.record({
  consistency: fc.nat(10),
  values: fc.array(bound, { maxLength: 5 }),
  named: fc.boolean(),
  skipMetadata: fc.boolean(),
  pageSize: fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 })),
  pagingState: fc.option(bytes),
  timestamp: fc.option(
    fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 50n }), fc.bigInt({ min: -LAST, max: LAST })),
  ),
})

describe('requests', () => {
  it('carry their parameters', () => {
    fc.assert(
      fc.property(parameters, p => {
        const names = p.named ? p.values.map((_, i) => `n${i}`) : undefined
        const writer = new Writer().u16(p.consistency)
        writer.u8(
          (p.values.length > 0 ? 0x01 : 0) |
            (p.skipMetadata ? 0x02 : 0) |
            (p.pageSize === null ? 0 : 0x04) |
            (p.pagingState === null ? 0 : 0x08) |
            (p.timestamp === null ? 0 : 0x20) |
            (p.named ? 0x40 : 0),
        )
        if (p.values.length > 0) writer.u16(p.values.length)
        p.values.forEach((value, i) => {
          if (names) writer.string(names[i]!)
          writeValue(writer, value)
        })
        if (p.pageSize !== null) writer.i32(p.pageSize)
        if (p.pagingState !== null) writer.bytes(p.pagingState)
        if (p.timestamp !== null) {
          const long = Buffer.alloc(8)
          long.writeBigInt64BE(p.timestamp)
          writer.raw(long)
        }
        const reader = new Reader(writer.finish())
        expect(readQueryParameters(reader)).toEqual({
          consistency: p.consistency,
          values: p.values,
          names: p.values.length > 0 ? names : undefined,
          skipMetadata: p.skipMetadata,
          pageSize: p.pageSize ?? Infinity,
          pagingState: p.pagingState ?? undefined,
          timestamp: p.timestamp === null ? undefined : timestampFrom(p.timestamp),
        })
        expect(reader.left).toBe(0)
      }),
    )
  })

  it('with a timestamp that no cell can have are refused', () => {
    const least = Buffer.alloc(8)
    least.writeBigInt64BE(-LAST - 1n)
    const asked = new Reader(new Writer().u16(1).u8(0x20).raw(least).finish())
    expect(() => readQueryParameters(asked)).toThrow(
      'Out of bound timestamp, must be in [-9223372036854775807, 9223372036854775807] (got -9223372036854775808)',
    )
    const batch = new Reader(new Writer().u8(0).u16(0).u16(1).u8(0x20).raw(least).finish())
    expect(() => readBatch(batch)).toThrow('Out of bound timestamp')
  })

  it('carry batches of texts and prepared ids', () => {
    const part = fc.record({ query: fc.option(name), id: bytes, values: fc.array(bound) })
    fc.assert(
      fc.property(fc.nat(2), fc.array(part, { maxLength: 4 }), (type, parts) => {
        const writer = new Writer().u8(type).u16(parts.length)
        for (const { query, id, values } of parts) {
          if (query === null) writer.u8(1).shortBytes(id)
          else writer.u8(0).longString(query)
          writer.u16(values.length)
          for (const value of values) writeValue(writer, value)
        }
        const message = readBatch(new Reader(writer.u16(1).u8(0).finish()))
        expect(message.type).toBe(['LOGGED', 'UNLOGGED', 'COUNTER'][type])
        expect(message.parts).toEqual(
          parts.map(p => ({
            query: p.query ?? undefined,
            id: p.query === null ? p.id : undefined,
            values: p.values,
          })),
        )
      }),
    )
  })
})

function openFrame(frame: Buffer) {
  expect(frame.readInt32BE(5)).toBe(frame.length - HEADER_BYTES)
  const header = {
    version: frame[0]! & 0x7f,
    flags: frame[1]!,
    stream: frame.readInt16BE(2),
    opcode: frame[4]!,
  }
  return { ...header, body: new Reader(frame.subarray(HEADER_BYTES)) }
}

describe('results', () => {
  it('carry rows, warnings and the paging state', () => {
    const columns = fc.uniqueArray(name, { minLength: 1, maxLength: 4 })
    const results = columns.chain(names =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(
          fc.array(fc.option(bytes), { minLength: names.length, maxLength: names.length }),
        ),
        pagingState: fc.option(bytes, { nil: undefined }),
        warnings: fc.array(name, { maxLength: 2 }),
        stream: fc.integer({ min: 0, max: 0x7fff }),
        version: fc.constantFrom(3, 4),
      }),
    )
    fc.assert(
      fc.property(results, ({ names, rows, pagingState, warnings, stream, version }) => {
        const shown = names.map(n => ({ keyspace: 'k', table: 't', name: n, type: native('blob') }))
        const result = { kind: 'rows', columns: shown, rows, pagingState, warnings } as const
        const frame = openFrame(resultFrame({ version, stream }, result, false))
        expect(frame).toMatchObject({ version, stream, opcode: opcode.result })
        const warned = (frame.flags & flag.warning) !== 0
        expect(warned).toBe(version === 4 && warnings.length > 0)
        const { body } = frame
        if (warned) expect(body.stringList()).toEqual(warnings)
        expect([body.i32(), body.i32(), body.i32()]).toEqual([2, pagingState ? 3 : 1, names.length])
        if (pagingState) expect(body.bytes()).toEqual(pagingState)
        expect([body.string(), body.string()]).toEqual(['k', 't'])
        for (const n of names) expect([body.string(), body.u16()]).toEqual([n, 3])
        expect(body.i32()).toBe(rows.length)
        for (const row of rows) expect(row.map(() => body.bytes())).toEqual(row)
        expect(body.left).toBe(0)
      }),
    )
  })

  it('without anything are the same frame, ready made or not', () => {
    const made = resultFrame({ version: 4, stream: 258 }, { kind: 'void', warnings: [] }, false)
    expect(made).toEqual(voidFrame(4, 258))
  })

  it('of a failure carry code, words and what the code asks for', () => {
    const id = Buffer.from('0123456789abcdef')
    const error = new CqlError(errorCode.unprepared, 'gone', { id })
    const { body } = openFrame(errorFrame({ version: 4, stream: 1 }, error))
    expect([body.i32(), body.string()]).toEqual([errorCode.unprepared, 'gone'])
    expect(body.shortBytes()).toEqual(id)
    const exists = new CqlError(errorCode.alreadyExists, 'there', { keyspace: 'k', table: 't' })
    const other = openFrame(errorFrame({ version: 4, stream: 1 }, exists)).body
    expect([other.i32(), other.string(), other.string(), other.string()]).toEqual([
      errorCode.alreadyExists,
      'there',
      'k',
      't',
    ])
  })
})
