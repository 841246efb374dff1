// The catalogue of nodes for the palette, the forms, the docs and the CLI's help.
import type { NodeInfo } from '@shared/contract'
import { nodes } from '../nodes'
import { nodeInfo } from '../model/define-node'

let made: readonly NodeInfo[] | undefined

export function nodeCatalog(): readonly NodeInfo[] {
  return (made ??= nodes.map(nodeInfo))
}
