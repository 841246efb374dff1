import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timestampFrom } from '../bytes/timestamp'
import { compareCells, decodeRow, encodeRow, mergeEncoded, type Cell, type Row } from './row'

const LAST = 2n ** 63n - 1n
const time = fc
  .oneof(
    fc.bigInt({ min: 0n, max: 2n ** 50n }),
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
    fc.bigInt({ min: -LAST, max: LAST }),
    fc.constantFrom(-LAST, LAST - 1n, LAST),
  )
  .map(timestampFrom)
const second = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const path = fc.string({ unit: fc.nat(255).map(n => String.fromCharCode(n)), maxLength: 6 })

const cell: fc.Arbitrary<Cell> = fc
  .record({
    column: fc.nat(5),
    path: fc.option(path, { nil: undefined }),
    timestamp: time,
    life: fc.option(fc.record({ ttl: second, expires: second })),
    value: fc.option(fc.uint8Array({ maxLength: 40 }).map(b => Buffer.from(b))),
    deletedAt: second,
  })
  .map(({ life, ...c }) => ({
    ...c,
    ttl: c.value && life ? life.ttl : 0,
    expires: c.value && life ? life.expires : 0,
    deletedAt: c.value ? 0 : c.deletedAt,
    wholeColumn: false,
  }))

const row: fc.Arbitrary<Row> = fc
  .record({
    live: fc.option(
      fc.oneof(
        fc.record({ timestamp: time, ttl: second, expires: second }),
        time.map(timestamp => ({ timestamp, ttl: 0, expires: 0 })),
      ),
      { nil: undefined },
    ),
    deletion: fc.option(fc.record({ timestamp: time, at: second }), { nil: undefined }),
    cells: fc.uniqueArray(cell, { maxLength: 8, selector: c => `${c.column}/${c.path ?? ''}` }),
  })
  .map(r => ({ ...r, cells: [...r.cells].sort(compareCells) }))

const nothing = { column: 1, timestamp: 0, ttl: 0, expires: 0, deletedAt: 0 }

describe('a stored row', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(row, r => {
        expect(decodeRow(encodeRow(r))).toEqual(r)
      }),
    )
  })

  it('keeps the later of two cells, however close and far from now they are', () => {
    const one: Row = { cells: [{ ...nothing, value: Buffer.from('one') }] }
    fc.assert(
      fc.property(fc.bigInt({ min: -LAST, max: LAST - 1n }), before => {
        const at = (row: Row, timestamp: bigint): Row => ({
          cells: row.cells.map(c => ({ ...c, timestamp: timestampFrom(timestamp) })),
        })
        const later = encodeRow(at(one, before + 1n))
        const earlier = encodeRow(
          at({ cells: [{ ...nothing, value: Buffer.from('two') }] }, before),
        )
        expect(mergeEncoded(earlier, later)).toEqual(later)
        const deleted = encodeRow({
          deletion: { timestamp: timestampFrom(before), at: 1 },
          cells: [],
        })
        expect(decodeRow(mergeEncoded(later, deleted)).cells).toHaveLength(1)
        expect(decodeRow(mergeEncoded(earlier, deleted)).cells).toEqual([])
      }),
    )
  })

  it('of an older version, whose times were all doubles, is read', () => {
    const old = (time: number) => {
      const bytes = Buffer.alloc(1 + 8 + 2 + 1 + 4 + 1)
      bytes[0] = 1
      bytes.writeDoubleBE(time, 1)
      bytes[11] = 16
      bytes.writeInt32BE(1, 12)
      bytes[16] = 7
      return decodeRow(bytes)
    }
    const read = [5, 2 ** 53 - 1, 2 ** 53, -(2 ** 60), 2 ** 63, -(2 ** 63)].map(time => {
      const { live, cells } = old(time)
      expect(cells[0]).toMatchObject({ timestamp: live?.timestamp, value: Buffer.of(7) })
      return live?.timestamp
    })
    const rounded = [2n ** 53n, -(2n ** 60n), LAST, -LAST - 1n]
    expect(read).toEqual([5, 2 ** 53 - 1, ...rounded])
  })

  it('merges to the same, in whatever order and however often its versions come', () => {
    fc.assert(
      fc.property(row, row, row, (a, b, c) => {
        const [x, y, z] = [encodeRow(a), encodeRow(b), encodeRow(c)]
        const merged = mergeEncoded(mergeEncoded(x, y), z)
        expect(mergeEncoded(z, mergeEncoded(y, x))).toEqual(merged)
        expect(mergeEncoded(merged, y)).toEqual(merged)
      }),
    )
  })
})
