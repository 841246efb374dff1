// Times beyond 2^53 in the write-ahead log and in files: exact after a restart.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { timestampFrom } from '../bytes/timestamp'
import { decodeRow, encodeRow } from './row'
import { Store } from './store'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'cql-times-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const open = (memtableBytesMax: number) =>
  Store.open({
    dir,
    durability: 'fast',
    memtableBytesMax,
    blockCacheBytes: 1_000_000,
    isLive: () => true,
    graceOf: () => 864_000,
  })

const LAST = 2n ** 63n - 1n
const times = [2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 60n + 1n, LAST - 1n, LAST]
const both = times.flatMap(time => [time, -time]).map(timestampFrom)
const keyOf = (i: number) => `\0\0\0\x07${String(i).padStart(8, '0')}k\0\0\x04`

async function write(store: Store): Promise<void> {
  for (const [i, timestamp] of both.entries()) {
    const cell = { column: 1, timestamp, ttl: 0, expires: 0, value: Buffer.of(i), deletedAt: 0 }
    const live = { timestamp, ttl: 0, expires: 0 }
    const deletion = { timestamp: timestampFrom(BigInt(timestamp) - 1n), at: 2 ** 31 - 1 }
    await store.apply([{ key: keyOf(i), value: encodeRow({ live, deletion, cells: [cell] }) }])
  }
}

const read = (store: Store) =>
  both.map((_, i) => {
    const row = decodeRow(store.get(keyOf(i)) ?? Buffer.alloc(1))
    expect(row.cells[0]?.timestamp).toBe(row.live?.timestamp)
    expect(BigInt(row.deletion?.timestamp ?? 0)).toBe(BigInt(row.live?.timestamp ?? 0) - 1n)
    return row.live?.timestamp
  })

it('come back from the log', async () => {
  const store = await open(1_000_000)
  await write(store)
  await store.close()
  const again = await open(1_000_000)
  expect(again.stats.files).toBe(0)
  expect(read(again)).toEqual(both)
  await again.close()
})

it('come back from files, merged ones too', async () => {
  for (let round = 0; round < 5; round++) {
    const store = await open(1)
    await write(store)
    await vi.waitFor(() => expect(store.stats.memtableEntries).toBe(0), 20_000)
    await store.close()
  }
  const again = await open(1)
  expect(again.stats.files).toBeGreaterThan(0)
  expect(read(again)).toEqual(both)
  await again.close()
})
