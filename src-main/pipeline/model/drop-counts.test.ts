import { expect, it } from 'vitest'
import { delayForAll, delaysToShow, droppedBy } from '@shared/figures'
import { DropCounts } from './drop-counts'

it('stays bounded, and exact for delays of its unit, however far records lie apart', () => {
  const counts = new DropCounts()
  const slacks = Array.from({ length: 3000 }, (_, i) => i * 7_919)
  for (const slack of slacks) counts.add(slack)
  counts.add(-1)
  const view = counts.view()
  expect(view.bySlack.length).toBeLessThanOrEqual(512)
  for (const delay of [0, 5, 90, 200].map(n => n * view.unitMs))
    expect(droppedBy(view, delay)).toBe(slacks.filter(slack => slack >= delay).length)
  expect(droppedBy(view, delayForAll(view))).toBe(0)
})

it('comes back from a checkpoint', () => {
  const counts = new DropCounts()
  for (const slack of [0, 20_000, 20_050, 90_000_000_000]) counts.add(slack)
  const again = new DropCounts()
  again.restore(counts.save())
  expect(again.view()).toEqual(counts.view())
})

it('shows delays up to one that drops none, also the one in use', () => {
  const drops = { unitMs: 100, bySlack: [[69_000, 1]] as const }
  const shown = delaysToShow(drops, 30_000)
  expect(shown[0]).toBe(0)
  expect(shown.at(-1)).toBeGreaterThanOrEqual(69_100)
  expect(shown).toContain(30_000)
})
