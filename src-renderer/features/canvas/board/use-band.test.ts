// The band over the empty canvas, and when a dragged node has left its frame.
import { describe, expect, it } from 'vitest'
import { isInside } from './frames'
import { nodesIn } from './use-band'

const HEIGHT = 116
const node = (id: string, x: number, y: number, hidden = false) => ({
  id,
  spot: { x, y },
  kind: 'step' as const,
  hidden,
})

describe('the band', () => {
  const nodes = [node('a', 0, 0), node('b', 200, 0), node('c', 400, 0, true), node('d', 0, 300)]
  it('chooses every node that it touches, whichever way it was drawn', () => {
    expect(nodesIn(nodes, { x: -10, y: 50 }, { x: 210, y: 60 }, HEIGHT)).toEqual(['a', 'b'])
    expect(nodesIn(nodes, { x: 210, y: 60 }, { x: -10, y: 50 }, HEIGHT)).toEqual(['a', 'b'])
  })
  it('chooses nothing between nodes, and none that a folded frame hides', () => {
    expect(nodesIn(nodes, { x: 140, y: 0 }, { x: 190, y: 200 }, HEIGHT)).toEqual([])
    expect(nodesIn(nodes, { x: 390, y: 0 }, { x: 600, y: 200 }, HEIGHT)).toEqual([])
  })
})

describe('a node that is dragged in its frame', () => {
  const frame = { width: 400, height: 200 }
  it('stays in it while its middle does', () => {
    expect(isInside(frame, [0, 40])).toBe(true)
    expect(isInside(frame, [-60, 40])).toBe(true)
  })
  it('has left it once its middle is over the edge', () => {
    expect(isInside(frame, [340, 40])).toBe(false)
    expect(isInside(frame, [20, 190])).toBe(false)
    expect(isInside(frame, [-80, 40])).toBe(false)
  })
})
