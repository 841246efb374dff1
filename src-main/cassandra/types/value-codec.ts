// Bytes of uuid, inet and duration values.
import { isIPv6 } from 'node:net'
import type { DurationValue } from './duration-text'

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i

export function uuidToBytes(text: string): Buffer | undefined {
  return UUID.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : undefined
}

export function uuidText(value: Uint8Array): string {
  const hex = Buffer.from(value).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An address as Java reads it: `1.2.3.4` and its short forms, or IPv6, perhaps in brackets. */
export function inetToBytes(text: string): Buffer | undefined {
  if (!text.includes(':')) return ipv4Bytes(text)
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  return isIPv6(bare) && !bare.includes('%') ? ipv6Bytes(bare) : undefined
}

/** One to four numbers; the last one fills the bytes that are left. */
function ipv4Bytes(text: string): Buffer | undefined {
  const parts = text.split('.')
  if (parts.length > 4 || text.length > 15 || !parts.every(part => /^\d+$/.test(part)))
    return undefined
  const numbers = parts.map(Number)
  const last = numbers.pop()!
  const left = 4 - numbers.length
  if (numbers.some(n => n > 255) || last >= 256 ** left) return undefined
  const out = Buffer.alloc(4)
  out.set(numbers)
  out.writeUIntBE(last, numbers.length, left)
  return out
}

function ipv6Bytes(text: string): Buffer | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const whole = dotted
    ? `${dotted[1]}${hexPair(dotted[2] ?? '', 0)}:${hexPair(dotted[2] ?? '', 2)}`
    : text
  const [head = '', tail] = whole.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [
    ...before,
    ...Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0'),
    ...after,
  ]
  if (groups.length !== 8) return undefined
  const out = Buffer.alloc(16)
  groups.forEach((group, i) => out.writeUInt16BE(parseInt(group, 16), i * 2))
  // ::ffff:1.2.3.4 is an IPv4 address to Java.
  return out.subarray(0, 12).equals(Buffer.from('00000000000000000000ffff', 'hex'))
    ? out.subarray(12)
    : out
}

const hexPair = (dotted: string, from: number) =>
  dotted
    .split('.')
    .slice(from, from + 2)
    .map(part => Number(part).toString(16).padStart(2, '0'))
    .join('')

export function inetText(value: Buffer): string {
  if (value.length === 4) return [...value].join('.')
  // Java prints all eight groups, without shortening.
  return Array.from({ length: 8 }, (_, i) => value.readUInt16BE(i * 2).toString(16)).join(':')
}

/** A signed vint of Cassandra: zig-zag, then length in the first byte's leading ones. */
function vintBytes(value: bigint): number[] {
  const zigzag = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
  let extra = 0
  while (extra < 8 && zigzag >> BigInt(7 * (extra + 1)) !== 0n) extra++
  if (extra === 8) return [0xff, ...bigEndian(zigzag, 8)]
  const bytes = bigEndian(zigzag, extra + 1)
  bytes[0] = bytes[0]! | (0xff & ~(0xff >> extra))
  return bytes
}

function bigEndian(value: bigint, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) =>
    Number((value >> BigInt(8 * (bytes - 1 - i))) & 0xffn),
  )
}

export function durationToBytes({ months, days, nanos }: DurationValue): Buffer {
  return Buffer.from([...vintBytes(months), ...vintBytes(days), ...vintBytes(nanos)])
}

export function bytesToDuration(value: Buffer): DurationValue {
  let at = 0
  const next = () => {
    const first = value[at++] ?? 0
    let extra = 0
    while (extra < 8 && first & (0x80 >> extra)) extra++
    let n = extra === 8 ? 0n : BigInt(first & (0xff >> extra))
    for (let i = 0; i < extra; i++) n = (n << 8n) | BigInt(value[at++] ?? 0)
    return (n >> 1n) ^ -(n & 1n)
  }
  return { months: next(), days: next(), nanos: next() }
}
