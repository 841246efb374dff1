// Kafka's four compressions, for the broker and for our client alike. The libraries were chosen by
// measurement: napi snappy and lz4, and WASM zstd where Node has none. Snappy on the wire is raw
// (librdkafka) or xerial-framed (Java): we read both and write raw, which every client reads.
import { readFileSync } from 'node:fs'
import * as zlib from 'node:zlib'
import { LabError } from '@shared/errors'
import { lazyModule, lazyObject, pathInside, requireInside, requirePackage } from '../lazy-module'

/** The broker works in memory and in order, hence the Sync methods; a client need not wait. */
export interface Codec {
  compress(bytes: Buffer): Promise<Buffer>
  decompress(bytes: Buffer): Promise<Buffer>
  compressSync(bytes: Buffer): Buffer
  decompressSync(bytes: Buffer): Buffer
}

/** Bytes that would expand beyond this are refused before they take the memory. */
const EXPANDED_BYTES_MAX = 128 * 1024 * 1024

const tooBig = (codec: string) =>
  new LabError('kafka-batch-too-big', { kind: 'limit', params: { codec } })

// gzip

const gzip: Codec = {
  compress: async bytes => zlib.gzipSync(bytes),
  decompress: async bytes => gzip.decompressSync(bytes),
  compressSync: bytes => zlib.gzipSync(bytes),
  decompressSync: bytes => zlib.gunzipSync(bytes, { maxOutputLength: EXPANDED_BYTES_MAX }),
}

// snappy

const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const XERIAL_HEADER_BYTES = 16
const snappyLibrary = lazyModule<typeof import('snappy')>('snappy')

const snappy: Codec = {
  compress: bytes => snappyLibrary.compress(bytes),
  async decompress(bytes) {
    const blocks = snappyBlocks(bytes).map(async block =>
      toBuffer(await snappyLibrary.uncompress(block, { asBuffer: true })),
    )
    return joined(await Promise.all(blocks))
  },
  compressSync: bytes => snappyLibrary.compressSync(bytes),
  decompressSync: bytes =>
    joined(
      snappyBlocks(bytes).map(block =>
        toBuffer(snappyLibrary.uncompressSync(block, { asBuffer: true })),
      ),
    ),
}

const toBuffer = (data: string | Buffer) => (typeof data === 'string' ? Buffer.from(data) : data)
const joined = (blocks: readonly Buffer[]) =>
  blocks.length === 1 && blocks[0] ? blocks[0] : Buffer.concat(blocks)

