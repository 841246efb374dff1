// The echarts option of bars. One series is drawn like water in a gauge, a body of s4 with a 3 px
// surface of s7, and its value beside it. Several series are groups in palette order. Names that do
// not fit lay the bars down.
import { formatShort } from '@renderer/ui'
import type { EChartsCoreOption } from './echarts'
import type { ChartData } from './model'
import { base, nameAxis, tooltip, valueAxis, type DrawContext } from './option'
import { categoryColour } from './tokens'

const NAME_WIDTH_MAX = 200
const SURFACE_PX = 3

export interface BarShape {
  readonly lying: boolean
  readonly width: number
  readonly height: number
  /** The value beside each bar of a single series; shown when absent. */
  readonly values?: boolean | undefined
}

export function barOption(
  context: DrawContext,
  data: ChartData,
  shape: BarShape,
): EChartsCoreOption {
  const { lying, width, height } = shape
  const single = data.series.length === 1
  const nameWidth = lying
    ? Math.min(NAME_WIDTH_MAX, Math.round(width * 0.36))
    : Math.max(24, Math.floor((width - 48) / Math.max(1, data.categories.length)) - 4)
  const names = {
    ...nameAxis(context, data.categories, nameWidth),
    ...(lying ? { inverse: true } : {}),
  }
  const parts = lying ? Math.floor((width - nameWidth) / 96) : Math.floor(height / 48)
  const values = valueAxis(context, Math.min(5, Math.max(2, parts)))
  const common = {
    type: 'bar',
    barMaxWidth: lying ? 18 : 64,
    barCategoryGap: lying ? '34%' : '40%',
    emphasis: { disabled: true },
  }
  return {
    ...base(context),
    grid: {
      left: 4,
      right: lying ? 58 : 8,
      top: single && !lying ? 24 : 10,
      bottom: 4,
      containLabel: true,
    },
    tooltip: tooltip(context, data),
    xAxis: lying ? { ...values, position: 'top' } : names,
    yAxis: lying ? names : values,
    series: single
      ? waterLevel(context, data, shape).map(series => ({ ...common, ...series }))
      : data.series.map((series, index) => ({
          ...common,
          name: series.name,
          data: [...series.values],
          itemStyle: { color: categoryColour(context.tokens, index) },
        })),
  }
}

/**
 * Body and surface are two stacked bars. The surface has as many units as make three pixels at this
 * size.
 */
function waterLevel(context: DrawContext, data: ChartData, shape: BarShape) {
  const { lying, width, height, values: isSaid = true } = shape
  const { tokens, max, min } = context
  const values = data.series[0]?.values ?? []
  const plotPx = Math.max(20, lying ? width * 0.55 : height - 60)
  const cap = (SURFACE_PX * (max - min)) / plotPx
  const label = {
    show: isSaid,
    position: lying ? 'right' : 'top',
    distance: lying ? 6 : 4,
    color: tokens.text,
    fontWeight: 600,
    fontSize: 12,
    fontFamily: tokens.ui,
    formatter: ({ dataIndex }: { dataIndex: number }) => {
      const value = values[dataIndex]
      return value === null || value === undefined ? '' : formatShort(value)
    },
  }
  return [
    {
      stack: 'level',
      data: values.map(value =>
        value === null ? null : value < 0 ? value : Math.max(0, value - cap),
      ),
      itemStyle: { color: tokens.s4 },
    },
    {
      stack: 'level',
      data: values.map(value => (value === null ? null : value < 0 ? 0 : Math.min(value, cap))),
      itemStyle: { color: tokens.s7 },
      label,
    },
  ]
}
