import { describe, expect, it } from 'vitest'
import { fitView, seesAll, type Box } from './view-fit'

const area = { width: 800, height: 450 }
const ledger = { width: 370, height: 120 }
const box = (left: number, top: number): Box => ({
  left,
  top,
  right: left + 134,
  bottom: top + 116,
})

describe('fitting the canvas', () => {
  it('shows all of it, never above the largest zoom', () => {
    const one = fitView([box(16, 40)], area, 0.2, undefined)
    expect(one.zoom).toBe(1.4)
    const wide = [box(0, 0), box(2000, 0)]
    const view = fitView(wide, area, 0.2, undefined)
    expect(seesAll(wide, view, area)).toBe(true)
  })

  it('keeps clear of the ledger where that costs little', () => {
    const chain = [0, 186, 372, 558].flatMap(x => [box(x, 0), box(x, 180)])
    const view = fitView(chain, area, 0.2, ledger)
    expect(view.crowded).toBe(false)
    expect(
      chain.every(
        ({ left, bottom }) =>
          view.x + left * view.zoom >= 370 || view.y + bottom * view.zoom <= 330,
      ),
    ).toBe(true)
  })

  it('gives the ledger up for a drawing that needs the room', () => {
    const grid = Array.from({ length: 90 }, (_, n) => box((n % 10) * 186, Math.floor(n / 10) * 146))
    expect(fitView(grid, area, 0.2, ledger).crowded).toBe(true)
  })
})
