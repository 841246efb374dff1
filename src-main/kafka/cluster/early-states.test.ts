// A partition that holds nothing, in each way in which it can come to that: after a crash and after
// a clean stop it is served, its offsets go on, and records can be written and read.
import { readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compactLog } from '../log/compact'
import type { PartitionLog } from '../log/partition-log'
import { segmentPath } from '../log/segment'
import { openParts, type OpenedParts, type Undo } from '../broker-parts'
import { quietLog } from '../testing/broker'
import { FullDisk } from '../testing/full-disk'
import { newDir, openEmpty, put, readAll, services, values } from '../testing/partition'
import { leaveCleanStop } from './loading'
import type { Topic } from './topic'
import { applyRetention } from './upkeep'

let dataDir: string
beforeEach(async () => {
  dataDir = dirname(dirname(dirname(await newDir())))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function open(): Promise<OpenedParts & { close(cleanly: boolean): Promise<void> }> {
  const undo: Undo = []
  const options = { dataDir, limits: {}, durability: 'fast', log: quietLog } as const
  const opened = await openParts({ ...options, port: () => 0, onStorageError: () => {} }, undo)
  return {
    ...opened,
    async close(cleanly) {
      await Promise.all([...opened.parts.topics.all].map(topic => topic.close()))
      if (cleanly) await leaveCleanStop(dataDir, opened.parts.topics)
      for (const step of undo.reverse()) await step()
    },
  }
}

const keyed = (key: string, timestamp = 1000) => [
  { key: Buffer.from(key), value: Buffer.from('v'), timestamp },
]

async function write(log: PartitionLog, ...keys: string[]) {
  for (const key of keys) await put(log, keyed(key)).done
}

interface State {
  readonly what: string
  /** Brings it about, and says which offset comes next. */
  readonly make: (topic: Topic) => Promise<number>
}

const states: readonly State[] = [
  { what: 'no folder at all', make: async () => 0 },
  {
    what: 'an empty file of the first segment',
    make: async ({ partitions: [log] }) => {
      await write(log!, 'a')
      await log!.close()
      await writeFile(segmentPath(log!.dir, 0), '')
      return 0
    },
  },
  {
    what: 'a folder without files',
    make: async ({ partitions: [log] }) => {
      await write(log!, 'a')
      await log!.close()
      for (const name of await readdir(log!.dir)) await rm(join(log!.dir, name))
      return 0
    },
  },
  {
    what: 'retention that has taken everything',
    make: async ({ partitions: [log] }) => {
      await write(log!, 'a', 'b', 'c')
      await applyRetention(log!, Date.now())
      expect(log!.sizeBytes).toBe(0)
      return 3
    },
  },
  {
    what: 'deleted records up to the end',
    make: async topic => {
      await write(topic.partitions[0]!, 'a', 'b')
      await topic.moveStart(0, 2)
      return 2
    },
  },
  {
    what: 'segments of which compaction left nothing',
    make: async ({ partitions: [log] }) => {
      await write(log!, ...Array.from({ length: 12 }, () => 'same'))
      await compactLog(log!, { ...RULES, deleteRetentionMs: 0 }, Date.now())
      expect(log!.segments[0]!.durableBytes).toBe(0)
      return 12
    },
  },
]
const RULES = { minCleanableRatio: 0, minCompactionLagMs: 0 }

const configs = new Map([
  ['segment.bytes', '200'],
  ['retention.ms', '1000'],
])

describe.each(states)('$what', ({ make }) => {
  it.each([
    ['a crash', false],
    ['a clean stop', true],
  ])('is a good beginning after %s', async (_, cleanly) => {
    const first = await open()
    const end = await make(
      await first.parts.topics.create({ name: 'orders', partitions: 2, configs }),
    )
    await first.close(cleanly)
    for (const next of [end, end + 1]) {
      const { parts, recovery, close } = await open()
      const { partitions } = parts.topics.get('orders')!
      expect(recovery().unreadable).toEqual([])
      const log = partitions[0]!
      // A clean stop knows where the log ended, also when its files are gone since.
      expect(log.logEnd).toBeGreaterThanOrEqual(next)
      const { baseOffset, done } = put(log, keyed('next', Date.now()))
      await done
      expect((await readAll(log, log.logStart)).at(-1)).toBe(`${baseOffset}:v`)
      await close(cleanly)
    }
  })
})

it('keeps the next offset when the disk is full for the first append behind all records', async () => {
  const files = new FullDisk()
  const dir = await newDir()
  const change = { segmentBytes: 200, retentionMs: 1000 }
  const log = openEmpty(dir, change, services('fast', files))
  await put(log, values('a', 'b')).done
  await applyRetention(log, Date.now())
  files.isFull = true
  await expect(put(log, values('c')).done).rejects.toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
  expect([log.logEnd, log.highWatermark]).toEqual([2, 2])
  files.isFull = false
  const again = openEmpty(dir, change)
  await again.recover({ verifyBytes: 0, endOffset: undefined }, () => {})
  expect(again.logEnd).toBe(2)
  await put(again, values('c')).done
  expect(await readAll(again, 2)).toEqual(['2:c'])
  await log.close()
})

it('takes the very first append again after the disk was full for it', async () => {
  const files = new FullDisk()
  const log = openEmpty(await newDir(), {}, services('fast', files))
  files.isFull = true
  await expect(put(log, values('a')).done).rejects.toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
  files.isFull = false
  await put(log, values('a')).done
  expect(await readAll(log, 0)).toEqual(['0:a'])
})

it('drops by age what compaction has emptied', async () => {
  const change = { segmentBytes: 200, retentionMs: 1000, cleanup: 'compact,delete' } as const
  const log = openEmpty(await newDir(), change)
  await write(log, ...Array.from({ length: 12 }, () => 'same'))
  await compactLog(log, { ...RULES, deleteRetentionMs: 0 }, Date.now())
  expect(log.segments[0]!.durableBytes).toBe(0)
  await applyRetention(log, Date.now())
  expect([log.logStart, log.logEnd]).toEqual([12, 12])
})
