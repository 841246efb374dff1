// Trouble that a generator makes on purpose: a share of a record's events is late, out of order,
// damaged or not sent at all. Each kind may have a seed of its own and can be switched off without
// losing its settings, or moving the other kinds to other events.
import { z } from 'zod'
import { delaySchema } from './delay'

const share = z.number().min(0).max(1).describe('Of how many events: 0.01 is one in a hundred')
const switches = {
  share,
  seed: z.number().int().optional().describe("Which events it hits; by the run's seed when absent"),
  off: z.boolean().optional().describe('Kept, but not made now'),
}
const simple = z.union([share, z.strictObject(switches)])

export const faultsSchema = z.strictObject({
  late: z
    .strictObject({ ...switches, by: delaySchema })
    .optional()
    .describe('Events whose time lies in the past'),
  outOfOrder: simple.optional().describe('Events that change places with their neighbour'),
  duplicate: simple.optional().describe('Events that repeat the one before'),
  dropped: simple.optional().describe('Events that are made and never sent'),
  missing: simple.optional().describe('Events that lack one field'),
  nulled: simple.optional().describe('Events in which one field is null'),
  wrongType: simple.optional().describe('Events in which one field has another type'),
  corrupt: simple.optional().describe('Events whose bytes are cut or damaged'),
  oversized: z
    .strictObject({
      ...switches,
      bytes: z
        .number()
        .int()
        .min(1000)
        .max(900_000)
        .optional()
        .describe('Size of the text; 100,000 when absent'),
    })
    .optional()
    .describe('Events in which one field is a very long text'),
})
export type Faults = z.infer<typeof faultsSchema>
export type FaultName = keyof Faults

/** In the order in which screens list them. */
export const FAULT_NAMES: readonly FaultName[] = [
  ...(['late', 'outOfOrder', 'duplicate', 'dropped'] as const),
  ...(['missing', 'nulled', 'wrongType', 'corrupt', 'oversized'] as const),
]

export interface FaultSettings {
  readonly share: number
  readonly seed?: number | undefined
  readonly off?: boolean | undefined
}

/** However short it is written; undefined when a record does not name it. */
export function faultSettings(faults: Faults, name: FaultName): FaultSettings | undefined {
  const written = faults[name]
  return typeof written === 'number' ? { share: written } : written
}
