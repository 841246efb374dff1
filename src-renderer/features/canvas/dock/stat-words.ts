// Puts the run's figures into words. Nodes have the names that the canvas shows, and figures are
// named for what they count.
import type { GraphStat } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { session } from '@renderer/client'
import { formatBytes, formatLength, formatNumber, t } from '@renderer/ui'
import { nameOf } from '../board/node-name'

const FIGURES: Readonly<
  Record<string, { readonly word: () => string; readonly show?: (value: number) => string }>
> = {
  delivered: { word: () => t('canvas.delivered') },
  lastDelivery: { word: () => t('canvas.lastDelivery') },
  latencyMs: { word: () => t('canvas.latency'), show: formatLength },
  latencyP99Ms: { word: () => t('canvas.latencyP99'), show: formatLength },
  doubled: { word: () => t('canvas.rowsDoubled') },
  written: { word: () => t('canvas.figureWritten') },
  file: { word: () => t('canvas.figureFile') },
  bytes: { word: () => t('canvas.figureSize'), show: formatBytes },
  batch: { word: () => t('canvas.figureBatch') },
  batchMs: { word: () => t('canvas.figureBatchTime'), show: formatLength },
  watermark: { word: () => t('canvas.figureWatermark') },
  cold: { word: () => t('checkpoints.cold') },
  batches: { word: () => t('canvas.figureBatches') },
  off: { word: () => t('canvas.figureOff') },
  moved: { word: () => t('canvas.figureMoved') },
  plain: { word: () => t('canvas.figurePlain') },
  requests: { word: () => t('canvas.figureRequests') },
}

/** The printed table of a console node is not a figure. */
const shown = (name: string) => name !== 'text'

export function figureText(figures: GraphStat['figures']): string {
  return Object.entries(figures ?? {})
    .filter(([name]) => shown(name))
    .map(([name, value]) => {
      const known = FIGURES[name]
      const text =
        typeof value === 'number' ? (known?.show ?? (each => formatNumber(each, 1)))(value) : value
      return `${known?.word() ?? name}: ${text}`
    })
    .join(' · ')
}

export function statName(key: string): string {
  if (key.startsWith('node:')) return nameOf(key.slice(5))
  const edge = session.edges.value.find(each => key === `edge:${each.id}`)
  return edge === undefined
    ? key.slice(5).replace('>', ' → ')
    : `${nameOf(edge.from)} → ${nameOf(edge.to)}`
}

/** Sources count the records that they give out, all other nodes those that they get. */
export const givesOut = (key: string, lab: LabFile | undefined): boolean =>
  key.startsWith('node:') &&
  lab?.nodes[key.slice(5)] !== undefined &&
  lab.nodes[key.slice(5)]?.from === undefined
