// A tile as a picture for a file: its title, what it shows, and the colours of the theme that the
// person sees, as SVG text. Charts come from the same options as on the screen; figures, tables and
// texts are set here, because a file has no page to scroll.
import { formatNumber, formatPercent, formatShort, t } from '@renderer/ui'
import { niceMax } from './axis'
import { barOption } from './bar-option'
import { donutOption } from './donut-option'
import type { EChartsCoreOption } from './echarts'
import { GAUGE_SIZE, gaugeMarks, type GaugeValue } from './gauge-marks'
import { heatMarks } from './heat-marks'
import { lineOption } from './line-option'
import { fitted, markText, textWidth, type Mark } from './marks'
import { barsLieDown, largest, largestStack, slicesOf, smallest, type ChartData } from './model'
import { scaleOf, stepColours, type Scale } from './scale'
import { categoryColour, useChartTokens, type ChartTokens } from './tokens'

export type Shown =
  | { readonly kind: 'bar' | 'line' | 'area' | 'pie' | 'heat' | 'map'; readonly data: ChartData }
  | { readonly kind: 'figure'; readonly value: string; readonly note: string }
  | { readonly kind: 'gauge'; readonly gauge: GaugeValue }
  | {
      readonly kind: 'table'
      readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'text'; readonly text: string }

export interface Picture {
  readonly title: string
  readonly sub: string
  readonly shown: Shown
}

const WIDTH = 960
const PAD = 24
const TOP = 62
const BODY = { width: WIDTH - 2 * PAD, height: 440 } as const
const ROW = 24
/** More rows are no picture any more: the CSV has them all. */
const ROWS_MAX = 100
const LINES_MAX = 200

export async function pictureSvg({ title, sub, shown }: Picture): Promise<string> {
  const tokens = useChartTokens().value
  const { body, height } = await bodyOf(tokens, shown)
  const head: Mark[] = [
    { kind: 'rect', x: 0, y: 0, width: WIDTH, height: TOP + height + PAD, fill: tokens.raised },
    { kind: 'text', x: PAD, y: 36, text: title, fill: tokens.text, size: 18, weight: 600 },
    {
      kind: 'text',
      x: PAD + textWidth(title, 19) + 16,
      y: 36,
      text: sub,
      fill: tokens['text-3'],
      size: 13,
    },
  ]
  const all = TOP + height + PAD
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${all}" viewBox="0 0 ${WIDTH} ${all}">`,
    marksText(head, tokens),
    `<g transform="translate(${PAD} ${TOP})">${body}</g>`,
    '</svg>\n',
  ].join('')
}

const marksText = (marks: readonly Mark[], tokens: ChartTokens) =>
  marks.map(mark => markText(mark, tokens)).join('')

async function bodyOf(
  tokens: ChartTokens,
  shown: Shown,
): Promise<{ body: string; height: number }> {
  const set = (marks: readonly Mark[], height: number = BODY.height) => ({
    body: marksText(marks, tokens),
    height,
  })
  switch (shown.kind) {
    case 'figure':
      return set(figureMarks(tokens, shown), 120)
    case 'gauge': {
      const by = BODY.height / GAUGE_SIZE.height
      const left = (BODY.width - GAUGE_SIZE.width * by) / 2
      const marks = marksText(gaugeMarks(tokens, shown.gauge), tokens)
      const body = `<g transform="translate(${left} 0) scale(${by})">${marks}</g>`
      return { body, height: BODY.height }
    }
    case 'table':
      return set(tableMarks(tokens, shown), (Math.min(shown.rows.length, ROWS_MAX) + 2) * ROW)
    case 'text': {
      const lines = shown.text.split('\n').slice(-LINES_MAX)
      return set(textMarks(tokens, lines), lines.length * 18 + 8)
    }
    case 'heat': {
      const scale = scaleOf(shown.data.series.flatMap(({ values }) => values))
      const size = { width: BODY.width, height: BODY.height - 30 }
      return set([...heatMarks(tokens, shown.data, size), ...legendMarks(tokens, scale)])
    }
    case 'map':
      return mapBody(tokens, shown.data)
    case 'pie':
      return donutBody(tokens, shown.data)
    default:
      return chartBody(tokens, shown.kind, shown.data)
  }
}

function figureMarks(
  tokens: ChartTokens,
  { value, note }: { value: string; note: string },
): readonly Mark[] {
  return [
    { kind: 'text', x: 0, y: 58, text: value, fill: tokens.text, size: 56, weight: 600 },
    { kind: 'text', x: 0, y: 96, text: note, fill: tokens['text-3'], size: 15 },
  ]
}

function tableMarks(
  tokens: ChartTokens,
  { columns, rows }: Extract<Shown, { kind: 'table' }>,
): readonly Mark[] {
  const room = BODY.width / Math.max(1, columns.length)
  const cell = (text: string, at: number, down: number, isHead: boolean): Mark => {
    const right = columns[at]?.isNumber === true
    return {
      kind: 'text',
      x: right ? (at + 1) * room - 8 : at * room,
      y: down * ROW + 17,
      text: fitted(text, 13, room - 12),
      fill: isHead ? tokens['text-3'] : tokens.text,
      size: 13,
      ...(right ? { anchor: 'end' as const, mono: !isHead } : {}),
    }
  }
  const line = (down: number): Mark => ({
    kind: 'rect',
    x: 0,
    y: down * ROW - 0.5,
    width: BODY.width,
    height: 1,
    fill: tokens.line,
  })
  const shown = rows.slice(0, ROWS_MAX)
  return [
    ...columns.map(({ name }, at) => cell(name, at, 0, true)),
    ...shown.flatMap((values, down) => [
      line(down + 1),
      ...values.map((value, at) => cell(value, at, down + 1, false)),
    ]),
    ...(rows.length > shown.length
      ? [cell(t('charts.moreRows', { n: rows.length - shown.length }), 0, shown.length + 1, true)]
      : []),
  ]
}

