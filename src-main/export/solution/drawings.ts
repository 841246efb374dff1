// The drawing of a solution as SVG and for draw.io, from one layout.
import { BOX, COLOURS, safeXml, type Drawing, type Place } from './layout'

const LETTERS_MAX = 27

const shortened = (text: string) =>
  text.length > LETTERS_MAX ? `${text.slice(0, LETTERS_MAX - 1)}…` : text

export function svgOf({ places, arrows, width, height }: Drawing, title: string): string {
  const lines = arrows.map(({ from, to }) => {
    const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
    const [x2, y2] = [to.x, to.y + BOX.height / 2]
    const middle = (x1 + x2) / 2
    const path = `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2 - 7} ${y2}`
    return `  <path d="${path}" fill="none" stroke="#7a8494" marker-end="url(#end)"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"
  width="${width}" height="${height}" font-family="system-ui, sans-serif">
  <title>${safeXml(title)}</title>
  <defs><marker id="end" markerWidth="8" markerHeight="8" refX="1" refY="4" orient="auto">
    <path d="M0 0 L8 4 L0 8 z" fill="#7a8494"/></marker></defs>
  <rect width="${width}" height="${height}" fill="#ffffff"/>
${[...lines, ...places.map(boxSvg)].join('\n')}
</svg>
`
}

function boxSvg({ node, x, y }: Place): string {
  const [fill, line] = COLOURS[node.kind]
  return `  <g>
    <rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8" fill="${fill}" stroke="${line}"/>
    <text x="${x + 12}" y="${y + 24}" font-size="13" font-weight="600" fill="#1c2330">${safeXml(shortened(node.title))}</text>
    <text x="${x + 12}" y="${y + 42}" font-size="11" fill="${line}">${safeXml(shortened(node.typeTitle))}</text>
  </g>`
}

export function drawioOf({ places, arrows, width, height }: Drawing, title: string): string {
  const boxes = places.map(({ node, x, y }) => {
    const [fill, line] = COLOURS[node.kind]
    const label = safeXml(`<b>${safeXml(node.title)}</b><br>${safeXml(node.typeTitle)}`)
    const style = `rounded=1;whiteSpace=wrap;html=1;fillColor=${fill};strokeColor=${line};`
    return `        <mxCell id="n-${safeXml(node.id)}" value="${label}" style="${style}" vertex="1" parent="1">
          <mxGeometry x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" as="geometry"/>
        </mxCell>`
  })
  const edges = arrows.map(
    ({ from, to, port }, i) =>
      `        <mxCell id="e-${i}" value="${port === 'out' ? '' : safeXml(port)}" style="edgeStyle=orthogonalEdgeStyle;rounded=1;html=1;" edge="1" parent="1" source="n-${safeXml(from.node.id)}" target="n-${safeXml(to.node.id)}">
          <mxGeometry relative="1" as="geometry"/>
        </mxCell>`,
  )
  return `<mxfile host="Sluice">
  <diagram name="${safeXml(title)}">
    <mxGraphModel dx="${width}" dy="${height}" grid="1" gridSize="10" page="0">
      <root>
        <mxCell id="0"/>
        <mxCell id="1" parent="0"/>
${[...boxes, ...edges].join('\n')}
      </root>
    </mxGraphModel>
  </diagram>
</mxfile>
`
}
