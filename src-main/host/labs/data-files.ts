// The data files that a lab can play back by a short path: those beside its file, one folder deep,
// those of the folder in which the program was started, where the same path is looked for next, and
// those that a page uploaded.
import { readdir, stat } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import type { DataFile } from '@shared/contract'
import { DATA_ENDINGS, UPLOADS } from '@shared/lab'

const FILES_MAX = 200
const ENDINGS = new Set<string>(DATA_ENDINGS)

export async function dataFiles(labDir: string | undefined, dataDir: string): Promise<DataFile[]> {
  const found = new Map<string, DataFile>()
  const look = async (dir: string, within: string, deep: boolean): Promise<void> => {
    const entries = await readdir(join(dir, within), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name))) {
      if (found.size >= FILES_MAX || entry.name.startsWith('.')) continue
      const path = within === '' ? entry.name : `${within}/${entry.name}`
      if (entry.isDirectory() && deep) await look(dir, path, false)
      if (!entry.isFile() || !ENDINGS.has(extname(entry.name).toLowerCase()) || found.has(path))
        continue
      const { size } = await stat(join(dir, path)).catch(() => ({ size: 0 }))
      found.set(path, { path, sizeBytes: size })
    }
  }
  if (labDir !== undefined) await look(labDir, '', true)
  await look(resolve('.'), '', false)
  await look(dataDir, UPLOADS, false)
  return [...found.values()]
}
