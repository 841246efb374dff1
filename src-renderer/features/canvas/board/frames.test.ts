// Frames: what a consumer group takes in, where frames lie, and what is drawn when they are folded.
import { describe, expect, it } from 'vitest'
import { edgesOf, type LabFile } from '@shared/lab'
import r4 from '../../../../resources/labs/r4-simulator.yaml?raw'
import { nodeCatalog } from '@renderer/testing'
import { foldFrames } from '../editing/frame-edit'
import { readLab } from '../editing/lab-edit'
import { drawEdges, roundPath } from './drawn-edges'
import { frameFigures } from './frame-figures'
import { consumerFrames, frameKey } from './frames'
import { drawLab, isTopicIn, type DrawnNode } from './graph'
import { NODE_WIDTH } from './layout'

const types = new Map(nodeCatalog.map(info => [info.type, info]))
function labOf(text: string): LabFile {
  const lab = readLab(text)
  if (lab === undefined) throw new Error('no lab')
  return lab
}
const folded = (all: boolean, open?: string) =>
  labOf(
    foldFrames(
      r4,
      new Map(Object.keys(labOf(r4).frames ?? {}).map(id => [id, all && id !== open])),
    ),
  )
const draw = (lab: LabFile) => drawLab(lab, edgesOf(lab), types)
const rects = (lab: LabFile) => {
  const { nodes, frames } = draw(lab)
  const loose = nodes.filter(({ frame }) => frame === undefined)
  return [
    ...frames.map(({ place: { x, y }, width, height }) => ({ x, y, width, height })),
    ...loose.map(({ spot: { x, y } }) => ({ x, y, width: NODE_WIDTH, height: 94 })),
  ]
}

describe('frames', () => {
  it('are one for each consumer of R4, and leave the sink of all outside', () => {
    const { frames, ...lab } = labOf(r4)
    const { 'orders-in': first, ...drawnByHand } = frames ?? {}
    expect(first?.nodes).toEqual(['orders', 'e-commerce-orders'])
    const found = consumerFrames(lab, isTopicIn(lab, types))
    expect(found.map(({ nodes }) => [...nodes].sort())).toEqual(
      Object.values(drawnByHand).map(({ nodes }) => [...nodes].sort()),
    )
    expect(found.map(({ first }) => first)).toContain('consumer-6')
  })

  it.each([
    ['folded', folded(true)],
    ['open', folded(false)],
    ['one open', folded(true, 'handling')],
  ])('never lie on each other or on a node: %s', (_name, lab) => {
    const all = rects(lab)
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1))
        expect(
          a.x + a.width <= b.x ||
            b.x + b.width <= a.x ||
            a.y + a.height <= b.y ||
            b.y + b.height <= a.y,
        ).toBe(true)
  })

  it('folded, are in one column in their order, and a consumer of a consumer too', () => {
    const { frames } = draw(folded(true))
    const consumers = frames.filter(({ begins }) => !begins)
    expect(consumers).toHaveLength(6)
    expect(new Set(consumers.map(({ place }) => place.x)).size).toBe(1)
    const tops = consumers.map(({ place }) => place.y)
    expect(tops).toEqual([...tops].sort((a, b) => a - b))
  })

  it('have a card as wide as a node where nothing enters, before those that read from it', () => {
    const { frames } = draw(folded(true))
    const [first, ...others] = frames
    expect(first).toMatchObject({ id: 'orders-in', begins: true, width: NODE_WIDTH })
    for (const { place } of others)
      expect(place.x).toBeGreaterThan((first?.place.x ?? 0) + NODE_WIDTH)
  })

  it('keep the places inside when they are folded and opened', () => {
    const placesIn = (lab: LabFile) =>
      draw(lab).nodes.flatMap(({ frame, id, place }: DrawnNode) =>
        frame === 'handling' ? [[id, place]] : [],
      )
    expect(placesIn(folded(true))).toEqual(placesIn(folded(true, 'handling')))
  })

  it('get out of the way of one that opens, where a hand has placed them', () => {
    const lab = labOf(`sluice: 1
id: desk
title: Desk
nodes:
  a: { type: fake-data, at: [14, 48] }
  b: { type: topic, from: a, at: [14, 300] }
  c: { type: live, from: b, at: [400, 300] }
frames:
  one: { at: [0, 0], nodes: [a, b] }
`)
    const { nodes, frames } = draw({ ...lab, frames: { one: { at: [0, 0], nodes: ['a', 'b'] } } })
    const [frame] = frames
    expect(nodes.find(({ id }) => id === 'b')?.spot).toEqual({ x: 14, y: 300 })
    expect(nodes.find(({ id }) => id === 'c')?.spot).toEqual({ x: 400, y: 300 })
    const under = { ...lab.nodes, c: { ...lab.nodes['c'], type: 'live', at: [100, 200] as const } }
    const moved = draw(labOf(JSON.stringify({ ...lab, nodes: under })))
    expect(moved.nodes.find(({ id }) => id === 'c')?.spot.y).toBeGreaterThan(
      (frame?.place.y ?? 0) + (frame?.height ?? 0),
    )
  })
})

it('a loose node keeps its place, whatever frames are called', () => {
  const lab = labOf(`sluice: 1
id: desk
title: Desk
nodes:
  topic-frame: { type: topic, at: [500, 400] }
  b: { type: live, from: topic-frame }
frames:
  frame: { at: [0, 0], nodes: [b] }
`)
  expect(draw(lab).nodes.find(({ id }) => id === 'topic-frame')?.spot).toEqual({ x: 500, y: 400 })
})

