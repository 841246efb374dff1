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

/** The overview and the buttons above it. */
const CORNER = { width: 164, height: 138 }

export function isCornerFree(boxes: readonly Box[], { x, y, zoom }: View, area: Area): boolean {
  const [left, top] = [area.width - CORNER.width, area.height - CORNER.height]
  return boxes.every(box => {
    const inX = x + box.right * zoom > left && x + box.left * zoom < area.width
    return !(inX && y + box.bottom * zoom > top && y + box.top * zoom < area.height)
  })
}

const SIDES = ['left', 'up', 'down', 'right'] as const
export type Side = (typeof SIDES)[number]
/** How many nodes lie outside the view on a side. */
export interface Away {
  readonly side: Side
  readonly n: number
}

/** A node of which less than half is in view, and how far it is to the whole of it. */
function awayBy(
  box: Box,
  { x, y, zoom }: View,
  area: Area,
): { side: Side; px: number } | undefined {
  const over = {
    left: MARGIN - (x + box.left * zoom),
    up: MARGIN - (y + box.top * zoom),
    down: y + box.bottom * zoom - (area.height - MARGIN),
    right: x + box.right * zoom - (area.width - MARGIN),
  }
  const half = { x: ((box.right - box.left) / 2) * zoom, y: ((box.bottom - box.top) / 2) * zoom }
  const side = SIDES.filter(
    each => over[each] > MARGIN + (each === 'up' || each === 'down' ? half.y : half.x),
  ).sort((a, b) => over[b] - over[a])[0]
  return side === undefined ? undefined : { side, px: over[side] }
}

export function awayFrom(boxes: readonly Box[], view: View, area: Area): Away[] {
  const sides = boxes.map(box => awayBy(box, view, area)?.side)
  return SIDES.map(side => ({ side, n: sides.filter(each => each === side).length })).filter(
    ({ n }) => n > 0,
  )
}

/** Moves on to what lies on a side, by less than a whole view. */
export function lookTo(side: Side, boxes: readonly Box[], view: View, area: Area): View {
  const ways = boxes.flatMap(box => {
    const away = awayBy(box, view, area)
    return away?.side === side ? [away.px] : []
  })
  const lengthwise = side === 'left' || side === 'right'
  const by = Math.min(Math.max(0, ...ways), (lengthwise ? area.width : area.height) * 0.8)
  const sign = side === 'left' || side === 'up' ? 1 : -1
  return lengthwise ? { ...view, x: view.x + sign * by } : { ...view, y: view.y + sign * by }
}
