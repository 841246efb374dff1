// Snappy, lz4 and zstd for kafkajs, chosen by measurement (shared/design/libraries.md): napi snappy
// and lz4, WASM zstd where Node has none. Snappy on the wire is raw (librdkafka) or xerial-framed
// (Java); both are read, and raw is written, which every client reads.
import * as zlib from 'node:zlib'
import { LabError } from '@shared/errors'
import { lazyModule } from '@main/platform'
import { kafkajs } from './kafkajs'

/** A batch that would expand beyond this is refused before it takes the memory. */
const EXPANDED_BYTES_MAX = 128 * 1024 * 1024
const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const XERIAL_HEADER_BYTES = 16

interface Encoder {
  readonly buffer: Buffer
}
interface Zstd {
  compress(data: Buffer): Promise<Buffer>
  decompress(data: Buffer): Promise<Buffer>
}
type ZstdWasm = typeof import('@bokuweb/zstd-wasm')
interface ZlibWithZstd {
  zstdCompressSync?: (data: Buffer) => Buffer
  zstdDecompressSync?: (data: Buffer, options: { maxOutputLength: number }) => Buffer
}

const snappy = lazyModule<typeof import('snappy')>('snappy')
const lz4 = lazyModule<typeof import('lz4-napi')>('lz4-napi')
const wasm = lazyModule<ZstdWasm>('@bokuweb/zstd-wasm')
let zstdLibrary: Promise<Zstd> | undefined
const zstd = () => (zstdLibrary ??= loadZstd())

async function loadZstd(): Promise<Zstd> {
  const { zstdCompressSync, zstdDecompressSync } = zlib as ZlibWithZstd
  if (zstdCompressSync && zstdDecompressSync) {
    return {
      compress: async data => zstdCompressSync(data),
      decompress: async data => zstdDecompressSync(data, { maxOutputLength: EXPANDED_BYTES_MAX }),
    }
  }
  await wasm.init()
  return {
    compress: async data => Buffer.from(wasm.compress(data, 3)),
    decompress: async data => Buffer.from(expandZstd(wasm, data)),
  }
}

/**
 * A frame without a size makes the library fail until its heap is big enough: it is doubled up to
 * the limit.
 */
function expandZstd(wasm: ZstdWasm, data: Buffer): Uint8Array {
  for (let heap = 1024 * 1024; ; heap *= 4) {
    try {
      return wasm.decompress(data, { defaultHeapSize: heap })
    } catch (error) {
      if (heap >= EXPANDED_BYTES_MAX) throw error
    }
  }
}

async function readSnappy(data: Buffer): Promise<Buffer> {
  if (!data.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return expandSnappyBlock(data)
  const blocks: Buffer[] = []
  let at = XERIAL_HEADER_BYTES
  while (at + 4 <= data.length) {
    const length = data.readUInt32BE(at)
    blocks.push(await expandSnappyBlock(data.subarray(at + 4, at + 4 + length)))
    at += 4 + length
  }
  return Buffer.concat(blocks)
}

async function expandSnappyBlock(block: Buffer): Promise<Buffer> {
  if (snappyLength(block) > EXPANDED_BYTES_MAX)
    throw new LabError('kafka-batch-too-big', { kind: 'limit', params: { codec: 'snappy' } })
  const data = await snappy.uncompress(block, { asBuffer: true })
  return typeof data === 'string' ? Buffer.from(data) : data
}

/** The preamble of a snappy block: its expanded length as a varint. */
function snappyLength(block: Buffer): number {
  let length = 0
  for (let i = 0, factor = 1; i < 5 && i < block.length; i++, factor *= 128) {
    const byte = block[i] ?? 0
    length += (byte & 0x7f) * factor
    if (byte < 0x80) break
  }
  return length
}

export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  CompressionCodecs[CompressionTypes.Snappy] = () => ({
    compress: async ({ buffer }: Encoder) => snappy.compress(buffer),
    decompress: readSnappy,
  })
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: async ({ buffer }: Encoder) => lz4.compressFrame(buffer),
    decompress: async (data: Buffer) => lz4.decompressFrame(data),
  })
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: async ({ buffer }: Encoder) => (await zstd()).compress(buffer),
    decompress: async (data: Buffer) => (await zstd()).decompress(data),
  })
}
