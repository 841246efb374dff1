// What a drag from the palette carries: the node's type.
export const NODE_MIME = 'application/x-sluice-node'
