// Computes the view that shows the whole drawing as large as possible. It keeps clear of the ledger
// at the lower left where that costs little size. Pure sums over boxes; the canvas gives the sizes.
import { MAX_ZOOM_FIT } from './zoom'

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
  /** The open ledger would cover nodes, so it should be closed. */
  readonly crowded: boolean
}

const MARGIN = 16
const TOP = 28
const TOP_MOST = 68
/** Keeping clear of the ledger may make the drawing this much smaller. */
const WORTH = 0.86

export function boundsOf(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(box => box.left)),
    top: Math.min(...boxes.map(box => box.top)),
    right: Math.max(...boxes.map(box => box.right)),
    bottom: Math.max(...boxes.map(box => box.bottom)),
  }
}

/** `ledger`: its size, at the lower left of the area; undefined when there is none. */
export function fitView(
  boxes: readonly Box[],
  area: Area,
  smallest: number,
  ledger: Area | undefined,
): View {
  const all = boundsOf(boxes)
  const whole = into(all, { left: 0, top: 0, right: area.width, bottom: area.height }, smallest)
  if (ledger === undefined || !hits(boxes, whole, area, ledger)) return { ...whole, crowded: false }
  const above = into(
    all,
    { left: 0, top: 0, right: area.width, bottom: area.height - ledger.height },
    smallest,
  )
  const beside = into(
    all,
    { left: ledger.width, top: 0, right: area.width, bottom: area.height },
    smallest,
  )
  const clear = above.zoom >= beside.zoom ? above : beside
  const still = hits(boxes, clear, area, ledger)
  return clear.zoom >= whole.zoom * WORTH && !still
    ? { ...clear, crowded: false }
    : { ...whole, crowded: true }
}

function into(all: Box, area: Box, smallest: number): Omit<View, 'crowded'> {
  const width = area.right - area.left
  const height = area.bottom - area.top
  const tall = all.bottom - all.top
  const wide = all.right - all.left
  const zoom = Math.max(
    smallest,
    Math.min(
      MAX_ZOOM_FIT,
      (width - 2 * MARGIN) / Math.max(1, wide),
      (height - TOP - MARGIN) / Math.max(1, tall),
    ),
  )
  const x = area.left + Math.max(MARGIN, (width - wide * zoom) / 2)
  const y = area.top + Math.max(TOP, Math.min(TOP_MOST, (height - tall * zoom) / 3))
  return { x: x - all.left * zoom, y: y - all.top * zoom, zoom }
}

function hits(
  boxes: readonly Box[],
  { x, y, zoom }: Omit<View, 'crowded'>,
  area: Area,
  ledger: Area,
): boolean {
  return boxes.some(
    box =>
      x + box.left * zoom < ledger.width && y + box.bottom * zoom > area.height - ledger.height,
  )
}

/** Everything is in view, so an overview would tell nothing. */
export function seesAll(
  boxes: readonly Box[],
  { x, y, zoom }: Omit<View, 'crowded'>,
  area: Area,
): boolean {
  const all = boundsOf(boxes)
  return (
    x + all.left * zoom >= 0 &&
    y + all.top * zoom >= 0 &&
    x + all.right * zoom <= area.width &&
    y + all.bottom * zoom <= area.height
  )
}
