// One echarts instance in one element: made when the element has a size, given a new option at most
// ten times a second, resized with its element and disposed with its component. No animation:
// motion is a reading, and data move by themselves.
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
