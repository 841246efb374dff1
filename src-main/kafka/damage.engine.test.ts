// One flipped bit in each class of bytes of each kind of file that the broker keeps: it is mended,
// or the recovery names it. At most the flipped batch or frame is lost, never what lies behind it.
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openParts, type OpenedParts, type Undo } from './broker-parts'
import { leaveCleanStop } from './cluster/loading'
import type { PartitionLog } from './log/partition-log'
import { ApiError } from './wire/errors'
import { quietLog } from './testing/broker'
import { put, readAll, values } from './testing/partition'

const BATCHES = 24
/** So small that a partition has several segments. */
const SEGMENT_BYTES = '700'
const ALL = Number.MAX_SAFE_INTEGER

interface Opened extends OpenedParts {
  close(cleanly: boolean): Promise<void>
}

async function open(dataDir: string, verifyAtStartBytes: number): Promise<Opened> {
  const undo: Undo = []
  const opened = await openParts(
    {
      dataDir,
      limits: { verifyAtStartBytes },
      durability: 'fast',
      log: quietLog,
      port: () => 0,
      onStorageError: () => {},
    },
    undo,
  )
  return {
    ...opened,
    async close(cleanly) {
      await Promise.all([...opened.parts.topics.all].map(topic => topic.close()))
      if (cleanly) await leaveCleanStop(dataDir, opened.parts.topics)
      for (const step of undo.reverse()) await step()
    },
  }
}

let whole: string
let dir: string
let folder: string
let before: Seen
beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'kafka-whole-'))
  dir = await mkdtemp(join(tmpdir(), 'kafka-damage-'))
  const { parts, close } = await open(whole, ALL)
  const configs = new Map([['segment.bytes', SEGMENT_BYTES]])
  const topic = await parts.topics.create({ name: 'orders', partitions: 2, configs })
  const [log] = topic.partitions
  for (let i = 0; i < BATCHES; i++) {
    const producer = { producerId: 500 + (i % 2), producerEpoch: 0, baseSequence: i - (i % 2) }
    await put(log!, values(`a${i}`, `b${i}`), producer).done
    const commit = { topic: 'orders', partition: 0, offset: i, leaderEpoch: 0, metadata: `m${i}` }
    await parts.groups.commit(`g${i % 5}`, [commit], 1000 + i)
  }
  await put(topic.partitions[1]!, values('other')).done
  for (const id of ['tx-a', 'tx-b']) {
    const { producerId, epoch } = await parts.transactions.initProducer(id, 60_000, undefined)
    await parts.transactions.addPartitions(id, { producerId, epoch }, [['orders', 1]])
    await parts.transactions.endTransaction(id, { producerId, epoch }, true)
  }
  folder = join('topics', (await readdir(join(whole, 'topics')))[0]!)
  before = await see(parts)
  await close(true)
})
afterAll(async () => {
  for (const one of [whole, dir]) await rm(one, { recursive: true, force: true })
})

type Seen = ReadonlyMap<string, string>

/** All that the broker knows, by name. */
async function see({ topics, groups, transactions }: OpenedParts['parts']): Promise<Seen> {
  const seen = new Map<string, string>()
  for (const { name, configs, partitions } of topics.all) {
    seen.set(`topic ${name}`, JSON.stringify([[...configs], partitions.length]))
    for (const [index, log] of partitions.entries()) {
      for (const record of await readThrough(log)) {
        const at = record.indexOf(':')
        seen.set(`record ${name}-${index}-${record.slice(0, at)}`, record.slice(at + 1))
      }
      // A partition that was mended while it was read knows its producers anew.
      for (const { id, epoch, batches } of log.producers.all)
        seen.set(`producer ${name}-${index}-${id}`, JSON.stringify([epoch, batches.at(-1)]))
      seen.set(`end ${name}-${index}`, String(log.logEnd))
    }
  }
  for (const group of groups.ids())
    for (const [topic, partitions] of groups.committedTopics(group))
      for (const [index, { offset, metadata }] of partitions)
        seen.set(`offset ${group}-${topic}-${index}`, `${offset} ${metadata}`)
  for (const { id, producerId, epoch, state } of transactions.all)
    seen.set(`transaction ${id}`, JSON.stringify([producerId, epoch, state]))
  return seen
}

