import { describe, expect, it } from 'vitest'
import { fitView, seesAll, type Box } from './view-fit'

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
