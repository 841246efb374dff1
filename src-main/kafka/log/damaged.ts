// Files that a recovery found damaged are kept in DATA/damaged, unchanged, for a person to look at.
import { mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { syncFolder } from '@main/platform'

/**
 * DATA/topics/TOPIC/PARTITION/FILE goes to DATA/damaged/TOPIC-PARTITION-FILE, with a number if that
 * is taken. Returns the new place.
 */
export async function moveAside(path: string, topicsDir: string): Promise<string> {
  const into = join(dirname(topicsDir), 'damaged')
  await mkdir(into, { recursive: true })
  const name = relative(topicsDir, path).split(sep).join('-')
  for (let n = 0; ; n++) {
    const to = join(into, n === 0 ? name : `${name}.${n}`)
    const isTaken = await stat(to).then(
      () => true,
      () => false,
    )
    if (isTaken) continue
    await rename(path, to)
    await syncFolder(into)
    return to
  }
}
