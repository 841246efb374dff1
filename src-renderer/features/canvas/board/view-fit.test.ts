import { describe, expect, it } from 'vitest'
import { isFree } from './edge-figures'
import { EDGE_GAP } from './layout'
import { awayFrom, fitView, isCornerFree, lookTo, seesAll, type Box } from './view-fit'

const area = { width: 800, height: 450 }
const box = (left: number, top: number): Box => ({
  left,
  top,
  right: left + 134,
  bottom: top + 116,
})

describe('fitting the canvas', () => {
  it('shows all of it, never above the largest zoom', () => {
    expect(fitView([box(16, 40)], area).zoom).toBe(1.4)
    const short = [box(0, 0), box(560, 0)]
    expect(seesAll(short, fitView(short, area), area)).toBe(true)
  })

  it('never makes it too small to read: it begins with the sources', () => {
    const wide = [box(0, 900), box(5000, 0), box(5000, 2000)]
    const { x, y, zoom } = fitView(wide, area)
    expect(zoom).toBe(1)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(y + 900).toBeGreaterThanOrEqual(0)
    expect(y + 900 + 116).toBeLessThan(area.height)
    expect(x + 134).toBeLessThan(area.width)
    expect(seesAll(wide, { x, y, zoom }, area)).toBe(false)
  })
})

describe('what is out of view', () => {
  const wide = [box(16, 40), box(700, 40), box(900, 40), box(900, 600)]
  const view = fitView([box(16, 40)], area)
  const still = { x: 0, y: 0, zoom: 1 }

  it('is counted by side, and a side can be looked at', () => {
    expect(awayFrom([box(16, 40)], view, area)).toEqual([])
    expect(awayFrom(wide, still, area)).toEqual([
      { side: 'down', n: 1 },
      { side: 'right', n: 1 },
    ])
    const moved = lookTo('right', wide, still, area)
    expect(awayFrom(wide, moved, area).map(({ side }) => side)).not.toContain('right')
  })

  it('tells whether the overview would cover a node', () => {
    expect(isCornerFree([box(16, 40)], still, area)).toBe(true)
    expect(isCornerFree([box(600, 320)], still, area)).toBe(false)
  })
})

describe('the figures of an edge', () => {
  it('lie in the gap between two nodes, and never on one', () => {
    const nodes = [box(0, 0), box(200, 0)]
    expect(isFree({ x: 167, y: 56 }, nodes)).toBe(true)
    // Where Vue Flow ends an edge: at the port, half of which is outside of the node.
    expect(isFree({ x: 200 - 4.5 - EDGE_GAP / 2, y: 56 }, nodes)).toBe(true)
    expect(isFree({ x: 167, y: 56 }, [box(0, 0), box(170, 0)])).toBe(false)
    expect(isFree({ x: 167, y: 56 }, [...nodes, box(120, 60)])).toBe(false)
  })
})
