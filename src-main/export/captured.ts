// Records that the lab's own sources make, the same ones each time. Tests, clients and guides show
// them, and those files are kept under version control.
import { createGenerator } from '@main/generator'
import { SECOND_MS, type TargetPlan } from '@main/pipeline'
import type { LabFile } from '@shared/lab'

/** Any moment will do, if it is always the same. */
export const BEGIN_MS = Date.UTC(2025, 0, 15, 12)

export interface Captured {
  readonly topic: string
  readonly records: readonly { readonly key?: string; readonly value: string }[]
}

/** By the node of the topic; of topics that one source of made-up records fills. */
export async function capturedTopics(
  lab: LabFile,
  { nodes }: TargetPlan,
  timezone: string,
  count: number,
): Promise<Map<string, Captured>> {
  const found = new Map<string, Captured>()
  for (const { id, producer } of nodes) {
    const filled = nodes.filter(node => node.inputs.some(edge => edge.from === id))
    for (const { id: to, topic, inputs } of filled) {
      if (!producer || !topic || inputs.length > 1) continue
      const { records = {}, catalogs, seed = 0 } = lab
      const generator = await createGenerator({
        ...{ record: producer.schema, records, catalogs, seed, timezone },
        timeOf: seq => BEGIN_MS + seq * SECOND_MS,
      })
      const made = Array.from({ length: count }, (_, seq) => {
        const { key, value } = generator.next(seq)
        return key === undefined ? { value } : { key, value }
      })
      found.set(to, { topic: topic.topic, records: made })
    }
  }
  return found
}
