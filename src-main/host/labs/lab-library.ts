// Lab files: those shipped with the app, and the person's own. Opening one remembers it; saving
// writes it whole or not at all.
import { readdir, stat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import type { LabSummary, NodeInfo, OpenLab } from '@shared/contract'
import { LabError } from '@shared/errors'
import { LAB_TEXT_MAX, type LabFile } from '@shared/lab'
import { appRoot, readTextFile } from '@main/platform'
import { checkLab, nodeCatalog } from '@main/pipeline'
import { openJsonStore, type JsonStore } from '../json-store'
import { usesOf } from './lab-uses'
import { fileError, writePersonsFile } from './persons-file'
import { typedPath } from './typed-path'

const RECENT_MAX = 20
const LAB_ENDINGS = new Set(['.yaml', '.yml'])
const recentSchema = z.array(z.object({ path: z.string(), openedAt: z.number() }))
type Recent = z.infer<typeof recentSchema>

export class LabLibrary {
  /** Where a lab goes that is saved under a name alone. */
  private readonly folder: string
  private readonly galleryDir = join(appRoot(), 'resources', 'labs')
  /** A summary is read again only when its file has changed. */
  private readonly summaries = new Map<
    string,
    { readonly stamp: string; readonly summary: LabSummary | undefined }
  >()

  private constructor(
    dataDir: string,
    private readonly recent: JsonStore<Recent>,
  ) {
    this.folder = join(dataDir, 'labs')
  }

  static async open(dataDir: string): Promise<LabLibrary> {
    return new LabLibrary(dataDir, await openJsonStore(dataDir, 'recent-labs', recentSchema, []))
  }

  /** Why the list of recent labs may be wrong, or is not used. */
  get damage(): LabError | undefined {
    return this.recent.damage
  }

  async gallery(): Promise<LabSummary[]> {
    const names = (await readdir(this.galleryDir))
      .filter(name => LAB_ENDINGS.has(extname(name)))
      .sort()
    return this.summariesOf(names.map(name => ({ path: join(this.galleryDir, name) })))
  }

  recents(): Promise<LabSummary[]> {
    return this.summariesOf(this.recent.value)
  }

  /** By a lab's id, or by a path. */
  async find(ref: string): Promise<OpenLab> {
    const path = await this.pathOf(ref)
    const stamp = await stampOf(path)
    const text = await readLabText(path)
    const origin = this.isGallery(path) ? 'gallery' : 'file'
    if (origin === 'file') await this.remember(path)
    return { ...checkLab(text), text, path, stamp, origin }
  }

  /** Replaces no file that the caller does not name by its stamp, or by `any`. */
  async save(
    path: string | undefined,
    text: string,
    over: string | undefined,
  ): Promise<{ path: string; stamp: string }> {
    const target = await this.placeFor(path, text, over)
    await writePersonsFile(target, text)
    await this.remember(target)
    return { path: target, stamp: (await stampOf(target)) ?? '' }
  }

  /** Where `save` writes; throws where it must not. */
  async placeFor(
    path: string | undefined,
    text: string,
    over: string | undefined,
  ): Promise<string> {
    const target = this.targetOf(path, text)
    if (this.isGallery(target))
      throw new LabError('gallery-read-only', { kind: 'conflict', params: { file: target } })
    if (!LAB_ENDINGS.has(extname(target))) throw endingError(target)
    const there = await stampOf(target)
    if (there !== undefined && over !== 'any' && over !== there)
      throw new LabError(over === undefined ? 'file-exists' : 'file-changed', {
        kind: 'conflict',
        params: { file: target },
      })
    return target
  }

  /** A name alone goes to the folder of labs, with the ending that labs have. */
  private targetOf(path: string | undefined, text: string): string {
    const named = typedPath(path ?? '') || `${checkLab(text).lab?.id ?? 'lab'}.yaml`
    const whole = resolve(this.folder, named)
    return extname(whole) === '' && !/[/\\]$/.test(named) ? `${whole}.yaml` : whole
  }

  /** A lab that was run is a recent one, even one of the gallery. An unsaved one is not. */
  async used(ref: string): Promise<void> {
    const path = await this.pathOf(ref).catch(() => undefined)
    const isThere = path !== undefined && (await stat(path).catch(() => undefined))?.isFile()
    if (path !== undefined && isThere) await this.remember(path)
  }

  /** Where a lab's file is; undefined for one that has none yet. */
  async folderOf(ref: string): Promise<string | undefined> {
    const path = await this.pathOf(ref).catch(() => undefined)
    return path && dirname(path)
  }

  private async pathOf(typed: string): Promise<string> {
    const ref = typedPath(typed)
    // No id has a dot.
    if (LAB_ENDINGS.has(extname(ref))) {
      const saved = resolve(this.folder, ref)
      return (await stampOf(resolve(ref))) === undefined && (await stampOf(saved)) !== undefined
        ? saved
        : resolve(ref)
    }
    if (/[/\\]/.test(ref)) throw endingError(resolve(ref))
    // A shipped lab's file is named by its id: the others need not be read to find it.
    if (/^[\w-]+$/.test(ref)) {
      const named = await this.summaryOf(join(this.galleryDir, `${ref}.yaml`))
      if (named?.id === ref) return named.path
    }
    const known = [...(await this.gallery()), ...(await this.recents())].find(
      ({ id }) => id === ref,
    )
    if (!known) throw new LabError('lab-not-found', { kind: 'usage', params: { ref } })
    return known.path
  }

  private isGallery(path: string): boolean {
    const below = relative(this.galleryDir, path)
    return !below.startsWith('..') && !isAbsolute(below)
  }

  private remember(path: string): Promise<void> {
    const others = this.recent.value.filter(entry => entry.path !== path)
    return this.recent.set([{ path, openedAt: Date.now() }, ...others].slice(0, RECENT_MAX))
  }

  private async summariesOf(
    entries: readonly { readonly path: string; readonly openedAt?: number }[],
  ): Promise<LabSummary[]> {
    const found = await Promise.all(
      entries.map(async ({ path, openedAt }) => {
        const summary = await this.summaryOf(path)
        return summary && openedAt !== undefined ? { ...summary, openedAt } : summary
      }),
    )
    return found.filter(summary => summary !== undefined)
  }

  /** Undefined for a file that is gone or is not a lab (any more). */
  private async summaryOf(path: string): Promise<LabSummary | undefined> {
    try {
      const stamp = await stampOf(path)
      if (stamp === undefined) return undefined
      const known = this.summaries.get(path)
      if (known?.stamp === stamp) return known.summary
      const { lab, edges } = checkLab(await readLabText(path))
      const origin = this.isGallery(path) ? 'gallery' : 'file'
      const summary =
        lab &&
        summaryOf(
          lab,
          edges.map(edge => [edge.from, edge.to] as const),
          path,
          origin,
        )
      this.summaries.set(path, { stamp, summary })
      return summary
    } catch {
      return undefined
    }
  }
}

function summaryOf(
  lab: LabFile,
  edges: LabSummary['edges'],
  path: string,
  origin: LabSummary['origin'],
): LabSummary {
  const kinds = new Map(nodeCatalog().map((info: NodeInfo) => [info.type, info.kind]))
  const nodes = Object.entries(lab.nodes).map(([id, { type }]) => ({
    id,
    type,
    kind: kinds.get(type) ?? 'step',
  }))
  const rate = Object.values(lab.nodes).find(node => node.with?.rate !== undefined)?.with?.rate
  const locale = Object.values(lab.records ?? {}).find(record => record.locale)?.locale
  return {
    id: lab.id,
    title: lab.title,
    summary: lab.summary,
    origin,
    path,
    nodes,
    edges,
    rate: rate === undefined ? undefined : rateText(rate),
    locale,
    uses: usesOf(lab),
  }
}

const rateText = (rate: unknown) =>
  typeof rate === 'string' || typeof rate === 'number' ? String(rate) : undefined

async function readLabText(path: string): Promise<string> {
  try {
    return await readTextFile(path, LAB_TEXT_MAX)
  } catch (error) {
    if (error instanceof LabError) throw error
    throw fileError('file-unreadable', path, error)
  }
}

const endingError = (file: string) =>
  new LabError('lab-file-ending', { kind: 'usage', params: { field: 'path', file } })

/** Of a file that is there or not. */
async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && `${found.mtimeMs} ${found.size}`
}
