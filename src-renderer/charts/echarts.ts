// The only place that imports echarts, and only the parts that the product draws: bars, lines,
// pies, a grid and a tooltip, on canvas. An import elsewhere would pull the whole library into the
// bundle.
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, CanvasRenderer])

export { init, use, type ECharts, type EChartsCoreOption }
