// Which files below a lab's folder a node of the lab writes, by its setting. A person may keep a file of
// their own there: a reset takes only what the lab wrote.
import { readdir, rm, rmdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { regexTest } from '@shared/expr'

/**
 * Whether a path may be one that a node writes, by its setting: `{day}` stands for anything, a rolled
 * file has its number, one of Parquet its ending, and Spark makes a folder for each batch. A lab may come
 * from anybody, and many `{…}` must not take for ever: in linear time.
 */
export function writtenBy(setting: string): (path: string) => boolean {
  const whole = setting.replace(/\{[^}]*\}/g, ANYTHING)
  const dot = whole.lastIndexOf('.')
  const cut = dot > whole.lastIndexOf('/') ? dot : whole.length
  const [all, stem, end] = [whole, whole.slice(0, cut), whole.slice(cut)].map(escaped)
  return (
    regexTest(`^(${stem}(-\\d{6})?${end}|${all}-\\d{6}\\.parquet)(/batch=\\d+/[^/]+)?$`) ??
    (path => path === setting)
  )
}

/** In the place of `{day}`: no name of a file has it. */
const ANYTHING = '\0'
const escaped = (text: string) =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, sign => `\\x{${sign.charCodeAt(0).toString(16)}}`)
    .replaceAll(ANYTHING, '[^/]*')

/** Where a node's mails are that were not sent. */
export const outboxOf = (node: string): string => `outbox/${node}`

/** Files below a folder, with `/`, in order. A link is not followed. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Takes the lab's own files, and the folders that are empty then. */
export async function removeOwn(folder: string, isOwn: (path: string) => boolean): Promise<void> {
  for (const path of await filesBelow(folder))
    if (isOwn(path)) await rm(join(folder, path), { force: true })
  await removeEmpty(folder)
}

async function removeEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isDirectory()) await removeEmpty(join(folder, entry.name))
  // One that still holds something stays.
  await rmdir(folder).catch(() => {})
}
