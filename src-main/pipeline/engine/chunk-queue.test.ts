// The queue holds back by records and by bytes, and lets a replay through that waits for one
// partition.
import { FetchedBatch } from '@main/connections'
import { describe, expect, it } from 'vitest'
import { ChunkQueue } from './chunk-queue'
import { FetchedChunk } from './fetched-chunk'
import type { Chunk } from './input'

const chunk = (partition: number, from: number, count: number, sizeBytes: number): Chunk => ({
  partition,
  from,
  to: from + count,
  count,
  sizeBytes,
  batch: { rows: Array.from({ length: count }, (_, i) => ({ n: from + i })) },
})
const isOpen = (room: Promise<void>) =>
  Promise.race([room.then(() => true), new Promise(r => setImmediate(r)).then(() => false)])

describe('a queue of chunks', () => {
  it('is full by records, and by bytes however few records they are', async () => {
    const queue = new ChunkQueue(100, 1000)
    queue.push(chunk(0, 0, 99, 10))
    expect(await isOpen(queue.room())).toBe(true)
    queue.push(chunk(0, 99, 1, 10))
    expect(await isOpen(queue.room())).toBe(false)
    const few = new ChunkQueue(100, 1000)
    few.push(chunk(0, 0, 2, 1200))
    const room = few.room()
    expect(await isOpen(room)).toBe(false)
    expect(few.fill).toBe(1)
    // One of two records leaves, and half of the bytes with it.
    expect(few.take(1)?.count).toBe(1)
    expect(await isOpen(room)).toBe(true)
    few.take(1)
    expect(few.fill).toBe(0)
  })

  it('counts the bytes of a fetched batch once, in however many parts it leaves', () => {
    const queue = new ChunkQueue(1000, 1000)
    const fetched = (from: number, count: number) => {
      const source = {
        ...{ bytes: Buffer.alloc(800), count, firstOffset: from },
        ...{ firstMs: 0, appendMs: undefined },
      }
      const batch = new FetchedBatch(String(from + count - 1), source)
      return new FetchedChunk(0, from, from + count, [batch])
    }
    queue.push(fetched(0, 100))
    for (let n = 0; n < 9; n++) queue.take(10)
    expect(queue.fill).toBeCloseTo(0.08)
    queue.push(fetched(100, 1))
    expect(queue.fill).toBeCloseTo(0.88)
  })

  it('lets more in while a replay waits for a partition that stands behind the others', async () => {
    const queue = new ChunkQueue(100, 1000)
    queue.push(chunk(0, 0, 100, 10))
    const room = queue.room()
    expect(await isOpen(room)).toBe(false)
    expect(queue.takeRange(1, 0, 10)).toBeUndefined()
    expect(await isOpen(room)).toBe(true)
    queue.push(chunk(1, 0, 10, 10))
    expect(queue.takeRange(1, 0, 10)?.count).toBe(10)
    expect(await isOpen(queue.room())).toBe(false)
  })
})
