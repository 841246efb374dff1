// Files that a person sends from another computer's page, in parts: a page in a browser knows no path
// of the host. They lie in the folder `uploads` of the data directory, and a lab names them
// `uploads/NAME`. A file is there whole or not at all: its parts are added to a file of their own,
// which gets its name with the last one.
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { DataFile, UploadPart } from '@shared/contract'
import { UPLOAD_BYTES_MAX } from '@shared/contract'
import { LabError } from '@shared/errors'
import { DATA_ENDINGS, UPLOADS } from '@shared/lab'
import { diskState, freeSpaceOf, type FreeSpaceOf } from '@main/platform'

const ENDINGS = new Set<string>(DATA_ENDINGS)
const NAME_MAX = 80
const PART = '.part-'
/** A page that was closed in the middle never ends its file. */
const LEFT_MS = 3_600_000

export class Uploads {
  private readonly folder: string
  /** What the first part said: later ones may say nothing else. */
  private readonly under = new Map<string, { readonly name: string; readonly sizeBytes: number }>()

  constructor(
    dataDir: string,
    private readonly freeSpace: FreeSpaceOf = freeSpaceOf,
    private readonly now: () => number = Date.now,
  ) {
    this.folder = join(dataDir, UPLOADS)
  }

  /** Takes one part; with the last one the file has its name. */
  async take({ upload, name, sizeBytes, at, part }: UploadPart): Promise<DataFile | undefined> {
    const bytes = Buffer.from(part, 'base64')
    const end = at + bytes.length
    const path = this.partOf(upload)
    needFit(name, sizeBytes)
    if (at === 0) {
      await this.begin(name, sizeBytes)
      this.under.set(upload, { name, sizeBytes })
    }
    const begun = this.under.get(upload)
    if (begun?.name !== name || begun.sizeBytes !== sizeBytes) {
      await this.drop(upload)
      throw lost(name)
    }
    if (end > sizeBytes) throw lost(name)
    try {
      const file = await open(path, at === 0 ? 'w' : 'r+')
      try {
        if ((await file.stat()).size !== at) throw lost(name)
        const { bytesWritten } = await file.write(bytes, 0, bytes.length, at)
        if (bytesWritten !== bytes.length) throw full(name)
        if (end === sizeBytes) await file.sync()
      } finally {
        await file.close()
      }
    } catch (error) {
      await this.drop(upload)
      throw known(error, name)
    }
    if (end < sizeBytes) return undefined
    this.under.delete(upload)
    const free = await this.freeName(name)
    await rename(path, join(this.folder, free))
    return { path: `${UPLOADS}/${free}`, sizeBytes }
  }

  async drop(upload: string): Promise<void> {
    this.under.delete(upload)
    await rm(this.partOf(upload), { force: true })
  }

  private partOf(upload: string): string {
    return join(this.folder, `${PART}${upload}`)
  }

  private async begin(name: string, sizeBytes: number): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    await this.dropLeft()
    const space = await this.freeSpace(this.folder)
    const left = space && { ...space, freeBytes: space.freeBytes - sizeBytes }
    if (left && diskState(left, 'ok') === 'full') throw full(name)
  }

  private async dropLeft(): Promise<void> {
    for (const entry of await readdir(this.folder)) {
      if (!entry.startsWith(PART)) continue
      const path = join(this.folder, entry)
      const changedAt = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      )
      if (changedAt !== undefined && this.now() - changedAt > LEFT_MS)
        await this.drop(entry.slice(PART.length))
    }
  }

  /** Another file of this name stays as it is: labs may read it. */
  private async freeName(name: string): Promise<string> {
    const ending = extname(name).toLowerCase()
    const plain = name
      .slice(0, name.length - ending.length)
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
      .replaceAll(/^[.-]+|-+$/g, '')
      .slice(0, NAME_MAX)
    const base = plain === '' ? 'data' : plain
    const there = new Set(await readdir(this.folder))
    for (let n = 1; ; n += 1) {
      const wanted = `${base}${n === 1 ? '' : `-${n}`}${ending}`
      if (!there.has(wanted)) return wanted
    }
  }
}

function needFit(name: string, sizeBytes: number): void {
  if (!ENDINGS.has(extname(name).toLowerCase()))
    throw new LabError('upload-kind', {
      kind: 'usage',
      params: { name, endings: DATA_ENDINGS.join(' ') },
    })
  if (sizeBytes > UPLOAD_BYTES_MAX)
    throw new LabError('upload-too-large', {
      kind: 'usage',
      params: { name, maxMB: UPLOAD_BYTES_MAX / 1024 ** 2 },
    })
}

const full = (name: string) =>
  new LabError('upload-disk-full', { kind: 'storage', params: { name } })
/** A part is missing, or came twice: nothing of the file is kept. */
const lost = (name: string) => new LabError('upload-lost', { kind: 'conflict', params: { name } })

function known(error: unknown, name: string): LabError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return full(name)
  if (code === 'ENOENT') return lost(name)
  return LabError.from(error)
}
