// Lengths of time in a node's settings: texts (`10 s`, `5 minutes`), because some of them are shown
// as labels.
import { parseDuration } from '@shared/lab'
import { z } from 'zod'

const lengthFrom = (isLongEnough: (ms: number) => boolean) =>
  z
    .string()
    .refine(text => isLongEnough(parseDuration(text) ?? -1), 'lab-form-duration')
    .meta({ format: 'duration' })

export const durationSchema = lengthFrom(ms => ms > 0)
/** How late an event may be: not at all is a length too. */
export const delaySchema = lengthFrom(ms => ms >= 0)

/** Of a text that durationSchema has taken. */
export function durationMs(text: string): number {
  return parseDuration(text) ?? 0
}
