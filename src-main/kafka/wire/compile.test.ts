// Versions and tags of a declaration. That every message of every API reads back what it wrote is
// tested in ../apis/index.test.ts.
import { describe, expect, it } from 'vitest'
import { Message } from './compile'
import { array, int32, int8, string } from './fields'
import { MalformedFrame, Reader } from './reader'
import { Writer } from './writer'

const FLEXIBLE_SINCE = 2
const message = new Message(
  {
    name: string(),
    clusterId: string().since(2).nullable().tag(0).default(null),
    count: int32().since(1).default(7),
    old: int32().until(0),
    parts: array({ id: int32(), text: string().since(1) }),
  },
  FLEXIBLE_SINCE,
)
const plain = { name: 'n', count: 1, parts: [{ id: 1, text: 'x' }] }

function bytesOf(value: Parameters<typeof message.write>[2], version = 2): Buffer {
  const writer = new Writer()
  message.write(writer, version, value)
  return writer.toBuffer()
}

describe('a message', () => {
  it('writes tagged fields only when they differ from their defaults', () => {
    const tagged = bytesOf({ ...plain, clusterId: 'c' })
    expect(bytesOf({ ...plain, clusterId: null })).toEqual(bytesOf(plain))
    expect(tagged.length).toBe(bytesOf(plain).length + 4)
    expect(message.read(new Reader(tagged), 2)).toMatchObject({ clusterId: 'c' })
  })

  it('skips tags that it does not know', () => {
    // The last byte is the count of tags: none. One unknown tag, 77, of 3 bytes.
    const unknown = Buffer.concat([
      bytesOf(plain).subarray(0, -1),
      Buffer.from([1, 77, 3, 1, 2, 3]),
    ])
    expect(message.read(new Reader(unknown), 2)).toMatchObject(plain)
  })

  it('fills fields that a version does not have with their defaults', () => {
    const read = message.read(new Reader(bytesOf({ ...plain, old: 5 }, 0)), 0)
    expect(read).toEqual({
      name: 'n',
      clusterId: null,
      count: 7,
      old: 5,
      parts: [{ id: 1, text: '' }],
    })
  })

  it('refuses too many elements before it allocates them, also spread over arrays', () => {
    const many = new Message({ rows: array({ ids: array(int8()) }) }, FLEXIBLE_SINCE)
    const read = (counts: readonly number[], version: number) => {
      const writer = new Writer()
      many.write(writer, version, {
        rows: counts.map(count => ({ ids: new Array<number>(count).fill(1) })),
      })
      return many.read(new Reader(writer.toBuffer()), version)
    }
    for (const version of [0, 2]) {
      expect(read([15_000], version).rows[0]!.ids).toHaveLength(15_000)
      expect(() => read([15_000, 15_000], version)).toThrow('more than 20000 elements')
      expect(() => read([20_001], version)).toThrow(MalformedFrame)
    }
  })

  it('refuses too many tagged fields', () => {
    const writer = new Writer()
    writer.unsignedVarint(10_001)
    const empty = new Message({}, 0)
    expect(() => empty.read(new Reader(writer.toBuffer()), 0)).toThrow('10001 tagged fields')
  })
})
