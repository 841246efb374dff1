// What an export would change: only a file that is not there is new, and where nothing can be written
// nothing is compared.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Problem } from '@shared/contract'
import { exportChanges } from './export-changes'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'sluice-export-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const files = ['old.py', 'same.py', 'new.py'].map(path => ({ path, text: 'print(1)\n' }))

it('is new, changed or the same, file by file', async () => {
  await writeFile(join(dir, 'old.py'), 'print(2)\n')
  await writeFile(join(dir, 'same.py'), 'print(1)\n')
  const changes = await exportChanges(dir, { files, problems: [] })
  expect(changes.files.map(({ path, state }) => `${path} ${state}`)).toEqual([
    ...['old.py changed', 'same.py same', 'new.py new'],
  ])
})

it('is an error where a file cannot be read', async () => {
  await mkdir(join(dir, 'old.py'))
  await expect(exportChanges(dir, { files, problems: [] })).rejects.toMatchObject({
    code: 'file-is-folder',
  })
})

it('is nothing where the export has an error, and says which', async () => {
  const problem: Problem = {
    ...{ severity: 'error', code: 'export-nothing', params: {}, path: 'nodes' },
  }
  expect(await exportChanges(dir, { files, problems: [problem] })).toEqual({
    ...{ dir, files: [], problems: [problem] },
  })
})
