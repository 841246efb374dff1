// A node in the logical plan of a lab: its settings as they were checked, the streams that come in
// and go out with their types and keys. The running operator and each export target are made from
// the same step, so nothing about a node is known in two places.
import type { LabEdge, LabFile } from '@shared/lab'
import type { StreamType } from './batch'

export interface NodeInput {
  readonly edge: LabEdge
  readonly stream: StreamType
}

export interface PlanStep<Config = unknown> {
  readonly id: string
  readonly lab: LabFile
  readonly zone: string
  /** With the defaults filled in. */
  readonly config: Config
  readonly inputs: readonly NodeInput[]
  /** By port. */
  readonly outputs: Readonly<Record<string, StreamType>>
}

/** The only input's stream. */
export const inputOf = ({ inputs }: PlanStep): StreamType =>
  inputs[0]?.stream ?? { row: { kind: 'struct', fields: [] } }
