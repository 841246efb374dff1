// Options that every chart shares: no animation, quiet axes, and a tooltip made of elements,
// because the content policy refuses HTML strings with styles. Bars start at 0; one series looks
// like a water level, several take d1 to d8.
import { formatNumber, formatShort } from '@renderer/ui'
import type { EChartsCoreOption } from './echarts'
import { niceStep, TICKS } from './axis'
import type { ChartData } from './model'
import { categoryColour, type ChartTokens } from './tokens'

export interface DrawContext {
  readonly tokens: ChartTokens
  readonly max: number
  readonly min: number
}

export interface TooltipLine {
  readonly colour?: string
  readonly name: string
  readonly value: string
}

export function tooltipElement(title: string, lines: readonly TooltipLine[]): HTMLElement {
  const root = document.createElement('div')
  root.className = 'chart-tip'
  const head = root.appendChild(document.createElement('b'))
  head.textContent = title
  for (const line of lines) {
    const row = root.appendChild(document.createElement('div'))
    if (line.colour) {
      const dot = row.appendChild(document.createElement('i'))
      dot.style.background = line.colour
    }
    row.appendChild(document.createElement('span')).textContent = line.name
    row.appendChild(document.createElement('strong')).textContent = line.value
  }
  return root
}

export function base({ tokens }: DrawContext): EChartsCoreOption {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: tokens.ui, fontSize: 11, color: tokens['text-3'] },
  }
}

export function tooltip({ tokens }: DrawContext, data: ChartData) {
  return {
    trigger: 'axis',
    confine: true,
    className: 'chart-tip-box',
    backgroundColor: tokens.raised,
    borderColor: tokens['line-2'],
    borderWidth: 1,
    padding: [6, 9],
    transitionDuration: 0,
    textStyle: { color: tokens.text, fontFamily: tokens.ui, fontSize: 12 },
    axisPointer: {
      type: 'line',
      lineStyle: { color: tokens['line-3'], width: 1, type: 'solid' },
      animation: false,
    },
    formatter: (points: unknown) => {
      const index = firstIndex(points)
      if (index === undefined) return ''
      return tooltipElement(
        data.categories[index] ?? '',
        data.series.map((series, at) => {
          const value = series.values[index]
          return {
            ...(data.series.length > 1 ? { colour: categoryColour(tokens, at) } : {}),
            name: series.name,
            value: value === null || value === undefined ? '–' : formatNumber(value, 6),
          }
        }),
      )
    },
  }
}

function firstIndex(points: unknown): number | undefined {
  const first: unknown = Array.isArray(points) ? points[0] : points
  return typeof first === 'object' &&
    first !== null &&
    'dataIndex' in first &&
    typeof first.dataIndex === 'number'
    ? first.dataIndex
    : undefined
}

export function valueAxis({ tokens, max, min }: DrawContext, parts = TICKS) {
  const step = niceStep(max - min, parts)
  return {
    type: 'value',
    // Whole steps, so that all lines of the axis are equally far apart.
    min: Math.floor(min / step) * step,
    max: Math.ceil(max / step - 1e-9) * step,
    interval: step,
    axisLabel: {
      color: tokens['text-3'],
      fontSize: 11,
      formatter: (value: number) => formatShort(value),
      hideOverlap: true,
    },
    splitLine: { lineStyle: { color: tokens.line } },
    axisLine: { show: false },
    axisTick: { show: false },
  }
}

const NAMES_ALL = 16

export function nameAxis({ tokens }: DrawContext, names: readonly string[], widthPx: number) {
  return {
    type: 'category',
    data: [...names],
    // A few names are all shown, shortened if necessary. The automatic choice leaves out names that
    // would fit.
    axisLabel: {
      ...(names.length <= NAMES_ALL ? { interval: 0 } : { hideOverlap: true }),
      color: tokens['text-2'],
      fontSize: 12,
      width: widthPx,
      overflow: 'truncate',
      ellipsis: '…',
    },
    axisLine: { lineStyle: { color: tokens['line-2'] } },
    axisTick: { show: false },
  }
}
