// The echarts option of lines. One series has its own water (15 % of d1); several are plain lines
// in palette order, named in the legend.
import type { EChartsCoreOption } from './echarts'
import type { ChartData } from './model'
import { base, nameAxis, tooltip, valueAxis, type DrawContext } from './option'
import { categoryColour } from './tokens'

export function lineOption(
  context: DrawContext,
  data: ChartData,
  size: { width: number; height: number },
): EChartsCoreOption {
  const single = data.series.length === 1
  const few = data.categories.length <= 40
  return {
    ...base(context),
    grid: { left: 4, right: 14, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(context, data),
    xAxis: { ...nameAxis(context, data.categories, 90), boundaryGap: false },
    yAxis: valueAxis(context, Math.min(5, Math.max(2, Math.floor(size.height / 48)))),
    series: data.series.map((series, index) => {
      const colour = categoryColour(context.tokens, index)
      return {
        type: 'line',
        name: series.name,
        data: [...series.values],
        showSymbol: few && data.categories.length < 3,
        symbolSize: 5,
        sampling: 'lttb',
        lineStyle: { color: colour, width: 1.8, join: 'round' },
        itemStyle: { color: colour },
        ...(single ? { areaStyle: { color: colour, opacity: 0.15 } } : {}),
        emphasis: { disabled: true },
      }
    }),
  }
}
