// What the checks of a lab's graph need to know of node types; the pipeline's descriptors give it.
export interface NodeShape {
  readonly type: string
  readonly kind: 'source' | 'topic' | 'step' | 'sink'
  readonly inputs: 'none' | 'one' | 'many'
}
export type NodeShapes = ReadonlyMap<string, NodeShape>
