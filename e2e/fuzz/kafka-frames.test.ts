// Damaged requests of every API and version against the broker that a user runs: it neither crashes
// nor stands still, and its memory stays bounded.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apis } from '../../src-main/kafka/apis'
import { batchOf } from '../../src-main/kafka/log/records'
import { zeroRequest } from '../../src-main/kafka/testing/zero'
import { writeRequestHeader } from '../../src-main/kafka/wire/api'
import { Writer } from '../../src-main/kafka/wire/writer'
import { seededRandom } from '../support/seeded-random'
import { fuzzedEngines, throwFrames, type FuzzedEngines } from './support/fuzzed-engines'
import { mutateBytes } from './support/mutate'
import { rounds } from './support/size'

const FRAMES = rounds(70_000)
const RSS_MIB_MAX = 1200
/** Size, API key and version stay whole: a frame that the broker does not know tests little. */
const HEAD_BYTES = 8

const random = seededRandom()
const batch = batchOf([{ key: Buffer.from('k'), value: Buffer.from('x') }])

type AnyApi = (typeof apis)[number]

function request(api: AnyApi, version: number, correlationId: number): Buffer {
  const writer = new Writer()
  writer.int32(0)
  const header = { apiKey: api.key, version, correlationId, clientId: 'fuzz' }
  writeRequestHeader(writer, header, version >= api.flexibleSince)
  api.request.write(
    writer,
    version,
    zeroRequest(api.request.fields, () => random.below(3), batch),
  )
  return sized(Buffer.concat(writer.finish()))
}

function sized(bytes: Buffer): Buffer {
  bytes.writeInt32BE(bytes.length - 4, 0)
  return bytes
}

let engines: FuzzedEngines
beforeAll(async () => void (engines = await fuzzedEngines()))
afterAll(() => engines.end())

it(`serves on under ${FRAMES} damaged requests (seed ${random.seed})`, async () => {
  const versions = apis.flatMap(api => {
    const [first, last] = api.versions
    return Array.from({ length: last - first + 1 }, (_, i) => ({ api, version: first + i }))
  })
  let n = 0
  const next = () => {
    const { api, version } = versions[n++ % versions.length]!
    const damaged = mutateBytes(request(api, version, n), HEAD_BYTES, random)
    // A wrong size makes the broker wait for bytes that never come: now and then is enough.
    return random.below(50) === 0 ? damaged : sized(damaged)
  }
  const apiVersions = apis.find(api => api.name === 'ApiVersions')!
  const watch = engines.watch(engines.kafkaPort, request(apiVersions, 0, 1))
  const began = performance.now()
  await throwFrames(engines.kafkaPort, FRAMES, next)
  const longestMs = await watch.stop()
  const rss = await engines.rssMiB()
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  console.log(`${FRAMES} requests in ${seconds} s; longest answer ${longestMs} ms; ${rss} MiB`)
  expect(engines.said()).not.toMatch(/crash|halted/i)
  expect(rss).toBeLessThan(RSS_MIB_MAX)
})
