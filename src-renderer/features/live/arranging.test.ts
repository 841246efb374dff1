// Tiles arranged by hand: what is written into the lab, what stays, and what undo takes back.
import { computed, createApp, h, nextTick, ref } from 'vue'
import { TooltipProvider } from 'reka-ui'
import { beforeEach, describe, expect, it } from 'vitest'
import { session, setClient } from '@renderer/client'
import { fakeClient, nodeCatalog } from '@renderer/testing'
import { addTile, changeTile, copyTile, moveTile, removeTile, swapTiles } from './dashboard-edit'
import { fitSize, heightOf } from './tile-size'
import { neighbourOf } from './neighbour'
import TileFrame from './TileFrame.vue'
import { useArranging } from './use-arranging'
import type { TilePlan } from '@renderer/tiles'

const TEXT = `sluice: 1
id: shop
title: Shop
nodes:
  totals: { type: live }
dashboard:
  # What the boss looks at.
  - { node: totals, chart: bar, x: card, y: total, width: 6 }
  - { node: totals, chart: pie, x: card, y: total, width: 3 } # by card
`
const PLAIN = TEXT.slice(0, TEXT.indexOf('dashboard:'))
const shown = [{ node: 'totals', chart: 'table' as const, width: 12 }]

describe('the dashboard in the text', () => {
  it('moves a tile with its comment, and leaves the others', () => {
    const moved = moveTile(TEXT, shown, 1, 0)
    expect(moved.indexOf('pie')).toBeLessThan(moved.indexOf('bar'))
    expect(moved).toContain('# by card')
    expect(moved).toContain('# What the boss looks at.')
  })
  it('lets two tiles take each other’s places, each with its comment', () => {
    const swapped = swapTiles(TEXT, shown, 0, 1)
    expect(swapped.indexOf('pie')).toBeLessThan(swapped.indexOf('bar'))
    expect(swapTiles(swapped, shown, 1, 0)).toBe(TEXT)
    expect(swapTiles(TEXT, shown, 1, 2)).toBe(TEXT)
  })
  it('sizes one tile in its line', () => {
    const sized = changeTile(TEXT, shown, 0, { width: 8, height: 4 })
    expect(sized).toContain('chart: bar, x: card, y: total, width: 8, height: 4 }')
    expect(sized).toContain('width: 3 } # by card')
  })
  it('writes the tiles that are shown when the lab has none yet', () => {
    const added = addTile(PLAIN, shown, { node: 'totals', chart: 'figure' })
    expect(added).toContain('- { node: totals, chart: table, width: 12 }')
    expect(added).toContain('- { node: totals, chart: figure }')
  })
  it('has a tile like another one behind it', () => {
    const copied = copyTile(TEXT, shown, 1)
    expect(copied.match(/chart: pie, x: card, y: total, width: 3 }/g)).toHaveLength(2)
    expect(copied.match(/# by card/g)).toHaveLength(1)
  })
  it('goes when its last tile goes', () => {
    expect(removeTile(PLAIN, shown, 0)).toBe(PLAIN)
    expect(removeTile(removeTile(TEXT, shown, 0), shown, 0)).not.toContain('dashboard')
  })
})

describe('the tile above and below', () => {
  const box = (left: number, top: number, width = 100) => ({
    left,
    right: left + width,
    top,
    bottom: top + 100,
  })
  const boxes = [box(0, 0), box(110, 0), box(220, 0), box(0, 110, 160), box(170, 110), box(0, 220)]
  it('is the one that shares most of the width', () => {
    expect([0, 1, 2].map(at => neighbourOf(boxes, at, 1))).toEqual([3, 3, 4])
    expect(neighbourOf(boxes, 3, -1)).toBe(0)
  })
  it('is the only one of a short row, and none beyond the ends', () => {
    expect(neighbourOf(boxes, 4, 1)).toBe(5)
    expect(neighbourOf(boxes, 5, 1)).toBeUndefined()
    expect(neighbourOf(boxes, 0, -1)).toBeUndefined()
  })
})

describe('the size of a tile', () => {
  it('is at least what its kind can be read at, and at most the grid', () => {
    expect(fitSize('table', { width: 1, height: 1 })).toEqual({ width: 4, height: 3 })
    expect(fitSize('bar', { width: 40, height: 40 })).toEqual({ width: 12, height: 12 })
    expect(heightOf({ chart: 'pie', height: 7 })).toBe(7)
  })
})

describe('arranging', () => {
  beforeEach(async () => {
    setClient(fakeClient(nodeCatalog))
    await session.openText(TEXT, { isNew: true })
  })
  const tiles = () =>
    computed(() =>
      (session.lab.value?.dashboard ?? []).map((tile, at): TilePlan => ({
        id: String(at),
        at,
        node: tile.node ?? '',
        chart: tile.chart,
        y: ['total'],
        width: tile.width ?? 4,
        ...(tile.height === undefined ? {} : { height: tile.height }),
      })),
    )

  it('makes the lab unsaved; undo and redo walk, throwing away goes back to the start', async () => {
    const arranging = useArranging(tiles())
    arranging.start()
    await arranging.resize(0, { width: 7, height: 5 })
    await arranging.remove(1)
    expect(session.unsaved.value).toBe(true)
    const after = session.text.value
    await arranging.undo()
    expect(session.text.value).toContain('# by card')
    await arranging.redo()
    expect(session.text.value).toBe(after)
    await arranging.throwAway()
    expect(session.text.value).toBe(TEXT)
    expect(session.unsaved.value).toBe(false)
  })

  it('chooses at once, and not again when the run answers late', async () => {
    let answer = (): void => undefined
    const answered = new Promise<void>(resolve => (answer = resolve))
    const arranging = useArranging(tiles(), () => answered)
    arranging.start()
    await arranging.add({ node: 'totals', chart: 'gauge' })
    expect(arranging.chosen.value).toBe(2)
    arranging.chosen.value = 0
    answer()
    await answered
    await nextTick()
    expect(arranging.chosen.value).toBe(0)
  })

  it('tells the run one change after the other', async () => {
    const answers: (() => void)[] = []
    const arranging = useArranging(tiles(), () => new Promise(resolve => answers.push(resolve)))
    await arranging.resize(0, { width: 7, height: 5 })
    await arranging.resize(0, { width: 8, height: 5 })
    expect(answers).toHaveLength(1)
    answers[0]?.()
    await expect.poll(() => answers.length).toBe(2)
  })

  it('is done by keys: arrows move, Shift with arrows sizes, Delete removes', async () => {
    const acts = ref<unknown[]>([])
    const host = document.createElement('div')
    document.body.append(host)
    const tile: TilePlan = {
      id: '1',
      at: 1,
      node: 'totals',
      chart: 'bar',
      y: ['total'],
      width: 6,
    }
    const app = createApp({
      render: () =>
        h(TooltipProvider, () =>
          h(TileFrame, {
            tile,
            name: 'Totals',
            at: 1,
            chosen: true,
            onMove: (to: number) => acts.value.push(to),
            onCross: (by: number) => acts.value.push(`cross ${by}`),
            onResize: (size: unknown) => acts.value.push(size),
            onRemove: () => acts.value.push('gone'),
          }),
        ),
    })
    app.mount(host)
    const frame = host.querySelector('.arr')
    for (const [key, shiftKey] of [
      ['ArrowLeft', false],
      ['ArrowUp', false],
      ['ArrowRight', true],
      ['ArrowDown', true],
      ['Delete', false],
    ] as const)
      frame?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey }))
    await nextTick()
    app.unmount()
    host.remove()
    expect(acts.value).toEqual([
      0,
      'cross -1',
      { width: 7, height: 5 },
      { width: 6, height: 6 },
      'gone',
    ])
  })
})
