// The echarts option of a donut: slices in palette order with two pixels of ground between them.
// The component draws the total as text in the middle. The legend has the names and shares, because
// colour alone must not identify a slice.
import { formatNumber, formatPercent } from '@renderer/ui'
import type { EChartsCoreOption } from './echarts'
import type { Slice } from './model'
import { tooltipElement } from './option'
import { categoryColour, type ChartTokens } from './tokens'

export function donutOption(tokens: ChartTokens, slices: readonly Slice[]): EChartsCoreOption {
  const total = slices.reduce((sum, slice) => sum + slice.value, 0)
  return {
    animation: false,
    backgroundColor: 'transparent',
    tooltip: {
      trigger: 'item',
      confine: true,
      className: 'chart-tip-box',
      backgroundColor: tokens.raised,
      borderColor: tokens['line-2'],
      borderWidth: 1,
      padding: [6, 9],
      transitionDuration: 0,
      textStyle: { color: tokens.text, fontFamily: tokens.ui, fontSize: 12 },
      formatter: (point: unknown) => {
        const index =
          typeof point === 'object' && point !== null && 'dataIndex' in point
            ? Number(point.dataIndex)
            : -1
        const slice = slices[index]
        if (!slice) return ''
        return tooltipElement(slice.name, [
          {
            colour: categoryColour(tokens, index),
            name: formatPercent(slice.value / total, 1),
            value: formatNumber(slice.value, 6),
          },
        ])
      },
    },
    series: [
      {
        type: 'pie',
        radius: ['62%', '96%'],
        center: ['50%', '50%'],
        label: { show: false },
        labelLine: { show: false },
        emphasis: { disabled: true },
        itemStyle: { borderColor: tokens.raised, borderWidth: 2, borderRadius: 0 },
        data: slices.map((slice, index) => ({
          name: slice.name,
          value: slice.value,
          itemStyle: { color: categoryColour(tokens, index) },
        })),
      },
    ],
  }
}
