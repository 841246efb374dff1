// A world map as shapes: each country filled by its value. States too small to be seen at this scale
// are dots. world.json says where its shapes come from.
import { formatNumber } from '@renderer/ui'
import { countryOf } from './countries'
import type { Mark } from './marks'
import type { ChartData } from './model'
import { scaleOf, stepColour, stepOf, type Scale } from './scale'
import type { ChartTokens } from './tokens'
import world from './world.json'

export const WORLD_SIZE = { width: world.width, height: world.height } as const
const SHAPES = Object.entries<string>(world.shapes)
const DOTS = world.dots.split(',').map(dot => {
  const [code = '', x, y] = dot.split(' ')
  return { code, x: Number(x), y: Number(y) }
})

export interface WorldValues {
  readonly byCountry: ReadonlyMap<string, { readonly name: string; readonly value: number }>
  /** Names that are not a country's, as they are stored. */
  readonly unknown: ReadonlySet<string>
  readonly scale: Scale | undefined
}

/** Two names of one country are added up. */
export function worldValues(data: ChartData): WorldValues {
  const byCountry = new Map<string, { name: string; value: number }>()
  const unknown = new Set<string>()
  for (const [at, name] of data.categories.entries()) {
    const value = data.series[0]?.values[at] ?? null
    const code = countryOf(name)
    if (code === undefined) unknown.add(name)
    if (code === undefined || value === null) continue
    const before = byCountry.get(code)
    byCountry.set(code, { name: before?.name ?? name, value: (before?.value ?? 0) + value })
  }
  return { byCountry, unknown, scale: scaleOf([...byCountry.values()].map(({ value }) => value)) }
}

export function mapMarks(tokens: ChartTokens, { byCountry, scale }: WorldValues): readonly Mark[] {
  const fillOf = (code: string): { fill: string; title?: string } => {
    const found = byCountry.get(code)
    if (found === undefined || scale === undefined) return { fill: tokens.nodata }
    return {
      fill: stepColour(tokens, stepOf(scale, found.value)),
      title: `${found.name}: ${formatNumber(found.value, 6)}`,
    }
  }
  return [
    ...SHAPES.map(([code, d]): Mark => ({
      kind: 'path',
      d,
      stroke: tokens.raised,
      strokeWidth: 0.7,
      ...fillOf(code),
    })),
    ...DOTS.filter(({ code }) => byCountry.has(code)).map(({ code, x, y }): Mark => ({
      kind: 'circle',
      x,
      y,
      r: 4,
      stroke: tokens.raised,
      ...fillOf(code),
    })),
  ]
}
