// The colours of charts, from the tokens of the current theme. A canvas cannot follow `var(--d1)`,
// so we read the values once per theme, and again when `data-theme` or the system's preference
// changes (ui/README.md §3).
import { shallowRef, type ShallowRef } from 'vue'

const NAMES = [
  'd1',
  'd2',
  'd3',
  'd4',
  'd5',
  'd6',
  'd7',
  'd8',
  's3',
  's4',
  's5',
  's6',
  's7',
  'nodata',
  'well',
  'raised',
  'line',
  'line-2',
  'line-3',
  'text',
  'text-2',
  'text-3',
  'water',
  'bad',
  'ui',
  'mono',
] as const
type TokenName = (typeof NAMES)[number]
export type ChartTokens = Readonly<Record<TokenName, string>>

let tokens: ShallowRef<ChartTokens> | undefined

function read(): ChartTokens {
  const style = getComputedStyle(document.documentElement)
  const entries = NAMES.map(
    name => [name, style.getPropertyValue(`--${name}`).trim() || fallback(name)] as const,
  )
  return Object.fromEntries(entries) as Record<TokenName, string>
}

/** Without a stylesheet (in a component test) the system's colours are used. */
function fallback(name: TokenName): string {
  return name === 'ui' || name === 'mono'
    ? 'sans-serif'
    : name === 'raised' || name === 'well'
      ? 'Canvas'
      : 'CanvasText'
}

export function useChartTokens(): ShallowRef<ChartTokens> {
  if (tokens) return tokens
  const current = shallowRef(read())
  tokens = current
  const again = () => (current.value = read())
  new MutationObserver(again).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class'],
  })
  for (const media of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
    matchMedia(media).addEventListener('change', () => requestAnimationFrame(again))
  }
  return current
}

/** Colour of the n-th category: d1 to d8 in the order of the palette, then around again. */
export function categoryColour(of: ChartTokens, index: number): string {
  return of[`d${(index % 8) + 1}` as TokenName]
}
