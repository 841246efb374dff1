// What a hand does with the tiles while they are arranged. A tile that has moved is drawn anew: the
// focus goes with it, and never to the page.
import { nextTick, type Ref } from 'vue'
import { neighbourOf } from './neighbour'
import { TILE_KIND } from './tile-size'
import type { useArranging } from './use-arranging'

export function useTileHands(
  root: Ref<HTMLElement | undefined>,
  arranging: ReturnType<typeof useArranging>,
) {
  const frames = () => [...(root.value?.querySelectorAll<HTMLElement>('.arr') ?? [])]
  async function focusTile(at: number): Promise<void> {
    await nextTick()
    const drawn = frames()
    const tile = drawn[Math.min(at, drawn.length - 1)]
    ;(tile ?? root.value?.querySelector<HTMLElement>('.gal button'))?.focus()
  }
  return {
    dropped(event: DragEvent, to: number): void {
      const from = event.dataTransfer?.getData(TILE_KIND) ?? ''
      if (from === '') return
      event.preventDefault()
      void arranging.move(Number(from), to)
    },
    async moved(from: number, to: number): Promise<void> {
      await arranging.move(from, to)
      await focusTile(arranging.chosen.value ?? from)
    },
    async crossed(from: number, by: -1 | 1): Promise<void> {
      const boxes = frames().map(frame => frame.getBoundingClientRect())
      const to = neighbourOf(boxes, from, by)
      if (to === undefined) return
      await arranging.swap(from, to)
      await focusTile(to)
    },
    async copied(at: number): Promise<void> {
      await arranging.copy(at)
      await focusTile(at + 1)
    },
    async removed(at: number): Promise<void> {
      await arranging.remove(at)
      await focusTile(at)
    },
  }
}
