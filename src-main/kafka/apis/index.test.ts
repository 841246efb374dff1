// Holds every API to its declaration: a new one is covered as soon as it is listed. Each handler
// has a test beside its file.
import { deepStrictEqual } from 'node:assert'
import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryMessage, presentIn, type At } from '../testing/arbitrary'
import { NO_ANSWER, type Api } from '../serving/context'
import type { Message } from '../wire/compile'
import { ErrorCode } from '../wire/errors'
import type { Fields } from '../wire/fields'
import { MalformedFrame, Reader } from '../wire/reader'
import { Writer } from '../wire/writer'
import { apis } from '.'

const RUNS = 25

const placesOf = ({ versions: [first, last], flexibleSince }: Api): At[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    version: first + i,
    flexible: first + i >= flexibleSince,
  }))

function bytesOf(
  message: Message<Fields>,
  version: number,
  value: Record<string, unknown>,
): Buffer {
  const writer = new Writer(16)
  message.write(writer, version, value)
  return Buffer.concat(writer.finish())
}

function checkRoundTrip(message: Message<Fields>, at: At): void {
  fc.assert(
    fc.property(arbitraryMessage(message.fields, at), fc.nat(), (value, somewhere) => {
      const bytes = bytesOf(message, at.version, value)
      const reader = new Reader(bytes)
      const read = message.read(reader, at.version)
      deepStrictEqual(presentIn(message.fields, read, at), value)
      deepStrictEqual(reader.remaining, 0)
      if (bytes.length > 0) checkCut(message, at, bytes.subarray(0, somewhere % bytes.length))
    }),
    { numRuns: RUNS },
  )
}

/** A message that ends too early is malformed, and nothing worse. */
function checkCut(message: Message<Fields>, at: At, cut: Buffer): void {
  try {
    message.read(new Reader(cut), at.version)
  } catch (error) {
    if (error instanceof MalformedFrame) return
    throw error
  }
  throw new Error(`read a message from ${cut.length} of its bytes`)
}

describe.each(apis.map(api => [api.name, api] as const))('%s', (_, api) => {
  it('reads in each version what it wrote', () => {
    for (const at of placesOf(api)) {
      checkRoundTrip(api.request, at)
      checkRoundTrip(api.response, at)
    }
  })

  it('can refuse any request in each version with an error that the client sees', () => {
    const code = ErrorCode.KAFKA_STORAGE_ERROR
    for (const at of placesOf(api))
      fc.assert(
        fc.property(arbitraryMessage(api.request.fields, at, 1), value => {
          const { version } = at
          const request = api.request.read(
            new Reader(bytesOf(api.request, version, value)),
            version,
          )
          const answer = api.refuse(request, code, version)
          if (answer === NO_ANSWER) return
          const read = api.response.read(
            new Reader(bytesOf(api.response, version, answer as Record<string, unknown>)),
            version,
          )
          deepStrictEqual(JSON.stringify(read).includes(`rrorCode":${code}`), true)
        }),
        { numRuns: RUNS },
      )
  })
})

describe('the list of APIs', () => {
  it('has each API once, without gaps in versions', () => {
    expect(new Set(apis.map(api => api.key)).size).toBe(apis.length)
    for (const { versions } of apis) expect(versions[0]).toBeLessThanOrEqual(versions[1])
  })

  it('has a file for each API, named by its key, and a test beside it', () => {
    const files = readdirSync(import.meta.dirname)
    const keys = files.flatMap(name => /^(\d+)-[a-z-]+\.ts$/.exec(name)?.[1] ?? [])
    expect(keys.map(Number)).toEqual(apis.map(api => api.key))
    for (const key of keys)
      expect(files.some(name => name.startsWith(`${key}-`) && name.endsWith('.test.ts'))).toBe(true)
  })
})
