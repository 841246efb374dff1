import { describe, expect, it } from 'vitest'
import { codecOf, CodecType, isCodecType } from './codecs'

const bytes = Buffer.concat([Buffer.from('ünïcödé'), Buffer.alloc(300_000, 'abc')])

describe.each([CodecType.GZIP, CodecType.SNAPPY, CodecType.LZ4, CodecType.ZSTD])(
  'codec %i',
  type => {
    it('expands what it packed, at once and later', async () => {
      const codec = codecOf(type)
      expect(codec.decompressSync(codec.compressSync(bytes)).equals(bytes)).toBe(true)
      expect((await codec.decompress(await codec.compress(bytes))).equals(bytes)).toBe(true)
    })

    it('refuses to expand bytes beyond its limit', async () => {
      const codec = codecOf(type)
      const bomb = codec.compressSync(Buffer.alloc(140 * 1024 * 1024))
      expect(() => codec.decompressSync(bomb)).toThrow()
      await expect(codec.decompress(bomb)).rejects.toThrow()
    })
  },
)

it("reads Java's framed snappy", () => {
  const snappy = codecOf(CodecType.SNAPPY)
  const block = snappy.compressSync(Buffer.from('hello'))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(block.length)
  const head = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])
  const framed = Buffer.concat([head, size, block, size, block])
  expect(snappy.decompressSync(framed).toString()).toBe('hellohello')
})

it('knows no fifth codec', () => {
  expect(isCodecType(5)).toBe(false)
  expect(() => codecOf(5)).toThrow(RangeError)
})
