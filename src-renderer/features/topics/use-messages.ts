// Reads the messages of one topic for the browser: a page from where the person asked, or the live
// tail, filtered by text and partition. Hold freezes the view, not the topic.
import { computed, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { client, errorWords, useCall, useRing } from '@renderer/client'
import { formatNumber, localStamp, t } from '@renderer/ui'
import type { BrowseResult, TopicRecord } from '@shared/contract'
import { rowOf, startOf, type MessageRow, type ReadMode } from './browse'
import { PIECE_MS, scan } from './scan'
import { liveFilter, type MessageFilterState } from './use-message-filter'
import { useFresh } from './use-fresh'

const LIMIT = 500
/** The most that one answer carries. */
const LIMIT_MAX = 1000
const LIVE_MAX = 1000
/** "From a time" begins five minutes back: most people look for what just happened. */
const BACK_MS = 300_000
const STOPPED = {
  end: 'topics.stoppedEnd',
  oldest: 'topics.stoppedOldest',
  limit: 'topics.stoppedLimit',
  'time-limit': 'topics.stoppedTime',
  cancelled: 'topics.stoppedCancelled',
} as const

/** What a person asked to read. */
export function useMessageQuery() {
  const mode = ref<ReadMode>('newest')
  const offset = ref('0')
  const time = ref(localStamp(Date.now() - BACK_MS).slice(0, 19))
  const partition = ref('')
  return { mode, offset, time, partition }
}
export type MessageQuery = ReturnType<typeof useMessageQuery>

const idOf = ({ partition, offset }: TopicRecord) => `${partition}-${offset}`

/** A page of messages, asked again whenever the query changes. */
function usePage(
  props: { readonly topic: string; readonly connection: string },
  query: MessageQuery,
  wanted: MessageFilterState['wanted'],
) {
  const { mode, offset, time, partition } = query
  const limit = ref(LIMIT)
  watch([mode, offset, time, partition, wanted, () => props.topic], () => (limit.value = LIMIT))
  const tookMs = ref(0)
  /** While it is read: what was found until now. */
  const progress = shallowRef<BrowseResult>()
  let isCancelled = false
  const input = () => {
    if (mode.value === 'live' || wanted.value === 'waits') return undefined
    const from = startOf(mode.value, offset.value, time.value)
    if (from === undefined) return undefined
    return {
      connection: props.connection,
      topic: props.topic,
      from,
      limit: limit.value,
      ...(partition.value === '' ? {} : { partition: Number(partition.value) }),
      ...wanted.value,
    }
  }
  const question = computed(() => JSON.stringify(input()))
  /** The question that the page answers: the rows of another one are never shown. */
  const answered = ref<string>()
  const page = useCall(async (asked: NonNullable<ReturnType<typeof input>>, options) => {
    const mine = JSON.stringify(asked)
    const started = performance.now()
    progress.value = undefined
    isCancelled = false
    const answer = await scan(
      rest =>
        client.topics.browse({ ...asked, rest: rest && [...rest], scanMs: PIECE_MS }, options),
      { limit: asked.limit, newestFirst: asked.from === 'newest' },
      {
        onProgress: found => mine === question.value && (progress.value = found),
        isCancelled: () => isCancelled,
      },
    )
    tookMs.value = performance.now() - started
    if (mine === question.value) answered.value = mine
    return answer
  }, input)
  const found = computed(() =>
    page.busy.value && progress.value !== undefined
      ? progress.value
      : answered.value === question.value
        ? page.data.value
        : undefined,
  )
  const hasMore = computed(
    () => page.data.value?.stoppedBecause === 'limit' && limit.value < LIMIT_MAX,
  )
  return {
    page,
    found,
    progress,
    cancel: () => (isCancelled = true),
    tookMs,
    hasMore,
    readMore: () => (limit.value = LIMIT_MAX),
  }
}

/** The rows of the page, or of the tail with the newest first and its filters applied. */
function useRows(
  { mode, partition }: MessageQuery,
  passes: (record: TopicRecord) => boolean,
  records: {
    readonly page: () => readonly TopicRecord[]
    readonly live: () => readonly TopicRecord[]
  },
): ComputedRef<MessageRow[]> {
  /** Rows are parsed once and kept while they are on the screen. */
  const known = new Map<string, MessageRow>()
  function row(record: TopicRecord): MessageRow {
    const id = idOf(record)
    const made = known.get(id) ?? rowOf(record)
    known.set(id, made)
    return made
  }
  return computed<MessageRow[]>(() => {
    if (mode.value !== 'live') {
      known.clear()
      return records.page().map(row)
    }
    const wanted = partition.value === '' ? undefined : Number(partition.value)
    if (known.size > LIVE_MAX * 3) known.clear()
    return records
      .live()
      .filter(each => (wanted === undefined || each.partition === wanted) && passes(each))
      .map(row)
      .reverse()
  })
}

export function useMessages(
  props: { readonly topic: string; readonly connection: string },
  query: MessageQuery,
  filter: MessageFilterState,
) {
  const { mode } = query
  const isLive = computed(() => mode.value === 'live')
  const { page, found, progress, cancel, tookMs, hasMore, readMore } = usePage(
    props,
    query,
    filter.wanted,
  )
  const tail = useRing(
    client.topics.tail,
    () => (isLive.value ? { connection: props.connection, topic: props.topic } : undefined),
    LIVE_MAX,
  )
  const held = shallowRef<{ readonly items: readonly TopicRecord[]; readonly seen: number }>()
  watch(mode, () => (held.value = undefined))
  function hold(): void {
    held.value = held.value ? undefined : { items: tail.items.value, seen: tail.seen.value }
  }

  const rows = useRows(query, liveFilter(filter), {
    page: () => found.value?.records ?? [],
    live: () => held.value?.items ?? tail.items.value,
  })
  const fresh = useFresh(tail.items, idOf, () => isLive.value && !held.value)

  /** It takes longer than one piece. */
  const scanning = computed(() => !isLive.value && page.busy.value && progress.value !== undefined)
  const summary = computed(() => {
    if (isLive.value) {
      if (held.value) return t('topics.held', { n: Math.max(0, tail.seen.value - held.value.seen) })
      const n = tail.items.value.length
      return filter.isOn.value
        ? t('topics.liveMatched', { n, matched: rows.value.length })
        : t('topics.liveSum', { n })
    }
    if (filter.mistake.value !== undefined) return t('topics.conditionBroken')
    const answer = found.value
    if (answer === undefined) return page.busy.value ? t('topics.scanningFirst') : ''
    const counts = {
      scanned: formatNumber(answer.scanned),
      matched: formatNumber(answer.matched),
    }
    return scanning.value ? t('topics.scanning', counts) : t(STOPPED[answer.stoppedBecause], counts)
  })
  /** Messages in which a field has another type than the condition takes it for. */
  const unlike = computed(() => (isLive.value ? 0 : (found.value?.unlike ?? 0)))
  const error = computed(() => (isLive.value ? tail.error.value : page.error.value))
  const broken = computed(() => (error.value === undefined ? undefined : errorWords(error.value)))
  const waiting = computed(() => !isLive.value && page.busy.value && !found.value)
  /** An answer is there, so that an empty list means an empty topic. */
  const answered = computed(() =>
    isLive.value ? tail.ready.value : found.value !== undefined && !scanning.value,
  )

  return {
    isLive,
    page,
    scanning,
    cancel,
    tookMs,
    hasMore,
    readMore,
    dropped: tail.dropped,
    held,
    hold,
    rows,
    fresh,
    summary,
    unlike,
    broken,
    waiting,
    answered,
  }
}
