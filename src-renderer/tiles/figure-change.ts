// How a figure has changed against what this page saw a minute ago. The figure of a window or a day
// is still growing: it is not held against the one before, which is whole.
import { formatNumber, t } from '@renderer/ui'
import type { ViewFigure } from '@shared/figures'
import type { SeenFigure } from './use-tile-rows'

const LOOK_BACK_MS = 60_000

export interface FigureChange {
  readonly direction: 'up' | 'down' | 'none'
  readonly text: string
}

export function changeOf(
  figure: ViewFigure,
  seen: readonly SeenFigure[],
  now: number,
): FigureChange | undefined {
  if (figure.of !== undefined) return undefined
  // A page that has looked for less than a minute cannot say what changed in one.
  const past = seen.findLast(({ at }) => now - at >= LOOK_BACK_MS)
  if (past === undefined) return undefined
  const by = figure.value - past.value
  if (by === 0) return { direction: 'none', text: t('live.noChange') }
  const change = `${sign(by)}${formatNumber(Math.abs(by), 2)}`
  return { direction: direction(by), text: t('live.inLastMinute', { change }) }
}

const sign = (by: number) => (by > 0 ? '+' : by < 0 ? '−' : '')
const direction = (by: number) => (by > 0 ? 'up' : by < 0 ? 'down' : 'none')

/** A sign of money goes before a number, any other unit after it. */
export const isMoney = (unit: string): boolean => /\p{Sc}/u.test(unit)
