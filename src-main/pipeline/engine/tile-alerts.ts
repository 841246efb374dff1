// Watches the figures of tiles that have an alert, while the run goes on: whether anybody looks at
// Live or not, the log has a line when one begins and when it ends: one in ten seconds at most.
import type { StandingAlert } from '@shared/contract'
import { alertFigure, alertStands, axesOf } from '@shared/figures'
import { LANGUAGES, textIn, type DashboardTile, type LabFile, type Language } from '@shared/lab'
import type { viewsOf } from './run-feeds'
import type { RunStats } from './stats'

type Views = ReturnType<typeof viewsOf>

/** A look goes through all rows of a view, and a run ticks ten times a second. */
const LOOK_MS = 1000
/** A figure that sways about its bound must not push other lines out of the log. */
const LINE_MS = 10_000

interface Line {
  readonly stands: boolean
  readonly at: number
}

export class TileAlerts {
  /** By what is watched, not by its place: a tile that moves keeps its alert. */
  private standing = new Set<string>()
  /** What the log said last of each. */
  private lines = new Map<string, Line>()
  private list: readonly StandingAlert[] = []
  private lookedAt = -Infinity

  constructor(private readonly stats: Pick<RunStats, 'say' | 'now'>) {}

  get now(): readonly StandingAlert[] {
    return this.list
  }

  look({ dashboard = [] }: LabFile, views: Views): void {
    if (this.standing.size === 0 && dashboard.every(({ alert }) => alert === undefined)) return
    const now = this.stats.now()
    if (now - this.lookedAt < LOOK_MS) return
    this.lookedAt = now
    const standing = new Set<string>()
    const lines = new Map<string, Line>()
    this.list = dashboard.flatMap((tile, at) => {
      const key = keyOf(tile)
      const found = figureNow(tile, views, this.standing.has(key))
      const line = lines.get(key) ?? this.sayLine(tile, found, now)
      if (line !== undefined) lines.set(key, line)
      if (found?.stands !== true) return []
      standing.add(key)
      return [{ tile: at, node: found.node, value: found.value }]
    })
    this.standing = standing
    this.lines = lines
  }

  /** Says it when it differs from what the log said last, and that was long enough ago. */
  private sayLine(tile: DashboardTile, found: Found | undefined, now: number): Line | undefined {
    const last = this.lines.get(keyOf(tile))
    const { alert } = tile
    if (found === undefined || alert === undefined) return last
    const { stands, value, of, node } = found
    if (stands === (last?.stands ?? false)) return last
    if (last !== undefined && now - last.at < LINE_MS) return last
    const began = alert.above === undefined ? 'tile-below' : 'tile-above'
    this.stats.say(
      stands ? 'warn' : 'info',
      stands ? began : 'tile-back',
      { ...namesOf(tile, of), value, bound: alert.above ?? alert.below ?? 0 },
      node,
    )
    return { stands, at: now }
  }
}

interface Found {
  readonly node: string
  readonly value: number
  /** The bar or the window that it is of. */
  readonly of: string | undefined
  readonly stands: boolean
}

function figureNow(tile: DashboardTile, views: Views, stood: boolean): Found | undefined {
  const { alert, node = '', chart } = tile
  const found = views.find(({ info }) => info.node === node)
  if (alert === undefined || found === undefined) return undefined
  const rows = new Map([...found.table.values()].map(row => [row.key, row]))
  const figure = alertFigure(rows, found.info, { chart, alert, ...axesOf(tile, found.info) })
  if (figure === undefined) return undefined
  const { value, of } = figure
  return { node, value, of, stands: alertStands(alert, value, stood) }
}

/** The tile's title as each language has it: who reads the log chooses. */
function namesOf({ title, node = '' }: DashboardTile, of: string | undefined) {
  const name = (language: Language) =>
    `${textIn(title, language) || node}${of === undefined ? '' : ` · ${of}`}`
  const own = LANGUAGES.filter(language => typeof title === 'object' && title[language])
  return {
    tile: name('en'),
    ...Object.fromEntries(own.map(language => [`tile.${language}`, name(language)])),
  }
}

const keyOf = ({ node, chart, x, y, alert }: DashboardTile) =>
  JSON.stringify([node, chart, x, y, alert])
