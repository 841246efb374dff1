// A gauge as shapes: half a ring from its least to its most, filled up to the value, with a line at
// the bound of its alert. A value beyond either end fills none or all of it; the number below is
// always the true one.
import { formatShort } from '@renderer/ui'
import { niceMax } from './axis'
import type { Mark } from './marks'
import type { ChartTokens } from './tokens'

export const GAUGE_SIZE = { width: 200, height: 124 } as const

export interface GaugeValue {
  readonly value: number
  /** As it is written, with its unit. */
  readonly text: string
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** Where an alert begins. */
  readonly bound?: number | undefined
  /** The alert stands. */
  readonly isBad?: boolean
}

const CENTRE = { x: 100, y: 96 } as const
const OUTER = 88
const INNER = 66

/** Without a most the ring ends at the next round number above the value and the bound. */
export function gaugeEnds({ value, min = 0, max, bound = 0 }: GaugeValue) {
  const most = max ?? niceMax(Math.max(value, bound, min + 1))
  return { min, max: most > min ? most : min + 1 }
}

export function gaugeMarks(tokens: ChartTokens, gauge: GaugeValue): readonly Mark[] {
  const { value, text, bound, isBad = false } = gauge
  const { min, max } = gaugeEnds(gauge)
  const share = (at: number) => Math.max(0, Math.min(1, (at - min) / (max - min)))
  const filled = share(value)
  const end = (x: number, at: number, anchor: 'start' | 'end'): Mark => ({
    kind: 'text',
    x,
    y: CENTRE.y + 16,
    text: formatShort(at),
    fill: tokens['text-3'],
    size: 11,
    anchor,
  })
  return [
    { kind: 'path', d: arc(0, 1), fill: tokens.nodata },
    ...(filled > 0
      ? [
          {
            kind: 'path' as const,
            d: arc(0, filled),
            fill: isBad ? tokens.bad : tokens.s5,
          },
        ]
      : []),
    ...(bound === undefined || bound < min || bound > max
      ? []
      : [
          {
            kind: 'path' as const,
            d: arc(share(bound) - 0.006, share(bound) + 0.006, INNER - 5, OUTER + 5),
            fill: tokens.text,
          },
        ]),
    {
      kind: 'text',
      x: CENTRE.x,
      y: CENTRE.y - 8,
      text,
      fill: isBad ? tokens.bad : tokens.text,
      size: text.length > 9 ? 17 : 26,
      weight: 600,
      anchor: 'middle',
    },
    end(CENTRE.x - OUTER, min, 'start'),
    end(CENTRE.x + OUTER, max, 'end'),
  ]
}

/** A piece of the half ring, from one share of it to another. */
function arc(from: number, to: number, inner = INNER, outer = OUTER): string {
  const at = (share: number, radius: number) => {
    const angle = Math.PI * (1 - Math.max(0, Math.min(1, share)))
    const x = CENTRE.x + radius * Math.cos(angle)
    const y = CENTRE.y - radius * Math.sin(angle)
    return `${x.toFixed(2)} ${y.toFixed(2)}`
  }
  return [
    `M${at(from, outer)}`,
    `A${outer} ${outer} 0 0 1 ${at(to, outer)}`,
    `L${at(to, inner)}`,
    `A${inner} ${inner} 0 0 0 ${at(from, inner)}Z`,
  ].join('')
}
