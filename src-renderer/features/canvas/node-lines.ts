// The two lines of configuration on a node: what a person would say of it. Known types get a
// sentence; any other shows its first settings.
import type { GraphStat } from '@shared/contract'
import type { LabFile, LabNode } from '@shared/lab'
import { formatRate, t } from '@renderer/ui'

const LINES = 2
const CHARTS: Readonly<Record<string, () => string>> = {
  table: () => t('live.asTable'),
  bar: () => t('live.asBar'),
  line: () => t('live.asLine'),
  pie: () => t('live.asDonut'),
  figure: () => t('live.asFigure'),
}
const short = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  if (Array.isArray(value)) return value.map(short).join(', ')
  if (typeof value === 'object' && value !== null) return Object.keys(value).join(', ')
  return ''
}

export function nodeLines(node: LabNode, lab: LabFile, stat: GraphStat | undefined): string[] {
  const settings = node.with ?? {}
  const text = (name: string) => short(settings[name])
  const values = (name: string) => {
    const map = settings[name]
    return typeof map === 'object' && map !== null
      ? Object.values(map).map(short).join(', ')
      : short(map)
  }
  const count = (name: string) =>
    Object.keys(typeof settings[name] === 'object' && settings[name] !== null ? settings[name] : {})
      .length
  const lines = ((): string[] => {
    switch (node.type) {
      case 'fake-data': {
        const rate = stat?.targetRate
        const record = lab.records?.[text('record')]
        return [
          typeof rate === 'number' && rate >= 1
            ? formatRate(rate)
            : rate === 'max'
              ? 'max'
              : text('rate') || '1/s',
          // What the broker said last of what was sent, once it has.
          stat?.figures?.['lastDelivery'] === undefined
            ? [record?.locale, t('frame.seed', { seed: String(lab.seed ?? 0) }).toLowerCase()]
                .filter(Boolean)
                .join(', ')
            : `✓ ${String(stat.figures['lastDelivery'])}`,
        ]
      }
      case 'topic':
        return [
          `${t('canvas.partitions', { n: Number(settings['partitions'] ?? 1) })}, RF ${text('replication') || 1}`,
          // Its name stands above; under a title of its own, here.
          node.title === undefined ? '' : text('topic'),
        ]
      case 'replay':
        return [text('rate'), text('file').split(/[/\\]/).at(-1) ?? '']
      case 'parse':
        return [
          [
            text('format').toUpperCase(),
            count('fields') > 0 ? t('canvas.fields', { n: count('fields') }) : '',
          ]
            .filter(Boolean)
            .join(', '),
        ]
      case 'aggregate':
      case 'window':
        return [
          values('compute') || values('by'),
          [
            stat?.stateKeys === undefined ? text('by') : t('canvas.keys', { n: stat.stateKeys }),
            text('mode'),
          ]
            .filter(Boolean)
            .join(', '),
        ]
      case 'cassandra':
        return [text('keyspace'), text('key')]
      case 'sql':
        return [text('table'), doubledLine(stat) || text('key')]
      case 'live':
        return [CHARTS[text('chart')]?.() ?? text('chart')]
      default:
        // A switch says nothing without its name.
        return Object.keys(settings).map(name =>
          typeof settings[name] === 'boolean' ? '' : text(name),
        )
    }
  })()
  return lines.filter(line => line !== '').slice(0, LINES)
}

/** What a sink that can only append was given twice, after a crash. */
function doubledLine(stat: GraphStat | undefined): string {
  const doubled = Number(stat?.figures?.['doubled'] ?? 0)
  return doubled > 0 ? `⚠ ${t('canvas.doubled', { n: doubled })}` : ''
}

/** A node's name, and whether it is a name that exists outside (then it is mono). */
export function nodeName(
  id: string,
  node: LabNode,
  local: (text: LabNode['title']) => string,
): { readonly text: string; readonly mono: boolean } {
  const title = local(node.title)
  if (title !== '') return { text: title, mono: false }
  const outside =
    node.type === 'topic'
      ? node.with?.['topic']
      : node.type === 'cassandra'
        ? node.with?.['table']
        : undefined
  return { text: typeof outside === 'string' ? outside : id, mono: true }
}
