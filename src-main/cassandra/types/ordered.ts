// Key forms of the types whose own bytes do not sort as their values do, and the way back.
import type { KeyReader, KeyWriter } from '../bytes/key-codec'
import { bigIntToBytes, bytesToBigInt, bytesToDecimal, decimalToBytes } from './java-numbers'

/** IEEE 754: flip all bits of a negative number, the sign bit of a positive one. */
export function writeFloatKey(writer: KeyWriter, value: Buffer): void {
  const negative = value[0]! > 127
  for (let i = 0; i < value.length; i++)
    writer.u8(negative ? value[i]! ^ 0xff : i === 0 ? value[i]! ^ 0x80 : value[i]!)
}

export function readFloatKey(reader: KeyReader, bytes: number): Buffer {
  const value = reader.raw(bytes)
  const negative = value[0]! < 128
  for (let i = 0; i < bytes; i++)
    value[i] = negative ? value[i]! ^ 0xff : i === 0 ? value[i]! ^ 0x80 : value[i]!
  return value
}

/**
 * Sign and length first, then the two's complement bytes; a longer positive number is bigger, a
 * longer negative one smaller.
 */
export function writeVarintKey(writer: KeyWriter, value: Buffer): void {
  const bytes = bigIntToBytes(bytesToBigInt(value))
  const negative = bytes[0]! > 127
  writer.u8(negative ? 0x10 : 0x20)
  writer.u32(negative ? 0xffffffff - bytes.length : bytes.length)
  writer.raw(bytes)
}

export function readVarintKey(reader: KeyReader): Buffer {
  const negative = reader.u8() === 0x10
  const length = reader.raw(4).readUInt32BE()
  return reader.raw(negative ? 0xffffffff - length : length)
}

/**
 * Sign, exponent of the first digit, digits; then the scale as written, so that 1.0 and 1.00 come
 * back as they were.
 */
export function writeDecimalKey(writer: KeyWriter, value: Buffer): void {
  const { unscaled, scale } = bytesToDecimal(value)
  const negative = unscaled < 0n
  const digits = (negative ? -unscaled : unscaled).toString()
  const zero = unscaled === 0n
  writer.u8(zero ? 0x20 : negative ? 0x10 : 0x30)
  const from = writer.length
  if (!zero) {
    writer.u32(digits.length - scale + 0x80000000)
    writer.escaped(Buffer.from(digits.replace(/0+$/, ''), 'latin1'))
  }
  if (negative) writer.invert(from)
  writer.u32(scale + 0x80000000)
}

export function readDecimalKey(reader: KeyReader): Buffer {
  const sign = reader.u8()
  const flip = sign === 0x10 ? 0xff : 0
  let digits = '0'
  let whole = 0
  if (sign !== 0x20) {
    const exponent = reader.raw(4)
    for (let i = 0; i < 4; i++) exponent[i] = exponent[i]! ^ flip
    whole = exponent.readUInt32BE() - 0x80000000
    digits = ''
    for (let byte = reader.u8() ^ flip; byte !== 0; byte = reader.u8() ^ flip)
      digits += String.fromCharCode(byte)
    reader.u8()
  }
  const scale = reader.raw(4).readUInt32BE() - 0x80000000
  const unscaled = sign === 0x20 ? 0n : BigInt(digits.padEnd(whole + scale, '0'))
  return decimalToBytes({ unscaled: flip ? -unscaled : unscaled, scale })
}

/**
 * Where the bytes of a version 1 UUID go so that its time comes first, most significant byte first.
 */
const TIME_ORDER = [6, 7, 4, 5, 0, 1, 2, 3]

/**
 * uuid sorts by version, then by time for version 1, then by bytes; timeuuid by time, then by
 * signed bytes.
 */
export function writeUuidKey(
  writer: { u8(byte: number): unknown },
  value: Buffer,
  type: 'uuid' | 'timeuuid',
): void {
  const version = value[6]! >> 4
  if (type === 'uuid') writer.u8(version)
  const timed = type === 'timeuuid' || version === 1
  for (let i = 0; i < 8; i++) {
    const byte = value[timed ? TIME_ORDER[i]! : i]!
    // In time order the version nibble comes first: it must not weigh.
    writer.u8(timed && i === 0 ? ((byte & 0x0f) << 4) | (byte >> 4) : byte)
  }
  for (let i = 8; i < 16; i++) writer.u8(type === 'timeuuid' ? value[i]! ^ 0x80 : value[i]!)
}

export function readUuidKey(reader: KeyReader, type: 'uuid' | 'timeuuid'): Buffer {
  const version = type === 'uuid' ? reader.u8() : 1
  const timed = type === 'timeuuid' || version === 1
  const value = Buffer.alloc(16)
  for (let i = 0; i < 8; i++) {
    const byte = reader.u8()
    value[timed ? TIME_ORDER[i]! : i] = timed && i === 0 ? ((byte & 0x0f) << 4) | (byte >> 4) : byte
  }
  for (let i = 8; i < 16; i++) value[i] = type === 'timeuuid' ? reader.u8() ^ 0x80 : reader.u8()
  return value
}
