// Gives a new node its first settings, so that a lab put together by hand runs at once: a source
// brings a record to make, a parse the fields of the records that reach it, a total a key and a
// sum. Each descriptor says what it makes of its input. The input's type comes from binding the lab
// with the node in it on trial, so this can never disagree with the checks or a run.
import type { FirstSettings } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { StructType } from '@shared/expr'
import { suggestion, type LabFile } from '@shared/lab'
import type { StreamType } from '../model/batch'
import { nodeTypes, type NodeTypes } from '../nodes'
import { explainNode } from './explain'
import { ownNames } from './own-names'
import { withSamples } from './sampled-types'

export interface FirstSettingsAt {
  /** Where the node's records come from, when they can be followed back to one source. */
  readonly source: string | undefined
  /** With sample records of that source, as JSON. */
  with(values: readonly string[]): FirstSettings
}

/** `from`: the node that it will read, or `node.port`. */
export function firstSettings(
  lab: LabFile,
  type: string,
  from: string | undefined,
  types: NodeTypes = nodeTypes,
): FirstSettingsAt {
  const descriptor = types.get(type)
  if (descriptor === undefined)
    throw new LabError('lab-unknown-node-type', {
      kind: 'usage',
      params: { type, near: suggestion(type, [...types.keys()]) },
    })
  const id = freeId(lab)
  const trial = { type, with: descriptor.initial, ...(from === undefined ? {} : { from }) }
  const explained = explainNode({ ...lab, nodes: { ...lab.nodes, [id]: trial } }, id, types)
  const initial = ownNames(descriptor.initial, lab.id, descriptor.ownNames)
  return {
    source: explained.source,
    with(values) {
      const row = explained.input && rowOf(explained.input, explained.samplesOf(values))
      const encoding = explained.input?.encoding
      return descriptor.firstSettings?.({ lab, initial, row, encoding }) ?? { initial }
    },
  }
}

/** The rows of a stream; of raw records, the type of their JSON. */
function rowOf(input: StreamType, samples: readonly string[]): StructType | undefined {
  if (input.raw !== true) return input.row
  return input.content && withSamples(input.content, samples.map(contentOf))
}

/** The value of a raw record, which a sample row holds as text. */
function contentOf(sample: string): unknown {
  const row: unknown = JSON.parse(sample)
  const value: unknown =
    typeof row === 'object' && row !== null && 'value' in row ? row.value : undefined
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined
  } catch {
    return undefined
  }
}

function freeId(lab: LabFile): string {
  let id = 'trial'
  while (lab.nodes[id] !== undefined) id += '-'
  return id
}
