// A heat map as shapes: names across and down, one cell for each pair with its value in it while
// there is room. A pair without a value has the ground of "no data".
import { formatNumber, formatShort } from '@renderer/ui'
import { fitted, textWidth, type Mark } from './marks'
import type { ChartData } from './model'
import { inkOn, scaleOf, stepColour, stepOf } from './scale'
import type { ChartTokens } from './tokens'

const GAP = 3
const FONT = 12
const NAMES_MAX = 150
const FOOT = 22
const VALUE_WIDTH = 34
const VALUE_HEIGHT = 17
const ROW_MAX = 44

/** `data`: across are its categories, down its series. */
export function heatMarks(
  tokens: ChartTokens,
  data: ChartData,
  { width, height }: { width: number; height: number },
): readonly Mark[] {
  const rows = data.series
  const across = data.categories
  if (rows.length === 0 || across.length === 0 || width < 60 || height < 40) return []
  const longest = Math.max(...rows.map(({ name }) => textWidth(name, FONT)))
  const left = Math.min(NAMES_MAX, width * 0.34, longest + 10)
  const column = (width - left) / across.length
  const row = Math.min(ROW_MAX, (height - FOOT) / rows.length)
  const scale = scaleOf(rows.flatMap(({ values }) => values))
  const labelled = column - GAP >= VALUE_WIDTH && row - GAP >= VALUE_HEIGHT
  const marks: Mark[] = []
  for (const [down, { name, values }] of rows.entries()) {
    const y = down * row
    marks.push({
      kind: 'text',
      x: left - 8,
      y: y + (row - GAP) / 2 + 4,
      text: fitted(name, FONT, left - 10),
      fill: tokens['text-2'],
      size: FONT,
      anchor: 'end',
      title: name,
    })
    for (const [at, head] of across.entries()) {
      const value = values[at] ?? null
      const fill =
        value === null || scale === undefined
          ? tokens.nodata
          : stepColour(tokens, stepOf(scale, value))
      const x = left + at * column
      marks.push({
        kind: 'rect',
        x,
        y,
        width: Math.max(1, column - GAP),
        height: Math.max(1, row - GAP),
        radius: 3,
        fill,
        title: `${name}, ${head}: ${value === null ? '–' : formatNumber(value, 6)}`,
      })
      if (labelled && value !== null)
        marks.push({
          kind: 'text',
          x: x + (column - GAP) / 2,
          y: y + (row - GAP) / 2 + 4,
          text: formatShort(value),
          fill: inkOn(fill, tokens.text, tokens.well),
          size: 11.5,
          weight: 600,
          anchor: 'middle',
        })
    }
  }
  return [...marks, ...heads(tokens, across, { left, column, y: rows.length * row + 12 })]
}

/** Names below: as many as fit beside each other. */
function heads(
  tokens: ChartTokens,
  across: readonly string[],
  { left, column, y }: { left: number; column: number; y: number },
): Mark[] {
  const longest = Math.min(NAMES_MAX, Math.max(...across.map(name => textWidth(name, 11))) + 8)
  const every = Math.max(1, Math.ceil(Math.min(longest, column * across.length) / column))
  return across.flatMap((name, at): Mark[] =>
    at % every === 0
      ? [
          {
            kind: 'text',
            x: left + at * column + (column - GAP) / 2,
            y,
            text: fitted(name, 11, Math.max(column, longest)),
            fill: tokens['text-3'],
            size: 11,
            anchor: 'middle',
            title: name,
          },
        ]
      : [],
  )
}
