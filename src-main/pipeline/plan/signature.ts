// Everything that a node's memory in a checkpoint depends on, as one text: its type, where its rows
// come from, the settings that its descriptor names, and the types of the fields that they speak
// of. When the texts are equal, a run can go on with the saved memory.
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
