// One echarts instance in one element. It is created when the element has a size, gets a new option
// at most ten times a second, follows the size of the element, and ends with its component. There
// is no animation: the data move by themselves, and movement must mean something.
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { init, type ECharts, type EChartsCoreOption } from './echarts'

const FRAME_MS = 100

export interface ChartSize {
  readonly width: number
  readonly height: number
}

export function useChart(
  host: Ref<HTMLElement | null>,
  size: Ref<ChartSize>,
  option: () => EChartsCoreOption,
): void {
  let chart: ECharts | undefined
  let observer: ResizeObserver | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let drawnAt = 0

  const draw = () => {
    timer = undefined
    if (!chart) return
    drawnAt = performance.now()
    chart.setOption(option(), { notMerge: true, lazyUpdate: false })
  }
  const soon = () => {
    timer ??= setTimeout(draw, Math.max(0, FRAME_MS - (performance.now() - drawnAt)))
  }

  onMounted(() => {
    const element = host.value
    if (!element) return
    observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      if (width === 0 || height === 0) return
      size.value = { width, height }
      if (chart) chart.resize({ width, height, silent: true })
      else chart = init(element, null, { renderer: 'canvas', width, height })
      soon()
    })
    observer.observe(element)
  })
  watch(option, soon)
  onBeforeUnmount(() => {
    observer?.disconnect()
    if (timer !== undefined) clearTimeout(timer)
    chart?.dispose()
    chart = undefined
  })
}
