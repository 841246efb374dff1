// The rows that one tile shows. They follow the feed unless the tile is held, keep their order
// while the pointer is over them, and remember which just came.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { client, useFeed } from '@renderer/client'
import { useWash } from '@renderer/ui'
import type { ViewInfo, ViewRow } from '@shared/contract'
import { figureOf } from '@shared/figures'
import type { ViewChart } from '@shared/lab'
import { hideIn } from '@shared/text/hide-addresses'
import { StableOrder, tileAs, wantedOrder, type TilePlan } from './view-data'

/** A tile shows the change of the last minute; this keeps a little more. */
const FIGURES_MS = 75_000
/** The line needs no more points than it has pixels. */
const FIGURE_EVERY_MS = 400
const LETTERS_MAX = 32
/** Data may rest while the order on the screen is still the old one. */
const SORT_MS = 2100

interface TileProps {
  readonly lab: string
  readonly tile: TilePlan
  readonly view: ViewInfo
  readonly held: boolean
  readonly bare?: boolean
}

/** What a figure was at a moment while this page looked. */
export interface SeenFigure {
  readonly at: number
  readonly value: number
}

export function useTileRows(
  props: TileProps,
  chart: Ref<ViewChart>,
  pointed: Ref<boolean>,
  refreshed: () => void,
) {
  const feed = useFeed(
    client.runs.view,
    () => ({ lab: props.lab, node: props.tile.node }),
    row => row.key,
    { pace: 'chart' },
  )
  const shown = shallowRef<ReadonlyMap<string, ViewRow>>(new Map())
  const changedSince = ref(0)
  const figures = shallowRef<readonly SeenFigure[]>([])
  const keys = shallowRef<readonly string[]>([])
  const order = new StableOrder()
  const { fresh, wash } = useWash()
  const letters = useLetters(() => props.view)

  watch(
    () => feed.rows.value,
    (rows, before) => {
      const changed = [...rows.values()].filter(row => before?.get(row.key) !== row)
      if (props.held) {
        changedSince.value += changed.length
        return
      }
      take(rows)
      // A first page is not news; the wash shows what came after it.
      if (before && before.size > 0 && changed.length > 0 && changed.length * 2 <= rows.size + 4)
        wash(changed.map(row => row.key))
      if (changed.length > 0) refreshed()
    },
    { immediate: true },
  )
  watch(
    () => props.held,
    held => {
      changedSince.value = 0
      if (!held) take(feed.rows.value)
    },
  )
  watch([chart, pointed], () => sort())
  // What another column was a minute ago says nothing of this one.
  watch(
    () => JSON.stringify([props.tile.x, props.tile.y]),
    () => {
      figures.value = []
      take(shown.value)
    },
  )
  const sorting = setInterval(() => {
    if (!props.held && !pointed.value) sort()
  }, SORT_MS)
  onScopeDispose(() => clearInterval(sorting))

  function take(all: ReadonlyMap<string, ViewRow>): void {
    const rows = props.bare === true ? hidden(all) : all
    shown.value = rows
    letters.measure(rows.values())
    sort()
    const figure = figureOf(rows, props.view, props.tile)
    if (figure !== undefined)
      figures.value = withFigure(figures.value, { at: Date.now(), value: figure.value })
  }
  function sort(): void {
    keys.value = order.next(
      wantedOrder(shown.value, props.view, tileAs(props.tile, props.view, chart.value)),
      Date.now(),
      pointed.value,
    )
  }
  const rows = computed(() => keys.value.flatMap(key => shown.value.get(key) ?? []))
  return { feed, shown, rows, fresh, figures, changedSince, letters: letters.most }
}

/** The newest takes the place of one that came just before it. */
function withFigure(seen: readonly SeenFigure[], next: SeenFigure): readonly SeenFigure[] {
  const last = seen.at(-2)
  const kept = last !== undefined && next.at - last.at < FIGURE_EVERY_MS ? seen.slice(0, -1) : seen
  return [...kept.filter(({ at }) => next.at - at <= FIGURES_MS), next]
}

const hiddenValue = (value: ViewRow['values'][number]) =>
  typeof value === 'string' ? hideIn(value) : value

const hidden = (rows: ReadonlyMap<string, ViewRow>): ReadonlyMap<string, ViewRow> =>
  new Map([...rows].map(([key, row]) => [key, { ...row, values: row.values.map(hiddenValue) }]))

/**
 * The most letters that each column had to show. It grows with them and never shrinks, so that
 * columns stand still while a person reads.
 */
function useLetters(view: () => ViewInfo) {
  const most = shallowRef<readonly number[]>([])
  function measure(rows: Iterable<ViewRow>): void {
    const next = view().columns.map(({ name }, at) => Math.max(name.length, most.value[at] ?? 0))
    for (const row of rows)
      for (const [at, value] of row.values.entries())
        next[at] = Math.max(next[at] ?? 0, Math.min(LETTERS_MAX, String(value ?? '').length))
    if (next.some((count, at) => count !== most.value[at])) most.value = next
  }
  return { most, measure }
}
