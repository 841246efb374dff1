// Damaged frames of every opcode against the database that a user runs: it neither crashes nor
// stands still, and its memory stays bounded.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { opcode } from '../../src-main/cassandra/wire/frame'
import { seededRandom } from '../support/seeded-random'
import { corpus } from './support/cql-corpus'
import { cqlFrame, longString, shortString, startupFrame } from './support/cql-wire'
import { fuzzedEngines, throwFrames, type FuzzedEngines } from './support/fuzzed-engines'
import { mutateBytes } from './support/mutate'
import { rounds } from './support/size'

const FRAMES = rounds(30_000)
const RSS_MIB_MAX = 1200
const HEAD_BYTES = 9

const random = seededRandom()

let engines: FuzzedEngines
beforeAll(async () => void (engines = await fuzzedEngines()))
afterAll(() => engines.end())

const CONSISTENCY = Buffer.from([0, 1])

const bodies: readonly [number, () => Buffer][] = [
  [opcode.startup, () => startupFrame().subarray(HEAD_BYTES)],
  [opcode.options, () => Buffer.alloc(0)],
  [opcode.register, () => Buffer.concat([Buffer.from([0, 1]), shortString('SCHEMA_CHANGE')])],
  [opcode.authResponse, () => longString('\0cassandra\0cassandra')],
  [opcode.prepare, () => longString(random.pick(corpus))],
  [opcode.execute, () => Buffer.concat([Buffer.alloc(18, 1), CONSISTENCY, Buffer.from([0])])],
  [opcode.query, queryBody],
  [opcode.query, queryBody],
  [opcode.query, queryBody],
  [opcode.batch, batchBody],
]

function queryBody(): Buffer {
  const flags = Buffer.from([random.below(2) === 0 ? 0 : random.below(256)])
  return Buffer.concat([longString(random.pick(corpus)), CONSISTENCY, flags])
}

function batchBody(): Buffer {
  const statement = Buffer.concat([
    Buffer.from([0]),
    longString(random.pick(corpus)),
    Buffer.from([0, 0]),
  ])
  const head = Buffer.from([random.below(3), 0, 2])
  return Buffer.concat([head, statement, statement, CONSISTENCY, Buffer.from([0])])
}

it(`serves on under ${FRAMES} damaged frames (seed ${random.seed})`, async () => {
  const greeting = startupFrame()
  const next = () => {
    const [op, body] = random.pick(bodies)
    const whole = cqlFrame(op, body())
    const damaged = mutateBytes(whole, random.below(10) === 0 ? 1 : HEAD_BYTES, random)
    if (random.below(50) > 0 && damaged.length >= HEAD_BYTES)
      damaged.writeInt32BE(damaged.length - HEAD_BYTES, 5)
    // Most greet first: only then does the server read what follows.
    return random.below(8) > 0 ? Buffer.concat([greeting, damaged]) : damaged
  }
  const watch = engines.watch(engines.cqlPort, cqlFrame(opcode.options, Buffer.alloc(0)))
  const began = performance.now()
  await throwFrames(engines.cqlPort, FRAMES, next)
  const longestMs = await watch.stop()
  const rss = await engines.rssMiB()
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  console.log(`${FRAMES} frames in ${seconds} s; longest answer ${longestMs} ms; ${rss} MiB`)
  expect(engines.said()).not.toMatch(/crash|halted/i)
  expect(rss).toBeLessThan(RSS_MIB_MAX)
})
