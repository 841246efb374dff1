// How topics were cut into batches: what a comparison carries from one engine to the other, since which
// records are late depends on the cut.
import { z } from 'zod'

/** Of each topic: where each batch ended, by partition. */
export const topicBatchesSchema = z.record(
  z.string().max(249),
  z.array(z.record(z.string().max(10), z.number().int().min(0))).max(1000),
)
export type TopicBatches = z.infer<typeof topicBatchesSchema>
