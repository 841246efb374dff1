// Computes the view that shows the whole drawing as large as possible, but never smaller than can be
// read: then it begins at the left, where the sources are. Pure sums over boxes; the canvas
// gives the sizes.
import { MAX_ZOOM_FIT, READABLE_ZOOM } from './zoom'

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
export interface Area {
  readonly width: number
  readonly height: number
}
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

const MARGIN = 16
const TOP = 28
const TOP_MOST = 68

export function boundsOf(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(box => box.left)),
    top: Math.min(...boxes.map(box => box.top)),
    right: Math.max(...boxes.map(box => box.right)),
    bottom: Math.max(...boxes.map(box => box.bottom)),
  }
}

export function fitView(boxes: readonly Box[], { width, height }: Area): View {
  const all = boundsOf(boxes)
  const tall = all.bottom - all.top
  const wide = all.right - all.left
  const zoom = Math.max(
    READABLE_ZOOM,
    Math.min(
      MAX_ZOOM_FIT,
      (width - 2 * MARGIN) / Math.max(1, wide),
      (height - TOP - MARGIN) / Math.max(1, tall),
    ),
  )
  const x = Math.max(MARGIN, (width - wide * zoom) / 2)
  if (tall * zoom <= height - TOP) {
    const y = Math.max(TOP, Math.min(TOP_MOST, (height - tall * zoom) / 3))
    return { x: x - all.left * zoom, y: y - all.top * zoom, zoom }
  }
  // Higher than the area: the sources are in its middle, where the flow begins.
  const first = boundsOf(boxes.filter(({ left }) => left === all.left))
  const middle = ((first.top + first.bottom) / 2) * zoom
  return { x: x - all.left * zoom, y: height / 2 - middle, zoom }
}

/** Everything is in view, so an overview would tell nothing. */
export function seesAll(boxes: readonly Box[], { x, y, zoom }: View, area: Area): boolean {
  const all = boundsOf(boxes)
  return (
    x + all.left * zoom >= 0 &&
    y + all.top * zoom >= 0 &&
    x + all.right * zoom <= area.width &&
    y + all.bottom * zoom <= area.height
  )
}
