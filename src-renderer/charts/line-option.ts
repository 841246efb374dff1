// The echarts option of lines and areas. One line has its own water (15 % of d1); several are plain
// lines in palette order, named in the legend. Areas are filled, and several lie on each other.
import type { EChartsCoreOption } from './echarts'
import type { ChartData } from './model'
import { base, nameAxis, tooltip, valueAxis, type DrawContext } from './option'
import { categoryColour } from './tokens'

const AREA_OPACITY = 0.45

export function lineOption(
  context: DrawContext,
  data: ChartData,
  { height, area }: { width: number; height: number; area: boolean },
): EChartsCoreOption {
  const single = data.series.length === 1
  const few = data.categories.length <= 40
  return {
    ...base(context),
    grid: { left: 4, right: 14, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(context, data),
    xAxis: { ...nameAxis(context, data.categories, 90), boundaryGap: false },
    yAxis: valueAxis(context, Math.min(5, Math.max(2, Math.floor(height / 48)))),
    series: data.series.map((series, index) => {
      const colour = categoryColour(context.tokens, index)
      return {
        type: 'line',
        name: series.name,
        data: [...series.values],
        showSymbol: few && data.categories.length < 3,
        symbolSize: 5,
        // Areas that lie on each other must keep the same points.
        ...(area ? {} : { sampling: 'lttb' }),
        lineStyle: { color: colour, width: 1.8, join: 'round' },
        itemStyle: { color: colour },
        ...(area ? { areaStyle: { color: colour, opacity: AREA_OPACITY }, stack: 'areas' } : {}),
        ...(single && !area ? { areaStyle: { color: colour, opacity: 0.15 } } : {}),
        emphasis: { disabled: true },
      }
    }),
  }
}
