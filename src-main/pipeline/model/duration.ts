// Lengths of time in a node's settings: texts (`10 s`, `5 minutes`), because some of them are shown
// as labels.
import { parseDuration } from '@shared/lab'
import { z } from 'zod'

export const durationSchema = z
  .string()
  .refine(text => (parseDuration(text) ?? 0) > 0, 'lab-form-duration')
  .meta({ format: 'duration' })

/** Of a text that durationSchema has taken. */
export function durationMs(text: string): number {
  return parseDuration(text) ?? 0
}
