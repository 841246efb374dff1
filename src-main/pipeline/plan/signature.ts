// Everything that a node's memory in a checkpoint depends on, as one text: its type, where its rows
// come from, the settings that its descriptor names, and the types of the fields that they speak
// of. When the texts are equal, a run can go on with the saved memory; it can, too, where only names
// came or went in a setting that may grow.
import { printType } from '@shared/expr'
import type { BoundLab } from './check-lab'
import type { AnyNode } from '../model/define-node'

export function rememberedSettings(
  { remembers = [], remembersInWindows = [] }: AnyNode,
  settings: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  return settings.window === undefined ? remembers : [...remembers, ...remembersInWindows]
}

export function signatureOf(lab: BoundLab, id: string): string {
  const node = lab.nodes.get(id)
  if (!node) return ''
  const names = rememberedSettings(node.descriptor, node.settings)
  const settings = names.filter(name => name !== 'from').map(name => [name, node.settings[name]])
  const words = new Set(JSON.stringify(settings).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [])
  if (!names.includes('from')) return JSON.stringify([node.descriptor.type, settings])
  const from = node.inputs.map(({ edge, stream }) => [
    edge.from,
    edge.port,
    stream.row.fields.filter(f => words.has(f.name)).map(f => [f.name, printType(f.type)]),
  ])
  return JSON.stringify([node.descriptor.type, settings, from])
}

/** What came and went in the memory of a node that can go on. */
export interface Growth {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** All names as they were, in their order. */
  readonly names: readonly string[]
}

/** As `signatureOf` writes it. */
type Parts = readonly [type: string, settings: readonly Setting[], from?: readonly Input[]]
type Setting = readonly [name: string, value?: unknown]
type Input = readonly [from: string, port: string, fields: readonly (readonly [string, string])[]]

/** Our own text: a parse boundary. */
const partsOf = (signature: string): Parts => JSON.parse(signature)

/**
 * What a memory with the signature `before` has to become for a node of the lab; undefined: it cannot
 * be gone on with.
 */
export function growthOf(lab: BoundLab, id: string, before: string): Growth | undefined {
  const now = signatureOf(lab, id)
  if (before === now) return { added: [], removed: [], names: [] }
  const node = lab.nodes.get(id)
  const setting = node?.descriptor.grows?.(node.settings)
  if (setting === undefined || before === '') return undefined
  const [oldType, oldSettings, oldFrom] = partsOf(before)
  const [type, settings, from] = partsOf(now)
  const others = (list: readonly Setting[]) => list.filter(([name]) => name !== setting)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  if (oldType !== type || !same(others(oldSettings), others(settings))) return undefined
  if (!sameInputs(oldFrom, from)) return undefined
  const [was, is] = [oldSettings, settings].map(list => entriesOf(list, setting))
  if (!was || !is) return undefined
  for (const [name, value] of was) if (is.has(name) && !same(is.get(name), value)) return undefined
  const names = [...was.keys()]
  return {
    added: [...is.keys()].filter(name => !was.has(name)),
    removed: names.filter(name => !is.has(name)),
    names,
  }
}

const entriesOf = (settings: readonly Setting[], wanted: string): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(settings.find(([name]) => name === wanted)?.[1] ?? {}))

/** Fields that only one of them speaks of do not matter. */
function sameInputs(before: readonly Input[] = [], after: readonly Input[] = []): boolean {
  if (before.length !== after.length) return false
  return before.every(([from, port, fields], i) => {
    const [nowFrom, nowPort, nowFields = []] = after[i] ?? []
    const types = new Map(nowFields)
    const isSame = fields.every(([name, type]) => (types.get(name) ?? type) === type)
    return from === nowFrom && port === nowPort && isSame
  })
}
