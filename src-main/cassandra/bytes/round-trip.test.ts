import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyReader, KeyWriter } from './key-codec'
import { Reader } from './reader'
import { Writer } from './writer'

const bytes = fc.uint8Array({ maxLength: 80 }).map(b => Buffer.from(b))

describe('primitives of the native protocol', () => {
  it('are read as they were written', () => {
    const text = fc.string({ unit: 'binary' }).map(s => Buffer.from(s).toString())
    fc.assert(
      fc.property(
        fc.nat(0xff),
        fc.nat(0xffff),
        fc.integer(),
        text,
        fc.array(text, { maxLength: 5 }),
        fc.option(bytes),
        bytes,
        (u8, u16, i32, string, list, value, short) => {
          const writer = new Writer(1).u8(u8).u16(u16).i32(i32).string(string).longString(string)
          writer.stringList(list).bytes(value).shortBytes(short)
          const reader = new Reader(writer.finish())
          expect([reader.u8(), reader.u16(), reader.i32()]).toEqual([u8, u16, i32])
          expect([reader.string(), reader.longString()]).toEqual([string, string])
          expect(reader.stringList()).toEqual(list)
          expect(reader.bytes()).toEqual(value)
          expect(reader.shortBytes()).toEqual(short)
          expect(reader.left).toBe(0)
        },
      ),
    )
  })

  it('that are cut short are a protocol error, wherever the cut is', () => {
    const whole = new Writer().string('abc').i32(5).bytes(Buffer.from('xyz')).finish()
    for (let length = 0; length < whole.length; length++) {
      const reader = new Reader(whole.subarray(0, length))
      expect(() => [reader.string(), reader.i32(), reader.bytes()]).toThrow(/Not enough bytes/)
    }
  })
})

describe('bytes in a key', () => {
  it('come back, and sort as they do by themselves, in either direction', () => {
    const keyOf = (value: Buffer, descending: boolean) => {
      const writer = new KeyWriter().u8(7).escaped(value)
      if (descending) writer.invert(1)
      return writer.finish()
    }
    fc.assert(
      fc.property(bytes, bytes, fc.boolean(), (a, b, descending) => {
        const reader = new KeyReader(keyOf(a, descending), 1)
        reader.invert(descending)
        expect(reader.escaped()).toEqual(a)
        const [x, y] = [keyOf(a, descending), keyOf(b, descending)]
        const order = x < y ? -1 : x > y ? 1 : 0
        expect(order).toBe(descending ? 0 - Buffer.compare(a, b) : Buffer.compare(a, b))
      }),
    )
  })
})
