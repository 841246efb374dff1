// The sizes of the panels around the canvas. Each follows the window until a hand has set it; a
// double click on its splitter gives it back to the window.
import { computed, onUnmounted, ref, type ComputedRef, type WritableComputedRef } from 'vue'
import { kept } from '@renderer/ui'

/** At this width and below it, the inspector lies over the canvas, for what is selected. */
const SHEET_BELOW_PX = 1100

export interface PanelSize {
  readonly size: WritableComputedRef<number>
  /** What the window suggests. */
  readonly usual: ComputedRef<number>
}

export function usePanelSizes() {
  const area = ref({ width: innerWidth, height: innerHeight })
  const measure = () => (area.value = { width: innerWidth, height: innerHeight })
  addEventListener('resize', measure)
  onUnmounted(() => removeEventListener('resize', measure))

  const byWidth = (narrow: number, middle: number, wide: number) =>
    area.value.width >= 1700 ? wide : area.value.width < 1300 ? narrow : middle
  const byHeight = (low: number, middle: number, high: number) =>
    area.value.height >= 1000 ? high : area.value.height < 800 ? low : middle
  return {
    isSheet: computed(() => area.value.width <= SHEET_BELOW_PX),
    left: sized('lab.left', () => byWidth(162, 168, 200)),
    right: sized('lab.right', () => byWidth(264, 276, 340)),
    dock: sized('lab.dock', () => byHeight(161, 236, 280)),
  }
}

function sized(key: string, suggest: () => number): PanelSize {
  const own = kept(key, 0)
  const usual = computed(suggest)
  const size = computed({
    get: () => own.value || usual.value,
    set: next => (own.value = next === usual.value ? 0 : next),
  })
  return { size, usual }
}
