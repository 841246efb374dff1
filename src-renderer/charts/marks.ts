// A picture as plain shapes: what a heat map, a world map and every exported tile are made of. The
// screen draws them as elements and an export writes them as text, so that both show the same.

interface Named {
  /** Shown while the pointer is over it. */
  readonly title?: string
}

export interface RectMark extends Named {
  readonly kind: 'rect'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly fill: string
  readonly radius?: number
}

export interface PathMark extends Named {
  readonly kind: 'path'
  readonly d: string
  readonly fill: string
  readonly stroke?: string
  readonly strokeWidth?: number
}

export interface CircleMark extends Named {
  readonly kind: 'circle'
  readonly x: number
  readonly y: number
  readonly r: number
  readonly fill: string
  readonly stroke?: string
}

export interface TextMark extends Named {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly fill: string
  readonly size: number
  readonly weight?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly mono?: boolean
}

export type Mark = RectMark | PathMark | CircleMark | TextMark

/** About as wide as the interface's own face writes it. */
export const textWidth = (text: string, size: number): number => text.length * size * 0.56

export function fitted(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  const letters = Math.floor(room / (size * 0.56)) - 1
  return letters < 1 ? '' : `${text.slice(0, letters)}…`
}

/** The attributes of the element that draws a mark. */
export function attributesOf(mark: Mark, fonts: { ui: string; mono: string }) {
  switch (mark.kind) {
    case 'rect': {
      const { x, y, width, height, fill, radius = 0 } = mark
      return { x, y, width, height, fill, rx: radius }
    }
    case 'path': {
      const { d, fill, stroke = 'none', strokeWidth = 1 } = mark
      return { d, fill, stroke, 'stroke-width': strokeWidth, 'stroke-linejoin': 'round' }
    }
    case 'circle': {
      const { x, y, r, fill, stroke = 'none' } = mark
      return { cx: x, cy: y, r, fill, stroke }
    }
    case 'text': {
      const { x, y, fill, size, weight = 400, anchor = 'start', mono = false } = mark
      return {
        x,
        y,
        fill,
        'font-size': size,
        'font-weight': weight,
        'text-anchor': anchor,
        'font-family': mono ? fonts.mono : fonts.ui,
      }
    }
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
/** Control characters have no place in XML, not even as entities. */
const escaped = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)

export function markText(mark: Mark, fonts: { ui: string; mono: string }): string {
  const attributes = Object.entries(attributesOf(mark, fonts))
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ')
  const title = mark.title === undefined ? '' : `<title>${escaped(mark.title)}</title>`
  const text = mark.kind === 'text' ? escaped(mark.text) : ''
  return `<${mark.kind} ${attributes}>${title}${text}</${mark.kind}>`
}
