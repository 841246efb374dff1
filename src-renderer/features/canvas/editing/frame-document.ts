// The frames of a lab as its YAML has them: which there are, and what is in each.
import { isMap, isScalar, isSeq, type Document, type Scalar, type YAMLMap } from 'yaml'

export function framesIn(document: Document): [string, YAMLMap][] {
  const frames: unknown = document.get('frames', true)
  if (!isMap(frames)) return []
  return frames.items.flatMap(({ key, value }): [string, YAMLMap][] =>
    isScalar(key) && isMap(value) ? [[String(key.value), value]] : [],
  )
}

export function membersIn(frame: YAMLMap): Scalar[] {
  const nodes: unknown = frame.get('nodes', true)
  return isSeq(nodes) ? nodes.items.filter(isScalar) : []
}

/** The name of the frame that a node is in. */
export const frameWith = (document: Document, id: string): string | undefined =>
  framesIn(document).find(([, frame]) => membersIn(frame).some(({ value }) => value === id))?.[0]

export function joinFrame(document: Document, name: string | undefined, id: string): void {
  const nodes: unknown = name === undefined ? undefined : document.getIn(['frames', name, 'nodes'])
  if (isSeq(nodes)) nodes.add(id)
}

/** A frame that nothing is left in goes too. */
export function leaveFrames(document: Document, ids: readonly string[]): void {
  for (const [name, frame] of framesIn(document)) {
    const nodes: unknown = frame.get('nodes', true)
    if (!isSeq(nodes)) continue
    nodes.items = nodes.items.filter(
      item => !(isScalar(item) && typeof item.value === 'string' && ids.includes(item.value)),
    )
    if (nodes.items.length === 0) document.deleteIn(['frames', name])
  }
  const frames: unknown = document.get('frames', true)
  if (isMap(frames) && frames.items.length === 0) document.delete('frames')
}