const textMarks = (tokens: ChartTokens, lines: readonly string[]): readonly Mark[] =>
  lines.map((text, at) => ({
    kind: 'text',
    x: 0,
    y: at * 18 + 14,
    text: fitted(text, 14, BODY.width),
    fill: tokens.text,
    size: 13,
    mono: true,
  }))

function legendMarks(tokens: ChartTokens, scale: Scale | undefined): readonly Mark[] {
  if (scale === undefined) return []
  const y = BODY.height - 10
  const low = formatShort(scale.low)
  const left = textWidth(low, 12) + 8
  const words = `${formatShort(scale.high)}${scale.isLog ? `, ${t('charts.log')}` : ''}`
  return [
    { kind: 'text', x: 0, y: y + 9, text: low, fill: tokens['text-3'], size: 12 },
    ...stepColours(tokens).map((fill, at): Mark => ({
      kind: 'rect',
      x: left + at * 22,
      y,
      width: 18,
      height: 9,
      fill,
    })),
    { kind: 'text', x: left + 116, y: y + 9, text: words, fill: tokens['text-3'], size: 12 },
  ]
}

async function mapBody(tokens: ChartTokens, data: ChartData) {
  const { mapMarks, worldValues, WORLD_SIZE } = await import('./map-marks')
  const values = worldValues(data)
  const by = (BODY.height - 30) / WORLD_SIZE.height
  const map = marksText(mapMarks(tokens, values), tokens)
  return {
    body: `<g transform="scale(${Math.min(by, BODY.width / WORLD_SIZE.width)})">${map}</g>${marksText(legendMarks(tokens, values.scale), tokens)}`,
    height: BODY.height,
  }
}

async function drawn(option: EChartsCoreOption, width: number): Promise<string> {
  const { optionSvg } = await import('./echarts-svg')
  return optionSvg(option, width, BODY.height)
}

async function donutBody(tokens: ChartTokens, data: ChartData) {
  const folded = data.categories.length - 7
  const slices = slicesOf(data, folded > 1 ? t('charts.folded', { n: folded }) : t('charts.other'))
  const total = slices.reduce((sum, { value }) => sum + value, 0)
  const left = BODY.height + 40
  const top = (BODY.height - slices.length * 28) / 2
  const legend = slices.flatMap(({ name, value }, at): Mark[] => {
    const y = top + at * 28 + 18
    const share = formatPercent(total > 0 ? value / total : 0, 1)
    return [
      {
        kind: 'rect',
        x: left,
        y: y - 10,
        width: 11,
        height: 11,
        radius: 2,
        fill: categoryColour(tokens, at),
      },
      { kind: 'text', x: left + 20, y, text: name, fill: tokens['text-2'], size: 14 },
      {
        kind: 'text',
        x: BODY.width - 130,
        y,
        text: formatNumber(value, 2),
        fill: tokens['text-2'],
        size: 14,
        anchor: 'end',
      },
      {
        kind: 'text',
        x: BODY.width,
        y,
        text: share,
        fill: tokens.text,
        size: 14,
        weight: 600,
        anchor: 'end',
      },
    ]
  })
  const middle: Mark = {
    kind: 'text',
    x: BODY.height / 2,
    y: BODY.height / 2 + 9,
    text: formatShort(total),
    fill: tokens.text,
    size: 28,
    weight: 600,
    anchor: 'middle',
  }
  const ring = await drawn(donutOption(tokens, slices), BODY.height)
  return { body: `${ring}${marksText([middle, ...legend], tokens)}`, height: BODY.height }
}

async function chartBody(tokens: ChartTokens, kind: 'bar' | 'line' | 'area', data: ChartData) {
  const low = smallest(data)
  const context = {
    tokens,
    max: niceMax(kind === 'area' ? largestStack(data) : largest(data)),
    min: low < 0 ? -niceMax(-low) : 0,
  }
  const option =
    kind === 'bar'
      ? barOption(context, data, { lying: barsLieDown(data, BODY.width - 60), ...BODY })
      : lineOption(context, data, { ...BODY, area: kind === 'area' })
  const chart = await drawn(option, BODY.width)
  if (data.series.length < 2) return { body: chart, height: BODY.height }
  const legend = seriesLegend(tokens, data)
  return {
    body: `${chart}<g transform="translate(0 ${BODY.height})">${marksText(legend.marks, tokens)}</g>`,
    height: BODY.height + legend.height,
  }
}

function seriesLegend(tokens: ChartTokens, data: ChartData) {
  let x = 0
  let y = 20
  const marks = data.series.flatMap(({ name }, at): Mark[] => {
    const width = textWidth(name, 13) + 36
    if (x + width > BODY.width) {
      x = 0
      y += 20
    }
    const fill = categoryColour(tokens, at)
    const both: Mark[] = [
      { kind: 'rect', x, y: y - 9, width: 10, height: 10, radius: 2, fill },
      { kind: 'text', x: x + 16, y, text: name, fill: tokens['text-2'], size: 13 },
    ]
    x += width
    return both
  })
  return { marks, height: y + 8 }
}
