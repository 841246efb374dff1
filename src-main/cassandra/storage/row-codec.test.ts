import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCells, decodeRow, encodeRow, mergeEncoded, type Cell, type Row } from './row'

const time = fc.integer({ min: 0, max: 2 ** 50 })
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

describe('a stored row', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(row, r => {
        expect(decodeRow(encodeRow(r))).toEqual(r)
      }),
    )
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
