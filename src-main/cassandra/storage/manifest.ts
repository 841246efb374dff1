// The list of files that make up the database. Every change writes it again, atomically. Files that
// it does not name are left over from an interrupted flush or compaction, and are deleted at start.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readTextIfExists, sealText, unsealText, writeFileAtomic } from '@main/platform'
import { fileDamaged } from '../errors'

export interface Manifest {
  readonly format: 1
  readonly sstables: readonly string[]
  /** Write-ahead logs from this number on hold the writes that are in no file yet. */
  readonly firstWal: number
  readonly nextFile: number
}

export const FIRST_MANIFEST: Manifest = { format: 1, sstables: [], firstWal: 1, nextFile: 1 }
const pathOf = (dir: string) => join(dir, 'manifest.json')

export async function readManifest(dir: string): Promise<Manifest> {
  const content = await readTextIfExists(pathOf(dir))
  if (content === undefined) return FIRST_MANIFEST
  try {
    const manifest = JSON.parse(unsealText(content) ?? '') as Manifest
    if (manifest.format === 1 && Array.isArray(manifest.sstables)) return manifest
  } catch {
    // reported below
  }
  throw fileDamaged(pathOf(dir))
}

export const writeManifest = (dir: string, manifest: Manifest) =>
  writeFileAtomic(pathOf(dir), sealText(JSON.stringify(manifest)))

export const sstablePath = (dir: string, name: string) => join(dir, 'data', name)
export const walPath = (dir: string, number: number) =>
  join(dir, 'wal', `${String(number).padStart(8, '0')}.log`)

export async function walNumbers(dir: string, from: number): Promise<number[]> {
  const names = await readdir(join(dir, 'wal')).catch(() => [])
  return names
    .map(name => Number(/^(\d+)\.log$/.exec(name)?.[1] ?? NaN))
    .filter(n => n >= from)
    .sort((a, b) => a - b)
}

/**
 * The logs that a manifest needs, by number. They follow each other without a gap, and there is one
 * from the first flush on: a log that is gone held writes that were acknowledged.
 */
export async function neededLogs(dir: string, manifest: Manifest): Promise<number[]> {
  const numbers = await walNumbers(dir, manifest.firstWal)
  const isFresh = manifest === FIRST_MANIFEST && numbers.length === 0
  const missing = numbers.findIndex((number, i) => number !== manifest.firstWal + i)
  if (missing < 0 && (isFresh || numbers.length > 0)) return numbers
  throw fileDamaged(walPath(dir, manifest.firstWal + Math.max(missing, 0)))
}

export async function removeLeftOvers(dir: string, manifest: Manifest): Promise<void> {
  const known = new Set(manifest.sstables)
  const files = await readdir(join(dir, 'data')).catch(() => [])
  for (const name of files)
    if (name.endsWith('.sst') && !known.has(name))
      await rm(join(dir, 'data', name), { force: true })
  for (const n of await walNumbers(dir, 0))
    if (n < manifest.firstWal) await rm(walPath(dir, n), { force: true })
}
