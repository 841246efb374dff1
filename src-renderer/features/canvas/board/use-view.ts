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
import { nodeTypes } from '@renderer/client'
import { formatPercent } from '@renderer/ui'
import type { FlowGraph } from './use-flow-graph'
import { awayFrom, fitView, isCornerFree, lookTo, seesAll, type Away, type Side } from './view-fit'
import { FAR } from './zoom'

/** From so many nodes on, the overview is there even when all are in view. */
const MANY_NODES = 12

export interface CanvasView {
  readonly far: ComputedRef<boolean>
  /** Nodes lie outside the view, or there are many. */
  readonly overview: ComputedRef<boolean>
  /** No node is in the corner at the bottom right. */
  readonly corner: ComputedRef<boolean>
  readonly zoomLabel: ComputedRef<string>
  /** The sides on which nodes lie outside the view. */
  readonly away: ComputedRef<readonly Away[]>
  fit(): void
  look(side: Side): void
  zoomBy(factor: number): void
  /** Brings a node to the middle unless it is in view as a whole. */
  reveal(id: string): void
  /** From now on the view stays where it is. */
  movedByHand(): void
}

export function useView(
  flow: VueFlowStore,
  box: Ref<HTMLElement | undefined>,
  { boxes, outer, shape }: FlowGraph,
): CanvasView {
  let byHand = false
  const area = ref({ width: 0, height: 0 })

  function fit(): void {
    const size = box.value?.getBoundingClientRect()
    if (size === undefined || boxes.value.length === 0) return
    area.value = { width: size.width, height: size.height }
    void flow.setViewport(fitView(outer.value, size))
    byHand = false
  }

  watch([shape, () => nodeTypes.value.size], () => void nextTick(() => !byHand && fit()))
  const sized = new ResizeObserver(([entry]) => {
    if (entry !== undefined)
      area.value = { width: entry.contentRect.width, height: entry.contentRect.height }
    if (!byHand) fit()
  })
  onMounted(() => {
    if (box.value !== undefined) sized.observe(box.value)
  })
  onUnmounted(() => sized.disconnect())

  return {
    far: computed(() => flow.viewport.value.zoom < FAR),
    overview: computed(
      () =>
        boxes.value.length >= MANY_NODES ||
        (boxes.value.length > 0 && !seesAll(boxes.value, flow.viewport.value, area.value)),
    ),
    corner: computed(() => isCornerFree(boxes.value, flow.viewport.value, area.value)),
    zoomLabel: computed(() => formatPercent(flow.viewport.value.zoom)),
    away: computed(() =>
      area.value.width === 0 ? [] : awayFrom(boxes.value, flow.viewport.value, area.value),
    ),
    fit,
    look(side) {
      byHand = true
      void flow.setViewport(lookTo(side, boxes.value, flow.viewport.value, area.value))
    },
    zoomBy(factor) {
      byHand = true
      void flow.zoomTo(flow.viewport.value.zoom * factor)
    },
    reveal(id) {
      const node = flow.findNode(id)
      const size = box.value?.getBoundingClientRect()
      if (node === undefined || size === undefined) return
      const { x, y } = node.computedPosition
      const { width, height } = node.dimensions
      const { zoom, ...shift } = flow.viewport.value
      const [left, top] = [x * zoom + shift.x, y * zoom + shift.y]
      const [right, bottom] = [left + width * zoom, top + height * zoom]
      if (left >= 0 && top >= 0 && right <= size.width && bottom <= size.height) return
      byHand = true
      void flow.setCenter(x + width / 2, y + height / 2, { zoom })
    },
    movedByHand: () => (byHand = true),
  }
}