/** A client asks again after an error that may pass. */
async function readThrough(log: PartitionLog): Promise<string[]> {
  for (let tries = 0; ; tries++)
    try {
      return await readAll(log, log.logStart, log.highWatermark, 300)
    } catch (error) {
      if (tries > 2 || !(error instanceof ApiError)) throw error
    }
}

interface How {
  /** 0: nothing that a clean stop has left is read at the start. */
  readonly verifyBytes: number
  readonly crashed?: boolean
  /** Names that may be gone or different, when that is told. */
  readonly lostMax: number
}

/** What is not as it was, for every flip of a bit at one of the places. */
async function flipEach(file: string, places: readonly number[], how: How): Promise<string[]> {
  const wrong: string[] = []
  const bytes = await readFile(join(whole, file))
  for (const [n, at] of places.entries()) {
    await restore(how.crashed)
    const flipped = Buffer.from(bytes)
    flipped[at]! ^= 1 << (n % 8)
    await writeFile(join(dir, file), flipped)
    const found = await whatIsWrong(how)
    if (found !== undefined) wrong.push(`byte ${at}: ${found}`)
  }
  return wrong
}

async function restore(crashed = false): Promise<void> {
  await rm(dir, { recursive: true, force: true })
  await cp(whole, dir, { recursive: true })
  if (crashed) await rm(join(dir, 'clean-stop.json'))
}

async function whatIsWrong({ verifyBytes, lostMax }: How): Promise<string | undefined> {
  const opened = await open(dir, verifyBytes)
  try {
    const after = await see(opened.parts)
    const { cut, damaged, rebuilt, remade, unreadable } = opened.recovery()
    const isTold = [cut, damaged, rebuilt, remade, unreadable].some(list => list.length > 0)
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      name => before.get(name) !== after.get(name),
    )
    if (changed.length > 0 && !isTold) return `not told: ${changed.join(', ')}`
    return changed.length > lostMax ? changed.join(', ') : undefined
  } finally {
    await opened.close(false)
  }
}

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step)

/** Where the batches of a segment begin. */
async function batchesOf(file: string): Promise<number[]> {
  const bytes = await readFile(join(whole, file))
  const starts: number[] = []
  for (let at = 0; at < bytes.length; at += 12 + bytes.readInt32BE(at + 8)) starts.push(at)
  return starts
}

const filesOf = async (extension: string) =>
  (await readdir(join(whole, folder, '0')))
    .filter(name => name.endsWith(extension))
    .sort()
    .map(name => join(folder, '0', name))

