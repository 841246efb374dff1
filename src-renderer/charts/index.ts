// Charts: thin wrappers that read the theme's tokens. Nothing outside this folder knows the chart
// library.
export { default as BarChart } from './BarChart.vue'
export { default as DonutChart } from './DonutChart.vue'
export { default as LineChart } from './LineChart.vue'
export { default as SingleFigure } from './SingleFigure.vue'
export { default as Sparkline } from './Sparkline.vue'
export type { ChartData } from './model'
export { niceStep } from './axis'
