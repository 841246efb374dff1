// A person who builds a lab in a browser picks a file that the host can read.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dataFiles } from './data-files'

it('lists the data beside a lab, one folder deep, and nothing else', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-files-'))
  try {
    await mkdir(join(dir, 'data', 'older'), { recursive: true })
    await writeFile(join(dir, 'sales.CSV'), 'a\n1\n')
    await writeFile(join(dir, 'lab.yaml'), 'sluice: 1\n')
    await writeFile(join(dir, '.secret.json'), '{}')
    await writeFile(join(dir, 'data', 'taxi.parquet'), '')
    await writeFile(join(dir, 'data', 'older', 'deep.csv'), '')
    const mine = (await dataFiles(dir, dir)).slice(0, 2)
    expect(mine).toEqual([
      { path: 'data/taxi.parquet', sizeBytes: 0 },
      { path: 'sales.CSV', sizeBytes: 4 },
    ])
    const names = (await dataFiles(dir, dir)).map(({ path }) => path)
    expect(names.filter(name => /lab\.yaml|secret|deep/.test(name))).toEqual([])
  } finally {
    await rm(dir, { recursive: true })
  }
})