function snappyBlocks(bytes: Buffer): Buffer[] {
  const blocks: Buffer[] = []
  if (!bytes.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) blocks.push(bytes)
  else
    for (let at = XERIAL_HEADER_BYTES; at + 4 <= bytes.length;) {
      const length = bytes.readUInt32BE(at)
      blocks.push(bytes.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
  const expanded = blocks.reduce((sum, block) => sum + snappyLength(block), 0)
  if (expanded > EXPANDED_BYTES_MAX) throw tooBig('snappy')
  return blocks
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

// lz4

const lz4Library = lazyModule<typeof import('lz4-napi')>('lz4-napi')

const lz4: Codec = {
  compress: bytes => lz4Library.compressFrame(bytes),
  async decompress(bytes) {
    checkLz4Size(bytes)
    return lz4Library.decompressFrame(bytes)
  },
  compressSync: bytes => lz4Library.compressFrameSync(bytes),
  decompressSync(bytes) {
    checkLz4Size(bytes)
    return lz4Library.decompressFrameSync(bytes)
  },
}

const LZ4_BLOCK_BYTES = [64 * 1024, 256 * 1024, 1024 * 1024, 4 * 1024 * 1024]
/** Block checksums, content size and dictionary id, as the frame's FLG byte says. */
const LZ4_BLOCK_CHECKSUM = 0x10
const LZ4_CONTENT_SIZE = 0x08
const LZ4_DICTIONARY = 0x01
const LZ4_IS_PLAIN = 0x80000000

/** LZ4 frame format: no block expands beyond the size that the frame's BD byte allows. */
function checkLz4Size(bytes: Buffer): void {
  if (bytes.length < 7) return
  const flags = bytes[4] ?? 0
  const blockBytes = LZ4_BLOCK_BYTES[(((bytes[5] ?? 0) >> 4) & 7) - 4] ?? 0
  let at = 7 + (flags & LZ4_CONTENT_SIZE ? 8 : 0) + (flags & LZ4_DICTIONARY ? 4 : 0)
  let expanded = 0
  while (at + 4 <= bytes.length) {
    const size = bytes.readUInt32LE(at)
    if (size === 0) return
    expanded += blockBytes
    // A block more than the limit: the last one is seldom full.
    if (expanded > EXPANDED_BYTES_MAX + blockBytes) throw tooBig('lz4')
    const packed = size >= LZ4_IS_PLAIN ? size - LZ4_IS_PLAIN : size
    at += 4 + packed + (flags & LZ4_BLOCK_CHECKSUM ? 4 : 0)
  }
}

// zstd

type ZstdWasm = typeof import('@bokuweb/zstd-wasm')
interface ZlibWithZstd {
  zstdCompressSync?: (data: Buffer) => Buffer
  zstdDecompressSync?: (data: Buffer, options: { maxOutputLength: number }) => Buffer
}
const native = zlib as ZlibWithZstd
const wasm = lazyObject(loadWasm)

interface WasmInstance {
  readonly exports: object
}
/** Node's types leave it to those of the browser. */
declare const WebAssembly: {
  readonly Module: new (binary: Buffer) => object
  readonly Instance: new (module: object, imports: object) => WasmInstance
}

/** What is inside the package: its own way to load is for callers that can wait. */
interface Emscripten {
  readonly Module: {
    instantiateWasm: (imports: object, receive: (instance: WasmInstance) => void) => object
    init(binary: Buffer): void
  }
}

/**
 * At once, when zstd is first met: the broker decodes in order, and an engine that never meets it is
 * spared 7 MiB and a tenth of its start.
 */
function loadWasm(): ZstdWasm {
  const name = '@bokuweb/zstd-wasm'
  const library = requirePackage<ZstdWasm>(name)
  const { Module } = requireInside<Emscripten>(name, './module')
  const binary = readFileSync(pathInside(name, './zstd.wasm'))
  const module = new WebAssembly.Module(binary)
  Module.instantiateWasm = (imports, receive) => {
    const instance = new WebAssembly.Instance(module, imports)
    receive(instance)
    return instance.exports
  }
  Module.init(binary)
  return library
}

const ZSTD_LEVEL = 3
const zstd: Codec = {
  compress: async bytes => zstd.compressSync(bytes),
  decompress: async bytes => zstd.decompressSync(bytes),
  compressSync: bytes =>
    native.zstdCompressSync?.(bytes) ?? Buffer.from(wasm.compress(bytes, ZSTD_LEVEL)),
  decompressSync: bytes =>
    native.zstdDecompressSync?.(bytes, { maxOutputLength: EXPANDED_BYTES_MAX }) ??
    Buffer.from(expandByWasm(bytes)),
}

/**
 * A frame without a size makes the library fail until its heap is big enough: we grow it up to the
 * limit.
 */
function expandByWasm(bytes: Buffer): Uint8Array {
  if (zstdLength(bytes) > EXPANDED_BYTES_MAX) throw tooBig('zstd')
  for (let heap = 1024 * 1024; ; heap *= 4) {
    try {
      return wasm.decompress(bytes, { defaultHeapSize: heap })
    } catch (error) {
      if (heap >= EXPANDED_BYTES_MAX) throw error
    }
  }
}

/** The content size in a frame's header (RFC 8878, 3.1.1.1); 0 where it is not given. */
function zstdLength(bytes: Buffer): number {
  const descriptor = bytes[4] ?? 0
  const isSingleSegment = (descriptor & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const at = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes
  if (bytes.length < at + 8) return 0
  switch (descriptor >> 6) {
    case 0:
      return isSingleSegment ? (bytes[at] ?? 0) : 0
    case 1:
      return bytes.readUInt16LE(at) + 256
    case 2:
      return bytes.readUInt32LE(at)
    default:
      return Number(bytes.readBigUInt64LE(at))
  }
}

/** As the attributes of a record batch number them; 0 is no compression. */
const CODECS: readonly (Codec | undefined)[] = [undefined, gzip, snappy, lz4, zstd]

export const CodecType = { NONE: 0, GZIP: 1, SNAPPY: 2, LZ4: 3, ZSTD: 4 } as const

export const isCodecType = (type: number) => type < CODECS.length

export function codecOf(type: number): Codec {
  const codec = CODECS[type]
  if (!codec) throw new RangeError(`no compression has the number ${type}`)
  return codec
}
