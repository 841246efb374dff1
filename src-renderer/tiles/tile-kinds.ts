// The kinds of tiles: name, icon, and which views each can show. The gallery, the menu of a tile and
// its form read this list.
import type { IconName } from '@renderer/ui'
import type { ViewInfo } from '@shared/contract'
import { isNumber } from '@shared/figures'
import type { ViewChart } from '@shared/lab'
import { otherNames } from './view-data'

export interface TileKind {
  readonly chart: ViewChart
  readonly icon: IconName
  readonly label:
    | 'live.asFigure'
    | 'live.asBar'
    | 'live.asLine'
    | 'live.asArea'
    | 'live.asDonut'
    | 'live.asTable'
    | 'live.asHeat'
    | 'live.asMap'
    | 'live.asGauge'
}

export const TILE_KINDS: readonly TileKind[] = [
  { chart: 'figure', icon: 'hash', label: 'live.asFigure' },
  { chart: 'bar', icon: 'chart-column', label: 'live.asBar' },
  { chart: 'line', icon: 'chart-line', label: 'live.asLine' },
  { chart: 'area', icon: 'chart-area', label: 'live.asArea' },
  { chart: 'pie', icon: 'chart-pie', label: 'live.asDonut' },
  { chart: 'heat', icon: 'grid-3x3', label: 'live.asHeat' },
  { chart: 'map', icon: 'map', label: 'live.asMap' },
  { chart: 'gauge', icon: 'gauge', label: 'live.asGauge' },
  { chart: 'table', icon: 'table-2', label: 'live.asTable' },
]

/** Why a view cannot be drawn so; undefined when it can. A table shows any view. */
export function whyNot(
  view: ViewInfo,
  chart: ViewChart,
): 'live.tileNoNumber' | 'live.tileNoNames' | 'live.tileOneName' | undefined {
  if (chart === 'table') return undefined
  if (!view.columns.some(({ type }) => isNumber(type))) return 'live.tileNoNumber'
  const names = otherNames(view, undefined).length
  if (chart === 'map' && names === 0) return 'live.tileNoNames'
  return chart === 'heat' && names < 2 ? 'live.tileOneName' : undefined
}
