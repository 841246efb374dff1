// One flipped bit in each class of bytes of each kind of file: the start refuses the file by name, a
// read does, the recovery reports it, or everything is there as it was. Never is something gone
// without a word.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LabError } from '@shared/errors'
import { Catalog } from '../schema/catalog'
import { encodeRow } from './row'
import { Store } from './store'

const FLUSHED = 600
const LOGGED = 40
const keyOf = (i: number) => `\0\0\0\x07${String(i).padStart(8, '0')}k\0\0\x04`
const textOf = (i: number) => `value ${i} ${'x'.repeat(i % 90)}`
const rowOf = (i: number) =>
  encodeRow({
    cells: [
      {
        column: 1,
        timestamp: i + 1,
        ttl: 0,
        expires: 0,
        value: Buffer.from(textOf(i)),
        deletedAt: 0,
      },
    ],
  })

const openStore = (dir: string, memtableBytesMax = 10_000_000) =>
  Store.open({
    dir,
    durability: 'fast',
    memtableBytesMax,
    blockCacheBytes: 1_000_000,
    isLive: () => true,
    graceOf: () => 864_000,
  })

let whole: string
let dir: string
beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'cql-whole-'))
  dir = await mkdtemp(join(tmpdir(), 'cql-damage-'))
  const filling = await openStore(whole, 60_000)
  for (let i = 0; i < FLUSHED; i++) await filling.apply([{ key: keyOf(i), value: rowOf(i) }])
  await filling.close()
  const logging = await openStore(whole)
  for (let i = FLUSHED; i < FLUSHED + LOGGED; i++)
    await logging.apply([{ key: keyOf(i), value: rowOf(i) }])
  await logging.close()
  await cp(whole, dir, { recursive: true })
})
afterAll(async () => {
  for (const folder of [whole, dir]) await rm(folder, { recursive: true, force: true })
})

/** The first of all that is not as it was, or the word that was said about it. */
async function whatIsWrong(): Promise<'told' | 'nothing' | string> {
  let store: Store
  try {
    store = await openStore(dir)
  } catch (error) {
    return namesFile(error)
  }
  try {
    if (store.recovery.cutBytes > 0 || store.recovery.damaged.length > 0) return 'told'
    for (let i = 0; i < FLUSHED + LOGGED; i++)
      if (!store.get(keyOf(i))?.equals(rowOf(i))) return `row ${i} is not as it was`
    const walk = store.walk('', '\xff')
    let rows = 0
    while (!walk.next().done) rows++
    return rows === FLUSHED + LOGGED ? 'nothing' : `${rows} rows`
  } catch (error) {
    return namesFile(error)
  } finally {
    await store.close()
  }
}

function namesFile(error: unknown): string {
  return error instanceof LabError && String(error.params.file).startsWith(dir)
    ? 'told'
    : `an error without a name: ${String(error)}`
}

async function restore(): Promise<void> {
  await rm(dir, { recursive: true, force: true })
  await cp(whole, dir, { recursive: true })
}

async function flipEach(file: string, offsets: readonly number[]): Promise<string[]> {
  const wrong: string[] = []
  const bytes = await readFile(join(whole, file))
  for (const [n, at] of offsets.entries()) {
    await restore()
    const flipped = Buffer.from(bytes)
    flipped[at]! ^= 1 << (n % 8)
    await writeFile(join(dir, file), flipped)
    const found = await whatIsWrong()
    if (found !== 'told' && found !== 'nothing') wrong.push(`byte ${at}: ${found}`)
  }
  return wrong
}

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step)

const firstFile = async (folder: string) => {
  const [name = ''] = (await readdir(join(whole, folder))).sort()
  return join(folder, name)
}

describe('a flipped bit', () => {
  it('in the length, checksum or payload of a logged frame is told', async () => {
    const log = await firstFile('wal')
    const bytes = await readFile(join(whole, log))
    const frames: number[] = []
    for (let at = 0; at < bytes.length; at += 8 + bytes.readUInt32BE(at)) frames.push(at)
    const heads = [frames[0]!, frames[20]!, frames.at(-1)!].flatMap(at => range(at, at + 20))
    expect(await flipEach(log, heads)).toEqual([])
  })

  it('in the blocks, index or footer of a sorted file is told', async () => {
    const file = await firstFile('data')
    const { length } = await readFile(join(whole, file))
    const footer = range(length - 20, length)
    const others = range(0, length - 20, Math.ceil(length / 60))
    expect(await flipEach(file, [...footer, ...others])).toEqual([])
  })

  it('in the manifest is told, and no file is removed for it', async () => {
    const { length } = await readFile(join(whole, 'manifest.json'))
    const before = await readdir(join(whole, 'data'))
    expect(await flipEach('manifest.json', range(0, length))).toEqual([])
    expect(await readdir(join(dir, 'data'))).toEqual(before)
  })

  it('in the schema is told', async () => {
    const path = join(dir, 'schema.json')
    await Catalog.open(dir, new Map())
    const bytes = await readFile(path)
    const silent: number[] = []
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes)
      flipped[at]! ^= 1 << (at % 8)
      await writeFile(path, flipped)
      await Catalog.open(dir, new Map()).then(
        () => silent.push(at),
        (error: unknown) => expect(error).toMatchObject({ code: 'cql-file-damaged' }),
      )
    }
    expect(silent).toEqual([])
  })
})

describe('a file that is gone', () => {
  it.each(['data', 'wal'])('of %s is named, and the others are left as they are', async folder => {
    await restore()
    const lost = await firstFile(folder)
    await rm(join(dir, lost))
    const before = await readdir(dir, { recursive: true })
    expect(await whatIsWrong()).toBe('told')
    expect(await readdir(dir, { recursive: true })).toEqual(before)
  })
})
