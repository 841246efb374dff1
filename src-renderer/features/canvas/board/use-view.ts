// Decides which part of the drawing is in view and how large: Fit, zoom, and whether the overview
// is needed. The view follows the window and the lab until somebody moves it.
import type { VueFlowStore } from '@vue-flow/core'
import {
  computed,
  nextTick,
  onMounted,
  onUnmounted,
  ref,
  watch,
  type ComputedRef,
  type Ref,
} from 'vue'
import { nodeTypes, session } from '@renderer/client'
import { formatPercent } from '@renderer/ui'
import type { FlowGraph } from './use-flow-graph'
import { fitView, seesAll } from './view-fit'
import { FAR, LEGIBLE_ZOOM, MIN_ZOOM } from './zoom'

/** The room that the open ledger takes at the lower left. */
const LEDGER_SIZE = { width: 384, height: 124 }

export interface CanvasView {
  /** The ledger covers nodes when it is open. */
  readonly crowded: Ref<boolean>
  readonly far: ComputedRef<boolean>
  /** Nodes lie outside the view. */
  readonly hidesSome: ComputedRef<boolean>
  readonly zoomLabel: ComputedRef<string>
  fit(): void
  zoomBy(factor: number): void
  /** From now on the view stays where it is. */
  movedByHand(): void
}

export function useView(
  flow: VueFlowStore,
  box: Ref<HTMLElement | undefined>,
  { boxes, shape }: FlowGraph,
): CanvasView {
  let byHand = false
  const crowded = ref(false)
  const area = ref({ width: 0, height: 0 })

  function fit(smallest = MIN_ZOOM): void {
    const size = box.value?.getBoundingClientRect()
    if (size === undefined || boxes.value.length === 0) return
    area.value = { width: size.width, height: size.height }
    const ledger = session.run.value === undefined ? undefined : LEDGER_SIZE
    const view = fitView(boxes.value, size, smallest, ledger)
    void flow.setViewport(view)
    crowded.value = view.crowded
    byHand = false
  }

  watch(
    [shape, () => nodeTypes.value.size, () => session.run.value === undefined],
    () => void nextTick(() => !byHand && fit(LEGIBLE_ZOOM)),
  )
  const sized = new ResizeObserver(([entry]) => {
    if (entry !== undefined)
      area.value = { width: entry.contentRect.width, height: entry.contentRect.height }
    if (!byHand) fit(LEGIBLE_ZOOM)
  })
  onMounted(() => {
    if (box.value !== undefined) sized.observe(box.value)
  })
  onUnmounted(() => sized.disconnect())

  return {
    crowded,
    far: computed(() => flow.viewport.value.zoom < FAR),
    hidesSome: computed(
      () => boxes.value.length > 0 && !seesAll(boxes.value, flow.viewport.value, area.value),
    ),
    zoomLabel: computed(() => formatPercent(flow.viewport.value.zoom)),
    fit: () => fit(),
    zoomBy(factor) {
      byHand = true
      void flow.zoomTo(flow.viewport.value.zoom * factor)
    },
    movedByHand: () => (byHand = true),
  }
}