describe('edges of folded frames', () => {
  const edgesFor = (lab: LabFile) => {
    const { nodes, frames } = draw(lab)
    return drawEdges(nodes, frames, edgesOf(lab), [])
  }

  it('lead to the card, one for all, without figures', () => {
    const edges = edgesFor(folded(true))
    const cards = Object.keys(labOf(r4).frames ?? {}).map(frameKey)
    expect(edges.filter(({ target }) => target === 'consumer_output')).toHaveLength(4)
    expect(edges.every(({ source, target }) => source !== target)).toBe(true)
    for (const { source, target, data } of edges)
      expect(data.quiet === true).toBe(cards.includes(source) || cards.includes(target))
    const sales = edges.find(({ source }) => source === frameKey('sales'))
    expect(sales?.data.edges.map(({ from }) => from)).toEqual(['metric-2a', 'metric-2b'])
    expect(sales?.data.edge).toBeUndefined()
  })

  it('are those of the lab when all frames are open', () => {
    const lab = folded(false)
    expect(edgesFor(lab).map(({ id }) => id)).toEqual(edgesOf(lab).map(({ id }) => id))
  })

  it('run round, through the gap between two frames', () => {
    const lab = folded(true, 'handling')
    const { frames } = draw(lab)
    const back = edgesFor(lab).find(({ source }) => source === 'processed-orders')
    const of = (id: string) => frames.find(frame => frame.id === id)
    const [above, below] = [of('handling'), of('lately')]
    expect(back?.data.bend).toBeGreaterThan((above?.place.y ?? 0) + (above?.height ?? 0))
    expect(back?.data.bend).toBeLessThan(below?.place.y ?? 0)
    expect(roundPath({ x: 500, y: 100 }, { x: 40, y: 220 }, 180)).toMatch(/^M500 100H.*V172.*H40$/)
  })
})

describe('the figures of a card', () => {
  const stat = (key: string, ratePerSecond: number, more = {}) =>
    [key, { key, ratePerSecond, total: 10 * ratePerSecond, errors: 0, ...more }] as const
  const edges = edgesOf({
    nodes: {
      made: { type: 'fake-data' },
      orders: { type: 'topic', from: 'made' },
      parsed: { type: 'parse', from: 'orders' },
      view: { type: 'live', from: 'parsed' },
    },
  })
  const stats = new Map([
    stat('node:made', 4, { state: 'running' }),
    stat('node:orders', 4, { state: 'running' }),
    stat('node:parsed', 3, { state: 'failed' }),
    stat('node:view', 3, { state: 'running' }),
    stat('edge:made>orders', 4),
    stat('edge:orders>parsed', 3, { lag: 7 }),
    stat('edge:parsed>view', 3),
  ])

  const isTopic = (id: string) => id === 'orders'

  it('are what enters it, what of that waits, and what leaves it', () => {
    expect(frameFigures(['parsed', 'view'], edges, stats, isTopic)).toEqual({
      into: { ratePerSecond: 3, total: 30 },
      lag: 7,
      out: { ratePerSecond: 3, total: 30 },
      source: undefined,
      failed: 1,
      flowing: true,
    })
  })

  it('are what its sources make, when nothing enters it', () => {
    expect(frameFigures(['made', 'orders'], edges, stats, isTopic)).toMatchObject({
      into: { ratePerSecond: 4, total: 40 },
      lag: undefined,
      source: 'made',
    })
    expect(frameFigures(['made'], edges, new Map(), isTopic)).toBeUndefined()
  })

  it('are what its sources have to make, and the bytes in its topics', () => {
    const figures = (target: number | 'max', bytes?: number) =>
      frameFigures(
        ['made', 'orders'],
        edges,
        new Map([
          ...stats,
          stat('node:made', 4, { targetRate: target }),
          stat('node:orders', 4, bytes === undefined ? {} : { figures: { bytes } }),
        ]),
        isTopic,
      )
    expect(figures(5, 1200)).toMatchObject({ setRate: 5, bytes: 1200 })
    expect(figures('max')).toMatchObject({ setRate: 'max', bytes: undefined })
  })

  it('say until when a window holds what would come out, while nothing does', () => {
    const open = { start: 0, end: 86_400_000, because: 'clock', holds: true }
    const until = (window: object, rate: number) =>
      frameFigures(
        ['parsed', 'view'],
        edges,
        new Map([
          ...stats,
          stat('node:parsed', 3, { time: { by: 'stream', lanes: [], open: window } }),
          stat('edge:parsed>view', rate),
        ]),
        isTopic,
      )?.heldUntil
    expect(until(open, 0)).toBe(86_400_000)
    expect(until(open, 2)).toBeUndefined()
    expect(until({ ...open, holds: undefined }, 0)).toBeUndefined()
    expect(until({ ...open, because: 'events' }, 0)).toBeUndefined()
  })

  it('give out what leaves, else what its sinks and topics get; never what others read', () => {
    const outOf = (...ids: string[]) => frameFigures(ids, edges, stats, isTopic)?.out.ratePerSecond
    expect(outOf('parsed')).toBe(3)
    expect(outOf('made', 'orders')).toBe(4)
    expect(outOf('orders')).toBe(0)
  })
})
