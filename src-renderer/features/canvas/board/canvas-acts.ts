// A node asks its canvas for this: to handle a key, to open the inspector, to show dead letters.
// Vue Flow draws the nodes, so they get this by injection instead of as properties.
import type { InjectionKey, Ref } from 'vue'
import type { LabEdge } from '@shared/lab'
import type { DrawnFrame } from './frames'
import type { Box } from './view-fit'

export interface CanvasActs {
  /** The target that a connection made by keyboard aims at. */
  readonly aim: Readonly<Ref<string | undefined>>
  /** The edge that a node dragged from the palette would go into. */
  readonly overEdge: Readonly<Ref<string | undefined>>
  nodeKey(event: KeyboardEvent, id: string): void
  edgeKey(event: KeyboardEvent, edge: LabEdge): void
  frameKey(event: KeyboardEvent, frame: DrawnFrame): void
  fold(frame: string, folded: boolean): void
  /** A pointer comes down on a node: with Shift or Ctrl it adds to the selection. */
  pressed(event: PointerEvent): void
  /** What the nodes and cards cover: no figure of an edge may lie there. */
  readonly boxes: Readonly<Ref<readonly Box[]>>
  focusNode(id: string): void
  inspect(id: string): void
  showDead(node: string): void
}

export const CANVAS: InjectionKey<CanvasActs> = Symbol('canvas')
