// What is read as text: a file, whole and UTF-8; never a device.
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTextFile } from './text-file'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-text-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a text file', () => {
  it.skipIf(process.platform === 'win32')(
    'is not a device, by its own name or behind a link',
    async () => {
      const link = join(folder, 'endless.yaml')
      await symlink('/dev/zero', link)
      for (const file of ['/dev/zero', link])
        await expect(readTextFile(file, 1000)).rejects.toMatchObject({
          code: 'file-not-regular',
          params: { file },
        })
    },
  )

  it('is UTF-8; another encoding is named with its line', async () => {
    const file = join(folder, 'latin.yaml')
    await writeFile(file, Buffer.from('id: a\ntitle: Açúcar\n', 'latin1'))
    await expect(readTextFile(file, 1000)).rejects.toMatchObject({
      code: 'file-not-utf8',
      params: { file, line: 2 },
    })
    await writeFile(file, 'id: a\ntitle: Açúcar \ufffd\n')
    await expect(readTextFile(file, 1000)).resolves.toBe('id: a\ntitle: Açúcar \ufffd\n')
  })

  it('has a limit', async () => {
    const file = join(folder, 'long.yaml')
    await writeFile(file, 'x'.repeat(1001))
    await expect(readTextFile(file, 1000)).rejects.toMatchObject({
      code: 'file-too-big',
      params: { sizeBytes: 1001, sizeBytesMax: 1000 },
    })
  })
})
