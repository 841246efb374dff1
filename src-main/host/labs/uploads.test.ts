// A file from another computer comes in parts, and is there whole or not at all.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UPLOAD_BYTES_MAX } from '@shared/contract'
import { dataFiles } from './data-files'
import { Uploads } from './uploads'

let dir = ''
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'sluice-uploads-'))))
afterEach(() => rm(dir, { recursive: true }))

const base64 = (text: string) => Buffer.from(text).toString('base64')
const part = (at: number, text: string, name = 'my trips.csv', sizeBytes = 8) => ({
  upload: 'a1',
  name,
  sizeBytes,
  at,
  part: base64(text),
})

describe('an upload', () => {
  it('is a file of the data directory when its last part is there', async () => {
    const uploads = new Uploads(dir)
    expect(await uploads.take(part(0, 'a,b\n'))).toBeUndefined()
    expect(await dataFiles(undefined, dir)).not.toContainEqual(
      expect.objectContaining({ path: expect.stringContaining('uploads/') }),
    )
    const file = { path: 'uploads/my-trips.csv', sizeBytes: 8 }
    expect(await uploads.take(part(4, '1,2\n'))).toEqual(file)
    expect(await readFile(join(dir, file.path), 'utf8')).toBe('a,b\n1,2\n')
    expect(await dataFiles(undefined, dir)).toContainEqual(file)
  })
  it('never takes the place of another file', async () => {
    const uploads = new Uploads(dir)
    await uploads.take(part(0, 'a,b\n1,2\n'))
    expect(await uploads.take(part(0, 'c,d\n3,4\n'))).toMatchObject({
      path: 'uploads/my-trips-2.csv',
    })
  })
  it('stays inside its folder whatever it is called', async () => {
    const uploads = new Uploads(dir)
    const taken = await uploads.take(part(0, 'a,b\n1,2\n', '../../..\\x/.y.CSV'))
    expect(taken?.path).toMatch(/^uploads\/[\w.-]+\.csv$/)
  })
  it('leaves nothing when it is cancelled, or when a part is missing', async () => {
    const uploads = new Uploads(dir)
    await uploads.take(part(0, 'a,b\n'))
    await uploads.drop('a1')
    expect(await readdir(join(dir, 'uploads'))).toEqual([])
    await uploads.take(part(0, 'a,b\n'))
    await expect(uploads.take(part(6, '2\n'))).rejects.toMatchObject({ code: 'upload-lost' })
    expect(await readdir(join(dir, 'uploads'))).toEqual([])
  })
  it('has one name and one size in all of its parts', async () => {
    const uploads = new Uploads(dir)
    for (const [name, sizeBytes, code] of [
      ['tool.exe', 8, 'upload-kind'],
      ['other.csv', 8, 'upload-lost'],
      ['my trips.csv', 9, 'upload-lost'],
    ] as const) {
      await uploads.take(part(0, 'a,b\n'))
      await expect(uploads.take(part(4, '1,2\n', name, sizeBytes))).rejects.toMatchObject({ code })
      await uploads.drop('a1')
    }
    expect(await readdir(join(dir, 'uploads'))).toEqual([])
  })
  it('that a closed page left goes with the next one', async () => {
    let now = Date.now()
    const uploads = new Uploads(dir, undefined, () => now)
    await uploads.take(part(0, 'a,b\n'))
    now += 7_200_000
    await uploads.take({ ...part(0, 'c,d\n'), upload: 'b2' })
    expect(await readdir(join(dir, 'uploads'))).toEqual(['.part-b2'])
  })
  it('is refused before its first byte: another kind, too large, no room', async () => {
    const uploads = new Uploads(dir)
    await expect(uploads.take(part(0, 'MZ', 'tool.exe'))).rejects.toMatchObject({
      code: 'upload-kind',
    })
    await expect(uploads.take(part(0, 'a', 'big.csv', UPLOAD_BYTES_MAX + 1))).rejects.toMatchObject(
      { code: 'upload-too-large' },
    )
    const small = new Uploads(dir, async () => ({ freeBytes: 300e6, totalBytes: 1e12 }))
    await expect(small.take(part(0, 'a', 'big.csv', 200e6))).rejects.toMatchObject({
      code: 'upload-disk-full',
    })
    expect(await readdir(join(dir, 'uploads'))).toEqual([])
  })
})
