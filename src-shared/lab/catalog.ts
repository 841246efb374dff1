// The facts about node types that the checks of a lab's graph need; the pipeline's descriptors give
// them.
export interface NodeShape {
  readonly type: string
  readonly kind: 'source' | 'topic' | 'step' | 'sink'
  readonly inputs: 'none' | 'one' | 'many'
}
export type NodeShapes = ReadonlyMap<string, NodeShape>
