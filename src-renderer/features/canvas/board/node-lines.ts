// The lines on a node's card: what a person would say of its configuration. The node's descriptor
// says of which pieces they are made; a node without such lines shows its first settings.
import type { GraphStat, NodeInfo, SummaryLine, SummaryPart } from '@shared/contract'
import type { LabFile, LabNode } from '@shared/lab'
import { say, type Phrases } from '@shared/text/ui/words'
import { formatRate, language, local } from '@renderer/ui'

const LINES = 2

/** All that a line may speak of. */
interface Subject {
  readonly node: LabNode
  readonly info: NodeInfo | undefined
  readonly lab: LabFile
  readonly stat: GraphStat | undefined
}

export function nodeLines(subject: Subject): string[] {
  const { info, node } = subject
  const lines =
    info?.summary === undefined
      ? Object.values(node.with ?? {}).map(plainSetting)
      : info.summary.map(line => lineText(line, subject))
  return lines.filter(line => line !== '').slice(0, LINES)
}

/** A switch says nothing without its name. */
const plainSetting = (value: unknown) => (typeof value === 'boolean' ? '' : short(value))

const lineText = (line: SummaryLine, subject: Subject): string =>
  line
    .map(part => partText(part, subject))
    .filter(text => text !== '')
    .join(', ')

function partText(part: SummaryPart, subject: Subject): string {
  const { node, info, lab, stat } = subject
  if ('first' in part)
    return part.first.map(line => lineText(line, subject)).find(text => text !== '') ?? ''
  if ('figure' in part) {
    const value = part.figure === 'keys' ? stat?.stateKeys : stat?.figures?.[part.figure]
    return part.unlessZero === true && Number(value ?? 0) === 0 ? '' : inWords(value, part.words)
  }
  if ('rate' in part) return rateText(stat?.targetRate, node.with?.[part.rate] ?? part.otherwise)
  if ('lab' in part)
    return part.lab === 'seed'
      ? inWords(String(lab.seed ?? 0), part.words)
      : inWords(recordOf(subject)?.locale, part.words)
  if ('below' in part)
    return node.title === undefined ? '' : short(node.with?.[info?.nameFrom ?? ''])
  return settingText(part, node.with?.[part.setting] ?? part.otherwise)
}

type SettingPart = Extract<SummaryPart, { readonly setting: string }>

function settingText({ show, names, words }: SettingPart, value: unknown): string {
  const named = names?.[short(value)]
  if (named !== undefined) return local(named)
  switch (show) {
    case 'upper':
      return inWords(short(value).toUpperCase(), words)
    case 'file':
      return inWords(short(value).split(/[/\\]/).at(-1), words)
    case 'values':
      return inWords(isMap(value) ? short(Object.values(value)) : short(value), words)
    case 'count': {
      const count = isMap(value) ? Object.keys(value).length : 0
      return count === 0 ? '' : inWords(count, words)
    }
    case undefined:
      return inWords(typeof value === 'number' ? value : short(value), words)
  }
}

function recordOf({ node, info, lab }: Subject) {
  const name = info?.record === undefined ? undefined : node.with?.[info.record]
  return typeof name === 'string' ? lab.records?.[name] : undefined
}

/** Slow rates read better as they are written: `1 / 10 s`. */
function rateText(target: GraphStat['targetRate'], written: unknown): string {
  if (target === 'max') return 'max'
  return target !== undefined && target >= 1 ? formatRate(target) : short(written)
}

function inWords(value: string | number | undefined, words: Phrases | undefined): string {
  if (value === undefined || value === '') return ''
  return words === undefined ? String(value) : say(words, language.value, { n: value })
}

const isMap = (value: unknown): value is object => typeof value === 'object' && value !== null

function short(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  if (Array.isArray(value)) return value.map(short).join(', ')
  return isMap(value) ? Object.keys(value).join(', ') : ''
}
