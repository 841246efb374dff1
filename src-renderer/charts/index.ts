// Charts: thin wrappers that read the theme's tokens. Nothing outside this folder knows the chart
// library.
import { defineAsyncComponent } from 'vue'
import type { Picture } from './picture'

export { default as BarChart } from './BarChart.vue'
export { default as DonutChart } from './DonutChart.vue'
export { default as GaugeChart } from './GaugeChart.vue'
export { default as HeatMap } from './HeatMap.vue'
export { default as LineChart } from './LineChart.vue'
export { default as SingleFigure } from './SingleFigure.vue'
export { default as Sparkline } from './Sparkline.vue'
/** Its shapes are loaded when the first map is drawn. */
export const WorldMap = defineAsyncComponent(() => import('./WorldMap.vue'))
export type { GaugeValue } from './gauge-marks'
export type { ChartData } from './model'
export type { Picture } from './picture'
/** Loaded when the first picture is saved. */
export const pictureSvg = async (picture: Picture): Promise<string> =>
  (await import('./picture')).pictureSvg(picture)
export { niceStep } from './axis'
export { categoryColour, useChartTokens } from './tokens'
export { useSize } from './use-size'
