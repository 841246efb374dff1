// The envelopes of a channel: a greeting each way, then calls, answers, errors and cancels.
import { z } from 'zod'
import type { ErrorData, ErrorKind } from '../errors'
import type { AnyContract } from './types'

export const PROTOCOL_VERSION = 1

const id = z.number().int().min(0)
const kinds = [
  'usage',
  'config',
  'unreachable',
  'auth',
  'remote',
  'conflict',
  'limit',
  'data',
  'storage',
  'cancelled',
  'bug',
] as const
const errorSchema = z.object({
  code: z.string(),
  kind: z.enum(kinds satisfies readonly ErrorKind[]),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  retry: z.boolean(),
}) satisfies z.ZodType<ErrorData>

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
])
export type ToServer = z.infer<typeof toServerSchema>

const toClientSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    protocol: z.number(),
    contract: z.string(),
    instance: z.string(),
  }),
  z.object({ t: z.literal('refused'), error: errorSchema }),
  /** From whoever stands between caller and host: how the host is, while the channel stays. */
  z.object({ t: z.literal('notice'), error: errorSchema.optional() }),
  z.object({ t: z.literal('ok'), id, output: z.unknown().optional() }),
  z.object({ t: z.literal('error'), id, error: errorSchema }),
])
export type ToClient = z.infer<typeof toClientSchema>

/** Undefined for text that is not JSON: no envelope is `undefined`. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Undefined for a message that is not one of ours. */
export const checkToServer = (message: unknown): ToServer | undefined =>
  toServerSchema.safeParse(message).data
export const checkToClient = (message: unknown): ToClient | undefined =>
  toClientSchema.safeParse(message).data

/** The first message of a guest, for those who only stand at the door. */
export const readToServer = (text: string | undefined): ToServer | undefined =>
  checkToServer(parseJson(text))

/** Two builds understand each other when they have the same methods of the same kinds. */
export function contractVersion(contract: AnyContract): string {
  const names = Object.entries(contract).flatMap(([domain, methods]) =>
    Object.entries(methods).map(([name, method]) => `${domain}.${name}:${method.kind}`),
  )
  let hash = 0x811c9dc5
  for (const char of names.sort().join(' '))
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(36)
}
