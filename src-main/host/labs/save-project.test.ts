import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { saveProject } from './save-project'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'project-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const files = [
  { path: 'job.py', text: 'new\n' },
  { path: 'README.md', text: 'read\n' },
]
const jobIn = (folder: string) => readFile(join(folder, 'job.py'), 'utf8')

it('makes the folder, and writes the same again without a word', async () => {
  const folder = join(dir, 'a', 'b')
  await saveProject(folder, files, false)
  await saveProject(folder, files, false)
  expect(await jobIn(folder)).toBe('new\n')
})

it('replaces code that a person changed only when that is said', async () => {
  await writeFile(join(dir, 'job.py'), 'mine\n')
  await expect(saveProject(dir, files, false)).rejects.toMatchObject({
    code: 'file-exists',
    params: { file: join(dir, 'job.py') },
  })
  expect(await jobIn(dir)).toBe('mine\n')
  await expect(readFile(join(dir, 'README.md'))).rejects.toMatchObject({ code: 'ENOENT' })
  await saveProject(dir, files, true)
  expect(await jobIn(dir)).toBe('new\n')
})
