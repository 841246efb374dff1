// The catalogue of nodes for the palette, the forms, the canvas and the CLI's help.
import type { NodeInfo } from '@shared/contract'
import { nodeInfo } from '../model/define-node'
import { nodeTypes, type NodeTypes } from '../nodes'

/** Making the JSON Schemas takes a while, and the types do not change. */
const made = new WeakMap<NodeTypes, readonly NodeInfo[]>()

export function nodeCatalog(types: NodeTypes = nodeTypes): readonly NodeInfo[] {
  const known = made.get(types) ?? [...types.values()].map(nodeInfo)
  made.set(types, known)
  return known
}