describe('a flipped bit', () => {
  // A lost batch has two records, and may be the last one of its producer.
  const oneBatch = 3

  it.each([
    ['after a clean stop, of a partition that is not read at the start', { verifyBytes: 0 }],
    ['after a crash', { verifyBytes: ALL, crashed: true }],
  ])('in the header or the records of a sealed segment, %s', async (_, how) => {
    const [, second = ''] = await filesOf('.log')
    const starts = await batchesOf(second)
    const places = [...range(0, 70, 2), ...starts.flatMap(at => [at + 3, at + 7, at + 10, at + 66])]
    expect(await flipEach(second, places, { ...how, lostMax: oneBatch })).toEqual([])
  })

  it.each([
    ['after a clean stop, of a partition that is not read at the start', { verifyBytes: 0 }],
    ['after a clean stop', { verifyBytes: ALL }],
  ])('in the last segment, %s', async (_, how) => {
    const last = (await filesOf('.log')).at(-1) ?? ''
    const [first = 0, ...others] = await batchesOf(last)
    const places = [first, ...others].flatMap(at => [at + 5, at + 7, at + 11, at + 24, at + 63])
    expect(await flipEach(last, places, { ...how, lostMax: oneBatch })).toEqual([])
  })

  it('in the last segment, after a crash', async () => {
    const last = (await filesOf('.log')).at(-1) ?? ''
    const starts = await batchesOf(last)
    const places = starts.flatMap((at, i) => [
      // Nothing follows the last batch that would tell its offset.
      ...(i < starts.length - 1 ? [at + 5, at + 7] : []),
      ...[at + 11, at + 24, at + 63],
    ])
    // Where the log ends is one of the names when its last batch is lost.
    const how = { verifyBytes: ALL, crashed: true, lostMax: oneBatch + 1 }
    expect(await flipEach(last, places, how)).toEqual([])
  })

  it('that is found by a reader and cannot be mended makes a partition unreadable, which is told', async () => {
    await restore()
    const [, second = ''] = await filesOf('.log')
    const bytes = await readFile(join(whole, second))
    bytes[70]! ^= 1
    await writeFile(join(dir, second), bytes)
    await writeFile(join(dir, 'damaged'), 'in the way of the folder for damaged files')
    const { parts, recovery, close } = await open(dir, 0)
    expect(recovery().unreadable).toEqual([])
    const [log] = parts.topics.get('orders')!.partitions
    await readAll(log!, 0)
    await expect.poll(() => recovery().unreadable).toMatchObject([{ folder: join(folder, '0') }])
    expect(() => put(log!, values('x'))).toThrow(ApiError)
    await close(false)
  })

  it('in an index costs nothing', async () => {
    const [file = ''] = await filesOf('.index')
    const { length } = await readFile(join(whole, file))
    const how = { verifyBytes: 0, lostMax: 0 }
    expect(await flipEach(file, range(0, length, 3), how)).toEqual([])
  })

  it('in what is known of producers costs nothing while their batches are there', async () => {
    const last = (await filesOf('.snapshot')).at(-1) ?? ''
    const { length } = await readFile(join(whole, last))
    const how = { verifyBytes: 0, crashed: true, lostMax: 0 }
    expect(await flipEach(last, range(0, length, Math.ceil(length / 25)), how)).toEqual([])
  })

  it.each([
    ['after a clean stop', { verifyBytes: 0 }],
    ['after a crash', { verifyBytes: 0, crashed: true }],
  ])('in topic.json costs at most its settings, %s', async (_, how) => {
    const file = join(folder, 'topic.json')
    const { length } = await readFile(join(whole, file))
    expect(await flipEach(file, range(0, length, 6), { ...how, lostMax: 1 })).toEqual([])
  })

  it('in the note of a clean stop costs nothing', async () => {
    const { length } = await readFile(join(whole, 'clean-stop.json'))
    const how = { verifyBytes: 0, lostMax: 0 }
    const places = range(0, length, Math.ceil(length / 30))
    expect(await flipEach('clean-stop.json', places, how)).toEqual([])
  })

  it('in the offsets and transactions costs the change that it is in', async () => {
    const bytes = await readFile(join(whole, 'coordinator.log'))
    const frames: number[] = []
    for (let at = 0; at < bytes.length; at += 8 + bytes.readUInt32BE(at)) frames.push(at)
    const some = frames.filter((_at, i) => i % 6 === 0 || i >= frames.length - 2)
    const places = some.flatMap(at => [at, at + 3, at + 5, at + 14])
    const how = { verifyBytes: 0, lostMax: 1 }
    expect(await flipEach('coordinator.log', places, how)).toEqual([])
  })
})

describe('a file that is gone or cut off', () => {
  async function after(change: (files: string[]) => Promise<void>) {
    await restore()
    await change((await filesOf('.log')).map(file => join(dir, file)))
    const { recovery, close } = await open(dir, 0)
    await close(true)
    const again = await open(dir, 0)
    await again.close(false)
    expect(again.recovery().missing).toEqual([])
    return recovery()
  }

  it('of a sealed segment is named once', async () => {
    const { missing } = await after(files => rm(files[1]!))
    expect(missing).toMatchObject([{ file: (await filesOf('.log'))[1] }])
  })

  it('of the last segment is named once, and its offsets are not given again', async () => {
    const { missing } = await after(files => rm(files.at(-1)!))
    expect(missing).toMatchObject([{ file: (await filesOf('.log')).at(-1) }])
  })

  it('at the end of a batch is named', async () => {
    const [, second = ''] = await filesOf('.log')
    const bytes = await readFile(join(whole, second))
    const { missing } = await after(files => truncate(files[1]!, bytes.readInt32BE(8) + 12))
    expect(missing).toMatchObject([{ file: second }])
  })

  it('of the offsets and transactions is named', async () => {
    await restore()
    await rm(join(dir, 'coordinator.log'))
    const { recovery, close } = await open(dir, 0)
    await close(false)
    expect(recovery().missing).toMatchObject([{ file: 'coordinator.log' }])
  })
})

it('gives no producer id again whose reservation is lost', async () => {
  await restore()
  await truncate(join(dir, 'coordinator.log'), 0)
  const { parts, close } = await open(dir, 0)
  expect((await parts.transactions.newProducer()).producerId).toBeGreaterThan(501)
  await close(false)
})
