// Looking records up by time, in batches of every compression, and the memory that a read holds.
import { describe, expect, it } from 'vitest'
import { CodecType } from '@main/platform'
import { newDir, openEmpty, put } from '../testing/partition'
import { makeBatch, readBatchHeader, TRANSACTIONAL } from './batch'
import type { PartitionLog } from './partition-log'
import { offsetForTime, offsetOfMaxTime, readLog } from './read'

const at = (timestamp: number) => ({ value: Buffer.from('x'), timestamp })
const find = (log: PartitionLog, time: number) => offsetForTime(log, time, log.highWatermark)

describe.each(Object.entries(CodecType))('a search by time in %s', (_, type) => {
  it.each([0, TRANSACTIONAL])('finds the record itself, with attributes %i', async more => {
    const log = openEmpty(await newDir())
    const options = { attributes: type | more, producerId: 1, producerEpoch: 0 }
    await put(log, [at(100), at(300), at(200)], { ...options, baseSequence: 0 }).done
    await put(log, [at(250), at(500), at(400)], { ...options, baseSequence: 3 }).done
    expect(await find(log, 101)).toEqual({ offset: 1, timestamp: 300 })
    expect(await find(log, 301)).toEqual({ offset: 4, timestamp: 500 })
    expect(await find(log, 501)).toBeUndefined()
    expect(await offsetOfMaxTime(log, log.highWatermark)).toEqual({ offset: 4, timestamp: 500 })
    await log.close()
  })
})

it('says which batch cannot be read', async () => {
  const log = openEmpty(await newDir())
  const contents = {
    attributes: CodecType.SNAPPY,
    lastOffsetDelta: 0,
    baseTimestamp: 1,
    maxTimestamp: 1,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    recordCount: 1,
  }
  const batch = makeBatch(contents, Buffer.from('not snappy at all'))
  await log.append(batch, readBatchHeader(batch, 0), 1).done
  await expect(find(log, 1)).rejects.toThrow('the batch at 0 cannot be read')
  await log.close()
})

it('holds little more than it gives, where a small batch lies before a large one', async () => {
  const log = openEmpty(await newDir())
  await put(log, [at(1)]).done
  await put(log, [{ value: Buffer.alloc(1_000_000, 'x'), timestamp: 2 }]).done
  const plan = { upTo: 2, atLeastOne: true } as const
  const small = await readLog(log, { ...plan, offset: 0, bytesMax: 900_000 })
  expect(small.records.length).toBeLessThan(200)
  expect(small.heldBytes).toBeLessThan(4 * small.records.length)
  const both = await readLog(log, { ...plan, offset: 0, bytesMax: 1_100_000 })
  expect(both.records.length).toBeGreaterThan(1_000_000)
  expect(both.heldBytes).toBeGreaterThanOrEqual(both.records.length)
  small.release()
  both.release()
  await log.close()
})
