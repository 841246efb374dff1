// An option of the chart library as SVG text, for files. A chunk of its own: a page that exports
// nothing does not load it.
import { SVGRenderer } from 'echarts/renderers'
import { init, use, type EChartsCoreOption } from './echarts'

export function optionSvg(option: EChartsCoreOption, width: number, height: number): string {
  use([SVGRenderer])
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  // Its style sheet is about the pointer, which a file does not have.
  return svg.replaceAll(/<style[^]*?<\/style>/g, '')
}
