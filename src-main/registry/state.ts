// What a registry keeps. A schema has one id, however many subjects have it; a version of a subject
// is never changed, only marked as deleted or taken out.
import { SCHEMA_TYPES } from '@main/schemas'
import { z } from 'zod'

export const LEVELS = [
  'NONE',
  'BACKWARD',
  'FORWARD',
  'FULL',
  'BACKWARD_TRANSITIVE',
  'FORWARD_TRANSITIVE',
  'FULL_TRANSITIVE',
] as const
export type Level = (typeof LEVELS)[number]
export const MODES = ['READWRITE', 'READONLY', 'READONLY_OVERRIDE', 'IMPORT'] as const
export type Mode = (typeof MODES)[number]

export const referenceSchema = z.object({
  name: z.string(),
  subject: z.string(),
  version: z.number().int(),
})
export type Reference = z.infer<typeof referenceSchema>

const versionSchema = z.object({
  version: z.number().int(),
  id: z.number().int(),
  deleted: z.boolean().optional(),
})
export type Version = z.infer<typeof versionSchema>

const keptSchema = z.object({
  id: z.number().int(),
  type: z.enum(SCHEMA_TYPES),
  text: z.string(),
  references: z.array(referenceSchema).optional(),
  /** Of what it means, spaces and comments aside, so that it need not be parsed to be compared. */
  hash: z.string().optional(),
})
export type KeptSchema = z.infer<typeof keptSchema>

const subjectSchema = z.object({
  name: z.string(),
  versions: z.array(versionSchema),
  level: z.enum(LEVELS).optional(),
  mode: z.enum(MODES).optional(),
})
export type Subject = z.infer<typeof subjectSchema>

export const registryStateSchema = z.object({
  lastId: z.number().int(),
  level: z.enum(LEVELS),
  mode: z.enum(MODES),
  schemas: z.array(keptSchema),
  subjects: z.array(subjectSchema),
})
export type RegistryState = z.infer<typeof registryStateSchema>

/** Confluent's own beginning. */
export const EMPTY_REGISTRY: RegistryState = {
  lastId: 0,
  level: 'BACKWARD',
  mode: 'READWRITE',
  schemas: [],
  subjects: [],
}

/** Where the state is kept: `set` resolves when it is on disk. */
export interface RegistryStore {
  readonly value: RegistryState
  set(value: RegistryState): Promise<void>
}
