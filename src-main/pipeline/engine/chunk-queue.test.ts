// The queue holds back by records and by bytes, and lets a replay through that waits for one
// partition.
import { describe, expect, it } from 'vitest'
import { ChunkQueue } from './chunk-queue'
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
