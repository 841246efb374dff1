// The pictures on the gallery's cards: each lab has a small drawing of what it is about, in the
// tokens of the theme, so that it fits the dark and the light one without an image file. A lab
// without a picture of its own is drawn by its nodes (drawing.ts).
import type { IconName } from '@renderer/ui'

export interface Shape {
  readonly tag: 'path' | 'rect' | 'circle'
  readonly attributes: Readonly<Record<string, string | number>>
}
export interface MotifIcon {
  readonly name: IconName
  readonly x: number
  readonly y: number
  readonly colour: string
}
export interface Motif {
  readonly shapes: readonly Shape[]
  readonly icons?: readonly MotifIcon[]
}

/** All are drawn in this frame; the card shows as much of it as its height allows. */
export const MOTIF_VIEW = '2 -24 236 152'

const colour = (name: string) => `var(--${name})`
const rect = (x: number, y: number, width: number, height: number, fill: string): Shape => ({
  tag: 'rect',
  attributes: { x, y, width, height, fill, rx: 2 },
})
const dot = (cx: number, cy: number, r: number, fill: string): Shape => ({
  tag: 'circle',
  attributes: { cx, cy, r, fill },
})
/** What an icon is in. */
const ring = (cx: number, cy: number, r: number, name: string): Shape => ({
  tag: 'circle',
  attributes: { cx, cy, r, fill: colour('raised'), stroke: colour(name), 'stroke-width': 1.6 },
})
const line = (d: string, stroke: string, width = 2): Shape => ({
  tag: 'path',
  attributes: { d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linejoin': 'round' },
})
const range = (count: number) => Array.from({ length: count }, (_, at) => at)

function payments(): Motif {
  const ALARM_AT = 9
  const heights = [78, 72, 76, 66, 70, 64, 68, 60, 64, 22, 58, 62, 54, 60, 52, 56]
  const points = heights.map((y, at) => `${16 + at * 14} ${y}`)
  return {
    shapes: [
      {
        tag: 'path',
        attributes: { d: 'M16 46H226', stroke: colour('bad'), 'stroke-dasharray': '4 4' },
      },
      line(`M${points.join(' ')}`, colour('d1')),
      {
        tag: 'circle',
        attributes: {
          cx: 16 + ALARM_AT * 14,
          cy: heights[ALARM_AT] ?? 0,
          r: 5,
          fill: colour('well'),
          stroke: colour('bad'),
          'stroke-width': 2,
        },
      },
    ],
  }
}

/** Two streams that meet in a join, and where they end. */
const rides: Motif = {
  shapes: [
    line('M44 30C86 30 84 52 120 52M44 74C86 74 84 52 120 52M120 52H196', colour('water-dim'), 2.5),
    ring(34, 30, 15, 'source'),
    ring(34, 74, 15, 'source'),
    ring(120, 52, 15, 'step'),
    ring(206, 52, 15, 'sink'),
  ],
  icons: [
    { name: 'wand-sparkles', x: 34, y: 30, colour: colour('source') },
    { name: 'file-text', x: 34, y: 74, colour: colour('source') },
    { name: 'combine', x: 120, y: 52, colour: colour('step') },
    { name: 'map', x: 206, y: 52, colour: colour('sink') },
  ],
}

function readings(): Motif {
  const wave = (at: number) => {
    const points = range(36).map(step => {
      const y = 22 + at * 21 + (7 - at * 0.6) * Math.sin(step / (2 + at * 1.1) + at)
      return `${16 + step * 6} ${y.toFixed(1)}`
    })
    return line(`M${points.join(' ')}`, colour(['d1', 'd3', 'd2', 'd4'][at] ?? 'd1'), 1.8)
  }
  return { shapes: range(4).map(wave) }
}

const order: Motif = {
  shapes: [
    line('M44 52H196', colour('water-dim'), 2.5),
    ring(48, 52, 20, 'source'),
    ring(120, 52, 20, 'step'),
    ring(192, 52, 20, 'ok'),
  ],
  icons: [
    { name: 'shopping-cart', x: 48, y: 52, colour: colour('source') },
    { name: 'credit-card', x: 120, y: 52, colour: colour('step') },
    { name: 'truck', x: 192, y: 52, colour: colour('ok') },
  ],
}

/** Visits: clicks that follow each other without a long gap. */
function visits(): Motif {
  const bars = [
    [20, 60, 'd1'],
    [96, 50, 'd2'],
    [40, 30, 'd3'],
    [120, 84, 'd1'],
    [24, 70, 'd2'],
    [150, 60, 'd3'],
  ] as const
  return {
    shapes: bars.flatMap(([x, width, name], at) => {
      const y = 10 + at * 16
      const ground = `color-mix(in srgb, ${colour(name)} 35%, ${colour('well')})`
      const clicks = range(Math.floor((width - 4) / 10.4))
      return [
        rect(x, y, width, 10, ground),
        ...clicks.map(click => dot(x + 6 + click * 10.4, y + 5, 2.2, colour(name))),
      ]
    }),
  }
}

/** Two days of use: a small peak in the morning, a large one in the evening. */
function energy(): Motif {
  const bars = range(24).map(at => {
    const peak = (hour: number, height: number) => height * Math.exp(-(((at - hour) / 2.6) ** 2))
    const height = 9 + peak(7, 40) + peak(18.5, 54)
    const shade = height > 44 ? 's6' : height > 26 ? 's5' : 's4'
    return rect(18 + at * 8.6, 92 - height, 6, height, colour(shade))
  })
  return { shapes: [...bars, line('M16 92.5H226', colour('line-3'), 1)] }
}

const parcels: Motif = {
  shapes: [
    line('M24 18H90V0M140 100V110H214M168 74H214V60', colour('line-3')),
    line('M24 84H62V46H118V74H168V30H214', colour('water-dim'), 3),
    dot(24, 84, 6, colour('source')),
    dot(118, 60, 5, colour('gate')),
    dot(168, 52, 5, colour('d4')),
    {
      tag: 'path',
      attributes: {
        d: 'M214 8c-7 0-11 5-11 11 0 8 11 17 11 17s11-9 11-17c0-6-4-11-11-11z',
        fill: colour('sink'),
      },
    },
    dot(214, 19, 4, colour('well')),
  ],
}

function prices(): Motif {
  const closings = [58, 64, 57, 66, 61, 70, 76, 72, 82, 74, 66, 70, 60, 52, 56, 46, 40]
  return {
    shapes: closings.slice(1).flatMap((close, at) => {
      const open = closings[at] ?? close
      const [top, height] = [Math.min(open, close), Math.abs(open - close)]
      const tone = colour(close > open ? 'd5' : 'd1')
      const wick = 4 + ((at * 5) % 7)
      const x = 24 + at * 12.8
      return [
        line(`M${x} ${top - wick}V${top + height + wick}`, tone, 1),
        rect(x - 4, top, 8, height, tone),
      ]
    }),
  }
}

function requests(): Motif {
  const widths = [120, 88, 148, 110, 132, 70, 140, 96]
  const tones: Record<number, string> = { 3: 'bad', 6: 'warn' }
  return {
    shapes: widths.flatMap((width, at) => {
      const tone = tones[at]
      return [
        rect(18, 4 + at * 13, 34, 6, colour(tone ?? 'line-3')),
        rect(58, 4 + at * 13, width, 6, colour(tone ?? 'line-2')),
      ]
    }),
  }
}

function votes(): Motif {
  const shares = [146, 104, 62, 34]
  return {
    shapes: shares.flatMap((width, at) => [
      rect(20, 8 + at * 24, 200, 15, colour('press')),
      rect(20, 8 + at * 24, width, 15, colour(['d1', 'd3', 'd4', 'd6'][at] ?? 'd1')),
    ]),
  }
}

const MOTIFS: Readonly<Record<string, Motif>> = {
  'card-fraud': payments(),
  'taxi-rides': rides,
  sensors: readings(),
  'online-shop': order,
  clicks: visits(),
  'energy-meters': energy(),
  deliveries: parcels,
  'share-prices': prices(),
  'server-logs': requests(),
  'live-vote': votes(),
}

/** Of a shipped lab: a person's own lab may have the same id and be about something else. */
export const motifOf = (lab: { id: string; origin: string }): Motif | undefined =>
  lab.origin === 'gallery' ? MOTIFS[lab.id] : undefined
