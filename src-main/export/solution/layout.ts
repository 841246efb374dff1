// Where each node of the drawing of a solution is: a column for each step away from the sources, a
// row for each node of a column. The person's own places on the canvas are wide apart; a drawing for
// a page is not.
import type { TargetNode, TargetPlan } from '@main/pipeline'

export const BOX = { width: 190, height: 56, gapX: 60, gapY: 22, margin: 24 } as const

export interface Place {
  readonly node: TargetNode
  readonly x: number
  readonly y: number
}

export interface Drawing {
  readonly places: readonly Place[]
  readonly arrows: readonly { readonly from: Place; readonly to: Place; readonly port: string }[]
  readonly width: number
  readonly height: number
}

export function drawingOf({ nodes }: TargetPlan): Drawing {
  const columns = new Map<string, number>()
  const rows: number[] = []
  const places = nodes.map((node): Place => {
    const before = node.inputs.map(edge => columns.get(edge.from) ?? 0)
    const column = before.length === 0 ? 0 : Math.max(...before) + 1
    const row = rows[column] ?? 0
    columns.set(node.id, column)
    rows[column] = row + 1
    return {
      node,
      x: BOX.margin + column * (BOX.width + BOX.gapX),
      y: BOX.margin + row * (BOX.height + BOX.gapY),
    }
  })
  const byId = new Map(places.map(place => [place.node.id, place]))
  const arrows = places.flatMap(to =>
    to.node.inputs.flatMap(({ from, port }) => {
      const start = byId.get(from)
      return start === undefined ? [] : [{ from: start, to, port }]
    }),
  )
  return {
    places,
    arrows,
    width: rows.length * (BOX.width + BOX.gapX) - BOX.gapX + 2 * BOX.margin,
    height: Math.max(1, ...rows) * (BOX.height + BOX.gapY) - BOX.gapY + 2 * BOX.margin,
  }
}

/** Fill and line by what a node is. */
export const COLOURS: Readonly<Record<TargetNode['kind'], readonly [string, string]>> = {
  source: ['#fff4dc', '#b7791f'],
  topic: ['#e3edff', '#2b5fb8'],
  step: ['#f2f2f5', '#5b6472'],
  sink: ['#e2f5ea', '#1f7a4d'],
}

export const safeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
