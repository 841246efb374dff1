// Watches the figures of tiles that have an alert, while the run goes on: whether anybody looks at
// Live or not, the log has a line when one begins and when it ends.
import type { StandingAlert } from '@shared/contract'
import { alertFigure, alertStands, axesOf } from '@shared/figures'
import { textIn, type DashboardTile, type LabFile } from '@shared/lab'
import type { viewsOf } from './run-feeds'
import type { RunStats } from './stats'

type Views = ReturnType<typeof viewsOf>

export class TileAlerts {
  /** By what is watched, not by its place: a tile that moves keeps its alert. */
  private standing = new Set<string>()
  private list: readonly StandingAlert[] = []

  constructor(private readonly stats: Pick<RunStats, 'say'>) {}

  get now(): readonly StandingAlert[] {
    return this.list
  }

  look({ dashboard = [] }: LabFile, views: Views): void {
    if (this.standing.size === 0 && dashboard.every(({ alert }) => alert === undefined)) return
    const standing = new Set<string>()
    this.list = dashboard.flatMap((tile, at) => {
      const stands = this.stands(tile, views)
      if (stands === undefined) return []
      standing.add(keyOf(tile))
      return [{ tile: at, ...stands }]
    })
    this.standing = standing
  }

  private stands(tile: DashboardTile, views: Views): Omit<StandingAlert, 'tile'> | undefined {
    const { alert, node = '', chart, title } = tile
    const found = views.find(({ info }) => info.node === node)
    if (alert === undefined || found === undefined) return undefined
    const rows = new Map([...found.table.values()].map(row => [row.key, row]))
    const shown = { chart, alert, ...axesOf(tile, found.info) }
    const figure = alertFigure(rows, found.info, shown)
    const stood = this.standing.has(keyOf(tile))
    const stands = figure !== undefined && alertStands(alert, figure.value, stood)
    if (stands !== stood && figure !== undefined)
      this.stats.say(
        stands ? 'warn' : 'info',
        stands ? (alert.above === undefined ? 'tile-below' : 'tile-above') : 'tile-back',
        {
          tile: `${textIn(title, 'en') || node}${figure.of === undefined ? '' : ` · ${figure.of}`}`,
          value: figure.value,
          bound: alert.above ?? alert.below ?? 0,
        },
        node,
      )
    return stands ? { node, value: figure.value } : undefined
  }
}

const keyOf = ({ node, chart, x, y, alert }: DashboardTile) =>
  JSON.stringify([node, chart, x, y, alert])
