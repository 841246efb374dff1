// Which tile lies above or below another, by where both are on the screen: rows may hold any number
// of tiles of any width, and the last row may be short.
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** In the nearest row on that side, the one that shares most of its width, or else lies nearest. */
export function neighbourOf(boxes: readonly Box[], at: number, by: -1 | 1): number | undefined {
  const own = boxes[at]
  if (own === undefined) return undefined
  const gap = (box: Box) => (by > 0 ? box.top - own.bottom : own.top - box.bottom)
  const shared = (box: Box) => Math.min(box.right, own.right) - Math.max(box.left, own.left)
  const beyond = boxes.flatMap((box, index) => (gap(box) >= -1 ? [{ box, index }] : []))
  const nearest = Math.min(...beyond.map(({ box }) => gap(box)))
  const row = beyond.filter(({ box }) => gap(box) <= nearest + 1)
  return row.sort((a, b) => shared(b.box) - shared(a.box))[0]?.index
}
