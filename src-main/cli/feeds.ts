// Reads a feed page by page, each with the cursor of the page before.
import type { FeedPage } from '@shared/contract'

export async function* pagesOf<Input extends object, Item>(
  call: (
    input: Input & { cursor?: string },
    options?: { signal?: AbortSignal },
  ) => Promise<FeedPage<Item>>,
  input: Input,
  signal: AbortSignal,
): AsyncGenerator<FeedPage<Item>> {
  let cursor: string | undefined
  while (!signal.aborted) {
    const page = await call({ ...input, cursor }, { signal })
    cursor = page.cursor
    yield page
  }
}
