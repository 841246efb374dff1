// Answers a feed over a channel: at once to a reader that is new or behind, otherwise when
// something has changed, at most ten times per second. In any case it answers before the deadline,
// so that a dead reader holds nothing for long.
import type { FeedPage } from '../contract/define'

/** A feed, in this thread or in a worker: there the answer is a promise. */
export interface Askable<Item> {
  since(cursor: string | undefined, limit?: number): FeedPage<Item> | Promise<FeedPage<Item>>
  watch(listener: () => void): () => void
}

export interface ParkOptions {
  readonly signal?: AbortSignal
  readonly limit?: number
  /** Longest wait for a change. */
  readonly deadlineMs?: number
  /** Shortest time between two answers: changes within it are one answer. */
  readonly paceMs?: number
}

export const FEED_DEADLINE_MS = 20_000
export const FEED_PACE_MS = 100
export const FEED_ITEMS_MAX = 2000

export async function answerFeed<Item>(
  feed: Askable<Item>,
  cursor: string | undefined,
  options: ParkOptions = {},
): Promise<FeedPage<Item>> {
  const {
    signal,
    limit = FEED_ITEMS_MAX,
    deadlineMs = FEED_DEADLINE_MS,
    paceMs = FEED_PACE_MS,
  } = options
  const first = await feed.since(cursor, limit)
  if (cursor === undefined || first.reset || first.items.length >= limit) return first
  await parked(paceMs, signal)
  // Listening begins before asking: a change in between is not slept through.
  const change = nextChange(feed)
  try {
    const next = await feed.since(cursor, limit)
    if (hasNews(next)) return next
    await parked(Math.max(0, deadlineMs - paceMs), signal, change.happened)
    return await feed.since(cursor, limit)
  } finally {
    change.stopWatching()
  }
}

function hasNews(page: FeedPage<unknown>): boolean {
  return page.reset || page.items.length > 0 || page.removed.length > 0 || page.dropped > 0
}

function nextChange(feed: Askable<unknown>): { happened: Promise<void>; stopWatching: () => void } {
  let stopWatching = () => {}
  const happened = new Promise<void>(resolve => {
    stopWatching = feed.watch(resolve)
  })
  return { happened, stopWatching }
}

/** Until the time is over, the reader has gone, or what is waited for has come. */
function parked(
  ms: number,
  signal: AbortSignal | undefined,
  sooner?: Promise<void>,
): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (signal?.aborted) done()
    signal?.addEventListener('abort', done, { once: true })
    void sooner?.then(done)
  })
}
