// Every version of every message: what is written is read back, and reading uses up exactly what
// was written.
import { describe, expect, it } from 'vitest'
import { apis } from '../apis'
import type { Message } from './compile'
import type { Field, FieldSpec, Fields, Shape } from './fields'
import { MalformedFrame, Reader } from './reader'
import { Writer } from './writer'

let seed = 1
const random = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31
  return Math.floor((seed / 2 ** 31) * below)
}

function sampleShape(shape: Shape, version: number, depth: number): unknown {
  if (shape.kind === 'struct') return sample(shape.fields, version, depth + 1)
  if (shape.kind === 'array')
    return Array.from({ length: random(3) }, () => sampleShape(shape.of, version, depth + 1))
  switch (shape.type) {
    case 'bool':
      return random(2) === 1
    case 'string':
      return ['', 'plain', 'ünïcödé ✓', 'x'.repeat(random(300))][random(4)]
    case 'bytes':
    case 'records':
      return Buffer.alloc(random(20) === 0 ? 2500 : random(40), random(256))
    case 'uuid':
      return Array.from({ length: 32 }, () => random(16).toString(16)).join('')
    case 'int64':
      return [0, -1, 2 ** 40 + 7, -(2 ** 33) - 5, Number.MAX_SAFE_INTEGER][random(5)]
    case 'int32':
      return [0, -1, 2 ** 31 - 1, -(2 ** 31)][random(4)]
    case 'uint32':
      return [0, 2 ** 32 - 1][random(2)]
    case 'uint16':
      return [0, 65535][random(2)]
    case 'int16':
      return [0, -1, 32767, -32768][random(4)]
    case 'int8':
      return [0, -1, 127, -128][random(4)]
    case 'float64':
      return [0, 1.5, -1e300][random(3)]
  }
}

const exists = ({ since, until }: FieldSpec, version: number) =>
  version >= since && version <= until

function sample(fields: Fields, version: number, depth = 0): Record<string, unknown> {
  const entries = Object.entries(fields).flatMap(
    ([name, { spec }]: [string, Field<unknown, unknown, boolean>]) => {
      if (!exists(spec, version) || spec.tag !== undefined) return []
      if (version >= spec.nullableSince && random(4) === 0) return [[name, null]]
      return [[name, sampleShape(spec.shape, version, depth)]]
    },
  )
  return Object.fromEntries(entries) as Record<string, unknown>
}

function roundTrip(message: Message<Fields>, version: number): void {
  const value = sample(message.fields, version)
  const writer = new Writer(16)
  message.write(writer, version, value)
  const bytes = Buffer.concat(writer.finish())
  const reader = new Reader(bytes)
  expect(message.read(reader, version)).toMatchObject(value)
  expect(reader.remaining).toBe(0)
  // Cut anywhere it is malformed, and never anything worse.
  for (let i = 0; i < 20 && bytes.length > 0; i++) {
    const cut = random(bytes.length)
    expect(() => message.read(new Reader(bytes.subarray(0, cut)), version)).toThrow(MalformedFrame)
  }
}

describe('messages', () => {
  it.each(apis.map(api => [api.name, api] as const))('%s: all versions', (_, api) => {
    for (let version = api.versions[0]; version <= api.versions[1]; version++)
      for (let round = 0; round < 5; round++) {
        roundTrip(api.request, version)
        roundTrip(api.response, version)
      }
  })

  it('writes tagged fields only when they differ from their defaults, and skips tags that it does not know', () => {
    const fetch = apis.find(api => api.name === 'Fetch')!
    const bytesOf = (value: Record<string, unknown>) => {
      const writer = new Writer()
      fetch.request.write(writer, 12, value)
      return writer.toBuffer()
    }
    const plain = sample(fetch.request.fields, 12)
    const tagged = bytesOf({ ...plain, clusterId: 'c' })
    expect(bytesOf({ ...plain, clusterId: null })).toEqual(bytesOf(plain))
    expect(tagged.length).toBe(bytesOf(plain).length + 4)
    expect(fetch.request.read(new Reader(tagged), 12)).toMatchObject({ clusterId: 'c' })
    // The last byte is the count of tags: none. One unknown tag, 77, of 3 bytes.
    const unknown = Buffer.concat([
      bytesOf(plain).subarray(0, -1),
      Buffer.from([1, 77, 3, 1, 2, 3]),
    ])
    expect(fetch.request.read(new Reader(unknown), 12)).toMatchObject(plain)
  })

  it('has each API once, without gaps in versions', () => {
    expect(new Set(apis.map(api => api.key)).size).toBe(apis.length)
    for (const { versions } of apis) expect(versions[0]).toBeLessThanOrEqual(versions[1])
  })
})
