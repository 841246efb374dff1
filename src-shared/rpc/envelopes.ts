// What a caller says on a channel: a greeting, then calls, cancels and pings. It may be anybody, so a schema
// checks every message. What the host says is in answers.ts.
import { z } from 'zod'
import { parseJson } from './answers'

const id = z.number().int().min(0)

const toServerSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    protocol: z.number(),
    contract: z.string(),
    token: z.string().max(200).optional(),
  }),
  z.object({
    t: z.literal('call'),
    id,
    method: z.string().max(100),
    input: z.unknown().optional(),
  }),
  z.object({ t: z.literal('cancel'), id }),
  /** Whether the line still carries: it is answered at once. */
  z.object({ t: z.literal('ping') }),
])
export type ToServer = z.infer<typeof toServerSchema>

/** Undefined for a message that is not one of ours. */
export const checkToServer = (message: unknown): ToServer | undefined =>
  toServerSchema.safeParse(message).data

/** The first message of a guest, for those who only stand at the door. */
export const readToServer = (text: string | undefined): ToServer | undefined =>
  checkToServer(parseJson(text))
