// Tiles arranged by hand. Each act changes the dashboard in the lab's text, so it is saved with the
// lab; undo goes back one act, Throw away to how it was when editing began. The lab runs on.
import { computed, ref, shallowRef, type ComputedRef } from 'vue'
import type { DashboardTile } from '@shared/lab'
import { client, session, textToRun, toastError, toastUndo } from '@renderer/client'
import { local, t } from '@renderer/ui'
import { addTile, changeTile, copyTile, moveTile, removeTile, swapTiles } from './dashboard-edit'
import { fitSize, heightOf, type TileSize } from './tile-size'
import type { TilePlan } from '@renderer/tiles'

/** `tell` hands the run the text; a person goes on choosing tiles meanwhile, however long it takes. */
export function useArranging(tiles: ComputedRef<readonly TilePlan[]>, tell = tellRun) {
  const editing = ref(false)
  const past = shallowRef<readonly string[]>([])
  const future = shallowRef<readonly string[]>([])
  const chosen = ref<number>()
  /** As they are shown, for a lab that has no dashboard yet. */
  const shown = computed(() => tiles.value.map(tileOf))

  /** Of a tile on the screen, in the lab's list. */
  const placeOf = (at: number) => tiles.value[at]?.at ?? at

  let told = Promise.resolve()
  /** Sends changes to the run one after another, so that the last one wins. */
  async function amend(text: string): Promise<void> {
    await session.amend(text)
    told = told.then(tell)
  }
  async function become(text: string): Promise<void> {
    if (text === session.text.value) return
    past.value = [...past.value, session.text.value]
    future.value = []
    await amend(text)
  }
  async function undo(): Promise<void> {
    const before = past.value.at(-1)
    if (before === undefined) return
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, session.text.value]
    await amend(before)
  }
  async function redo(): Promise<void> {
    const after = future.value.at(-1)
    if (after === undefined) return
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, session.text.value]
    await amend(after)
  }
  function start(): void {
    past.value = future.value = []
    chosen.value = undefined
    editing.value = true
  }
  async function throwAway(): Promise<void> {
    const [first] = past.value
    editing.value = false
    if (first === undefined) return
    await amend(first)
  }
  async function move(from: number, to: number): Promise<void> {
    const place = Math.max(0, Math.min(tiles.value.length - 1, to))
    if (place === from) return
    await become(moveTile(session.text.value, shown.value, placeOf(from), placeOf(place)))
    chosen.value = place
  }
  async function swap(one: number, other: number): Promise<void> {
    await become(swapTiles(session.text.value, shown.value, placeOf(one), placeOf(other)))
    chosen.value = other
  }
  async function resize(at: number, size: TileSize): Promise<void> {
    const tile = tiles.value[at]
    if (tile === undefined) return
    const next = fitSize(tile.chart, size)
    if (next.width === tile.width && next.height === heightOf(tile)) return
    await become(changeTile(session.text.value, shown.value, placeOf(at), next))
  }
  async function remove(at: number): Promise<void> {
    const tile = tiles.value[at]
    const name = tile === undefined ? '' : local(tile.title) || tile.node || t('live.asText')
    await become(removeTile(session.text.value, shown.value, placeOf(at)))
    chosen.value = undefined
    toastUndo(t('live.tileGone', { name }), () => void undo())
  }
  async function copy(at: number): Promise<void> {
    await become(copyTile(session.text.value, shown.value, placeOf(at)))
    chosen.value = at + 1
  }
  async function add(tile: DashboardTile): Promise<void> {
    await become(addTile(session.text.value, shown.value, tile))
    chosen.value = tiles.value.length - 1
  }
  const change = (at: number, to: Partial<DashboardTile>) =>
    become(changeTile(session.text.value, shown.value, placeOf(at), to))

  return {
    editing,
    chosen,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    start,
    done: () => (editing.value = false),
    throwAway,
    undo,
    redo,
    move,
    swap,
    resize,
    remove,
    copy,
    add,
    change,
  }
}

/** A run watches the alerts of the tiles that it knows: it gets each new list at once. */
async function tellRun(): Promise<void> {
  const lab = session.labId.value
  const isWrong = session.problems.value.some(({ severity }) => severity === 'error')
  if (lab === undefined || !session.alive.value || isWrong) return
  try {
    await client.runs.patch({ lab, text: textToRun(lab, session.text.value) })
  } catch (failure) {
    // It may have ended meanwhile.
    if (session.alive.value) toastError(failure)
  }
}

function tileOf({ id: _, at: __, node, y, ...rest }: TilePlan): DashboardTile {
  const [first] = y
  return {
    ...rest,
    ...(node === '' ? {} : { node }),
    ...(first === undefined ? {} : { y: y.length === 1 ? first : [...y] }),
  }
}
