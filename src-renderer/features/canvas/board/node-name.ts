// A node's name for people: its title, or the name that the node has in the world outside, or its
// id. Names that exist outside are set in mono.
import type { NodeInfo } from '@shared/contract'
import type { LabNode } from '@shared/lab'
import { nodeInfo, session } from '@renderer/client'
import { local } from '@renderer/ui'

export interface NodeName {
  readonly text: string
  readonly mono: boolean
}

export function nodeName(id: string, node: LabNode, info: NodeInfo | undefined): NodeName {
  const title = local(node.title)
  if (title !== '') return { text: title, mono: false }
  const outside = info?.nameFrom === undefined ? undefined : node.with?.[info.nameFrom]
  return { text: typeof outside === 'string' ? outside : id, mono: true }
}

/** Of a node of the open lab. */
export function nameOf(id: string): string {
  const node = session.lab.value?.nodes[id]
  return node === undefined ? id : nodeName(id, node, nodeInfo(node.type)).text
}
