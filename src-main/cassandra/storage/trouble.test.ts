// A disk that refuses writes, and a log with a flipped bit. The disk is played by FileHandle.writev
// and FileHandle.write, which all writing goes through.
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Store } from './store'
import { encodeRow } from './row'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cql-store-'))
  store = await openStore()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

const openStore = () =>
  Store.open({
    dir,
    durability: 'fast',
    memtableBytesMax: 20_000,
    blockCacheBytes: 1_000_000,
    isLive: () => true,
    graceOf: () => 864_000,
  })

const keyOf = (i: number) => `\0\0\0\x07${String(i).padStart(8, '0')}k\0\0\x04`
const row = (i: number) =>
  encodeRow({
    cells: [
      {
        column: 1,
        timestamp: i,
        ttl: 0,
        expires: 0,
        value: Buffer.from(`value ${i}`),
        deletedAt: 0,
      },
    ],
  })
const put = (i: number) => store.apply([{ key: keyOf(i), value: row(i) }])
const missing = (numbers: readonly number[]) => numbers.filter(i => !store.get(keyOf(i)))

/** Every write of every file fails until the mocks are restored. */
async function fillDisk(): Promise<void> {
  const any = await open(join(dir, 'any'), 'w')
  const handle: typeof any = Object.getPrototypeOf(any)
  await any.close()
  const full = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
  vi.spyOn(handle, 'writev').mockImplementation(full)
  vi.spyOn(handle, 'write').mockImplementation(full)
}

describe('a full disk', () => {
  it('is reported, and writes go on by themselves when there is room again', async () => {
    await put(1)
    await fillDisk()
    await expect(put(2)).rejects.toMatchObject({ code: 'disk-full' })
    expect(store.trouble).toMatchObject({ code: 'disk-full' })
    vi.restoreAllMocks()
    await vi.waitFor(() => expect(store.trouble).toBeUndefined(), 20_000)
    await put(3)
    await store.close()
    store = await openStore()
    expect(missing([1, 3])).toEqual([])
  })

  it('while a memtable is flushed loses nothing that was acknowledged', async () => {
    const acknowledged: number[] = []
    for (let i = 0; i < 60; i++) await put(i).then(() => acknowledged.push(i))
    await fillDisk()
    const tries = Array.from({ length: 200 }, (_, i) =>
      put(100 + i).then(
        () => acknowledged.push(100 + i),
        () => undefined,
      ),
    )
    await Promise.all(tries)
    await vi.waitFor(() => expect(store.trouble).toMatchObject({ code: 'disk-full' }), 20_000)
    await new Promise(resolve => setTimeout(resolve, 1500))
    vi.restoreAllMocks()
    await vi.waitFor(() => expect(store.trouble).toBeUndefined(), 20_000)
    for (let i = 400; i < 800; i++) await put(i).then(() => acknowledged.push(i))
    expect(missing(acknowledged)).toEqual([])
    await store.close()
    store = await openStore()
    expect(missing(acknowledged)).toEqual([])
  })
})

describe('a flipped bit in the length of a logged frame', () => {
  it('costs that frame alone; the log is kept as it was found', async () => {
    for (let i = 0; i < 40; i++) await put(i)
    await store.close()
    const wal = join(dir, 'wal/00000001.log')
    const bytes = await readFile(wal)
    const second = 8 + bytes.readUInt32BE(0)
    bytes[second + 2]! ^= 4
    await writeFile(wal, bytes)
    store = await openStore()
    expect(missing(Array.from({ length: 40 }, (_, i) => i))).toEqual([1])
    const [damaged] = store.recovery.damaged
    expect(damaged).toMatchObject({ file: wal, offset: second })
    expect(await readFile(damaged!.movedTo)).toEqual(bytes)
    await store.close()
    store = await openStore()
    expect(store.recovery.damaged).toEqual([])
    expect(missing(Array.from({ length: 40 }, (_, i) => i))).toEqual([1])
  })
})
