// Follows a feed: asks again with the last cursor until told to stop. Screens, printers and tests
// use it. The writer sets the pace (it parks the question), the reader the back-pressure (`onPage`
// is awaited).
import type { FeedPage } from '../contract/define'
import { LabError } from '../errors'

export interface FollowOptions<Item> {
  readonly signal: AbortSignal
  readonly onPage: (page: FeedPage<Item>) => void | Promise<void>
  /** An error that may pass (`retry`); the question is put again after a moment. */
  readonly onTrouble?: (error: LabError) => void
  readonly retryMs?: number
}

/** Resolves when the signal says stop; rejects with an error that will not pass. */
export async function followFeed<Item>(
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<FeedPage<Item>>,
  { signal, onPage, onTrouble, retryMs = 1000 }: FollowOptions<Item>,
): Promise<void> {
  let cursor: string | undefined
  while (!signal.aborted) {
    try {
      const page = await ask(cursor, signal)
      if (signal.aborted) return
      cursor = page.cursor
      await onPage(page)
    } catch (error) {
      if (signal.aborted) return
      const trouble = LabError.from(error)
      if (!trouble.retry) throw trouble
      onTrouble?.(trouble)
      await new Promise<void>(resolve => setTimeout(resolve, retryMs))
    }
  }
}
