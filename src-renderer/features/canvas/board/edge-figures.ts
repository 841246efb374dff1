// Whether the figures of an edge may lie at a place: never on a node.
import type { Point } from './layout'
import type { Box } from './view-fit'

/** From the middle of the line: what a gap has room for, one line above, two below. */
const HALF_WIDTH = 27
const ABOVE = 20
const BELOW = 22

export function isFree({ x, y }: Point, boxes: readonly Box[]): boolean {
  return boxes.every(
    box =>
      x + HALF_WIDTH <= box.left ||
      x - HALF_WIDTH >= box.right ||
      y + BELOW <= box.top ||
      y - ABOVE >= box.bottom,
  )
}
