// The common ground of keyed table, ring and series: they answer "what changed after cursor c?" and
// say when there is more. A cursor names its feed's instance (the epoch), so a cursor from before a
// restart gets a snapshot instead of nonsense.
import type { FeedPage } from '../contract/define'

export interface Feed<Item> {
  /**
   * At most `limit` items, oldest change first; the rest follows when the new cursor is given back.
   */
  since(cursor: string | undefined, limit?: number): FeedPage<Item>
  /** Called after each change, as often as it happens: waiters coalesce. Answers how to stop. */
  watch(listener: () => void): () => void
}

let instances = 0
export function newEpoch(): string {
  return `${Date.now().toString(36)}${(++instances).toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`
}

export interface Cursor {
  /** Everything up to this version has been read. */
  readonly version: number
  /**
   * While a snapshot is read in pages: the version at which it began. What was forgotten before it
   * does not matter to it.
   */
  readonly begunAt: number
}

export function writeCursor(epoch: string, { version, begunAt }: Cursor): string {
  return begunAt > version ? `${epoch}.${version}.${begunAt}` : `${epoch}.${version}`
}

/** Undefined when the cursor is another instance's, or nobody's. */
export function readCursor(
  cursor: string | undefined,
  epoch: string,
  newest: number,
): Cursor | undefined {
  const [of, first, second = '0', ...rest] = cursor?.split('.') ?? []
  if (of !== epoch || rest.length > 0) return undefined
  const version = Number(first)
  const begunAt = Number(second)
  const isVersion = (n: number) => Number.isSafeInteger(n) && n >= 0 && n <= newest
  return isVersion(version) && isVersion(begunAt)
    ? { version, begunAt: Math.max(version, begunAt) }
    : undefined
}

/** The listeners of one feed. */
export class Watchers {
  private readonly listeners = new Set<() => void>()

  add(listener: () => void): () => void {
    // Wrapped, so that the same function watching twice is two watches.
    const entry = () => listener()
    this.listeners.add(entry)
    return () => this.listeners.delete(entry)
  }

  tell(): void {
    for (const listener of this.listeners) listener()
  }
}
