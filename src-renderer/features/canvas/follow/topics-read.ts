// The topics of the open lab that its own steps read, and who reads each.
import type { LabEdge } from '@shared/lab'
import { session } from '@renderer/client'
import { kindOf } from './step-words'

export interface TopicRead {
  readonly node: string
  readonly readers: readonly LabEdge[]
  /** The source that makes its records, if one does. */
  readonly maker: string | undefined
}

export function topicsRead(): readonly TopicRead[] {
  const edges = session.edges.value
  return Object.keys(session.lab.value?.nodes ?? {}).flatMap(node => {
    if (kindOf(node) !== 'topic') return []
    const readers = edges.filter(({ from }) => from === node)
    const maker = edges.find(({ to, from }) => to === node && kindOf(from) === 'source')?.from
    return readers.length === 0 ? [] : [{ node, readers, maker }]
  })
}
