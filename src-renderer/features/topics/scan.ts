// Reads a page of messages in short pieces, so that a person sees how far it is and can end it with
// what was found until then.
import type { BrowseRest, BrowseResult } from '@shared/contract'

export const PIECE_MS = 500

export interface Scanning {
  /** Called after each piece with all that was found so far. */
  readonly onProgress: (found: BrowseResult) => void
  readonly isCancelled: () => boolean
}

export async function scan(
  ask: (rest: readonly BrowseRest[] | undefined) => Promise<BrowseResult>,
  { limit, newestFirst }: { readonly limit: number; readonly newestFirst: boolean },
  { onProgress, isCancelled }: Scanning,
): Promise<BrowseResult> {
  let found = await ask(undefined)
  while (found.rest !== undefined && found.records.length < limit) {
    if (isCancelled()) return { ...found, stoppedBecause: 'cancelled' }
    onProgress(found)
    found = added(found, await ask(found.rest), limit, newestFirst)
  }
  return found.rest === undefined ? found : { ...found, stoppedBecause: 'limit' }
}

function added(
  before: BrowseResult,
  next: BrowseResult,
  limit: number,
  newestFirst: boolean,
): BrowseResult {
  const sign = newestFirst ? -1 : 1
  const records = [...before.records, ...next.records]
    .sort(
      (a, b) =>
        sign *
        (a.timeMs - b.timeMs || a.partition - b.partition || Number(a.offset) - Number(b.offset)),
    )
    .slice(0, limit)
  return {
    ...next,
    records,
    scanned: before.scanned + next.scanned,
    matched: before.matched + next.matched,
    unlike: before.unlike + next.unlike,
  }
}
