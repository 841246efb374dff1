// Shift and drag on the empty canvas: all nodes that the band touches are chosen, to be grouped.
import { ref, type Ref } from 'vue'
import { editor } from '../editing/editor'
import type { DrawnNode } from './graph'
import { NODE_WIDTH, SINK_WIDTH, type Point } from './layout'

export interface Band {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The nodes that a band in the canvas's own measure touches. */
export function nodesIn(
  nodes: readonly Pick<DrawnNode, 'id' | 'spot' | 'kind' | 'hidden'>[],
  from: Point,
  to: Point,
  nodeHeight: number,
): readonly string[] {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
  return nodes
    .filter(({ spot, kind, hidden }) => {
      const width = kind === 'sink' ? SINK_WIDTH : NODE_WIDTH
      return (
        !hidden &&
        spot.x < right &&
        spot.x + width > left &&
        spot.y < bottom &&
        spot.y + nodeHeight > top
      )
    })
    .map(({ id }) => id)
}

export function useBand(
  box: Ref<HTMLElement | undefined>,
  pick: (from: Point, to: Point) => readonly string[],
  toFlow: (point: Point) => Point,
) {
  const band = ref<Band>()

  function down(event: PointerEvent): void {
    const { target } = event
    const area = box.value?.getBoundingClientRect()
    if (!event.shiftKey || event.button !== 0 || area === undefined) return
    if (!(target instanceof Element) || !target.classList.contains('vue-flow__pane')) return
    // The pane would move instead.
    event.stopPropagation()
    event.preventDefault()
    const from = { x: event.clientX, y: event.clientY }
    const move = ({ clientX, clientY }: PointerEvent) => {
      band.value = {
        left: Math.min(from.x, clientX) - area.left,
        top: Math.min(from.y, clientY) - area.top,
        width: Math.abs(clientX - from.x),
        height: Math.abs(clientY - from.y),
      }
      choose(pick(toFlow(from), toFlow({ x: clientX, y: clientY })))
    }
    const up = () => {
      removeEventListener('pointermove', move)
      band.value = undefined
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up, { once: true })
  }
  /** The click that ends the band would clear the selection. */
  function clicked(event: MouseEvent): void {
    if (event.shiftKey && event.target instanceof Element)
      if (event.target.classList.contains('vue-flow__pane')) event.stopPropagation()
  }
  return { band, down, clicked }
}

function choose(ids: readonly string[]): void {
  const [only] = ids
  if (ids.length > 1) editor.select({ kind: 'nodes', ids })
  else editor.select(only === undefined ? undefined : { kind: 'node', id: only })
}
