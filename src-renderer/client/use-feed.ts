// A feed as state: it asks "what changed after this cursor?" at the pace of the frame clock.
// `useFeed` keeps a table by key, `useRing` the newest rows. Their contents are replaced at most
// once per frame, and after a lost channel they ask again from the same cursor.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { FeedPage } from '@shared/contract'
import type { CallOptions } from './client'
import { nextFrame, type Pace } from './frame-clock'
import { hostState } from './host-state'
import { isCancelled } from './words'

type FeedCall<Input, Item> = (input: Input, options?: CallOptions) => Promise<FeedPage<Item>>

/** The caller's part of the input; this file adds the cursor. */
type Asked<Input> = Omit<Input, 'cursor'>

const RETRY_MS = 1000
/** Repaints between two questions while all that is shown is replaced each time: one second. */
const FLOOD_FRAMES = 4

interface FeedOptions {
  readonly pace?: Pace
  /** While true (Hold), the shown rows stay and nothing is asked. */
  readonly hold?: () => boolean
}

interface FeedState {
  readonly error: Readonly<Ref<unknown>>
  /** True once the first answer has come. */
  readonly ready: Readonly<Ref<boolean>>
  /** False while the host is gone, and until the next one has answered. */
  readonly current: Readonly<Ref<boolean>>
}

function follow<Input extends object, Item>(
  call: FeedCall<Input, Item>,
  input: () => Asked<Input> | undefined,
  options: FeedOptions,
  /** Whether nothing stayed of what was shown before. */
  take: (page: FeedPage<Item> | undefined) => boolean,
): FeedState {
  const error = shallowRef<unknown>()
  const ready = ref(false)
  const current = ref(false)
  watch(hostState, state => state !== 'ready' && (current.value = false), { flush: 'sync' })
  let running: AbortController | undefined

  async function loop(asked: Asked<Input>, { signal }: AbortController): Promise<void> {
    let cursor: string | undefined
    while (!signal.aborted) {
      let isFlood = false
      if (options.hold?.() === true) {
        await nextFrame('text', signal)
        continue
      }
      try {
        const page = await call(
          { ...asked, ...(cursor === undefined ? {} : { cursor }) } as Input,
          { signal },
        )
        if (signal.aborted) return
        cursor = page.cursor
        error.value = undefined
        if (page.reset || page.items.length > 0 || page.removed.length > 0 || page.dropped > 0)
          isFlood = take(page)
        ready.value = current.value = true
      } catch (failure) {
        if (signal.aborted || isCancelled(failure)) return
        error.value = failure
        current.value = false
        await new Promise(done => setTimeout(done, RETRY_MS))
      }
      await nextFrame(options.pace ?? 'text', signal)
      for (let more = 1; isFlood && more < FLOOD_FRAMES; more++) await nextFrame('text', signal)
      // Rows that are all new cost as much as all other figures together: they come between two ticks.
      if (isFlood) await nextFrame('chart', signal)
    }
  }

  watch(
    () => JSON.stringify(input()),
    () => {
      running?.abort()
      ready.value = current.value = false
      error.value = undefined
      take(undefined)
      const asked = input()
      if (asked === undefined) return
      running = new AbortController()
      void loop(asked, running)
    },
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())
  return { error, ready, current }
}

export interface TableFeed<Item> extends FeedState {
  readonly rows: Readonly<ShallowRef<ReadonlyMap<string, Item>>>
}

/** A keyed table that follows the host. It sleeps while `input` is undefined. */
export function useFeed<Input extends object, Item>(
  call: FeedCall<Input, Item>,
  input: () => Asked<Input> | undefined,
  keyOf: (item: Item) => string,
  options: FeedOptions = {},
): TableFeed<Item> {
  const rows = shallowRef<ReadonlyMap<string, Item>>(new Map())
  const state = follow(call, input, options, page => {
    const next = page === undefined || page.reset ? new Map<string, Item>() : new Map(rows.value)
    for (const key of page?.removed ?? []) next.delete(key)
    for (const item of page?.items ?? []) next.set(keyOf(item), item)
    if (next.size > 0 || rows.value.size > 0) rows.value = next
    return false
  })
  return { rows, ...state }
}

export interface RingFeed<Item> extends FeedState {
  /** Oldest first. */
  readonly items: Readonly<ShallowRef<readonly Item[]>>
  /** How many rows have come since the page began to look, including those it could not show. */
  readonly seen: Readonly<Ref<number>>
  readonly dropped: Readonly<Ref<number>>
}

/**
 * The last `max` rows of a ring. When more comes between two questions than is shown, nobody could
 * read it: then it asks once a second.
 */
export function useRing<Input extends object, Item>(
  call: FeedCall<Input, Item>,
  input: () => Asked<Input> | undefined,
  max: number,
  options: FeedOptions = {},
): RingFeed<Item> {
  const items = shallowRef<readonly Item[]>([])
  const seen = ref(0)
  const dropped = ref(0)
  const state = follow(call, input, options, page => {
    if (page === undefined || page.reset) {
      items.value = []
      if (page === undefined) seen.value = dropped.value = 0
    }
    if (page === undefined) return false
    seen.value += page.items.length + page.dropped
    dropped.value += page.dropped
    items.value = [...items.value, ...page.items].slice(-max)
    return !page.reset && page.items.length + page.dropped >= max
  })
  return { items, seen, dropped, ...state }
}
