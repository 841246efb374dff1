// Schemas of records: subjects and versions of a schema registry, by the name of its connection
// (`builtin` is the one inside).
import { z } from 'zod'
import { BUILTIN } from './builtin'
import { command, none, query } from './define'

export const COMPATIBILITY_LEVELS = [
  'NONE',
  'BACKWARD',
  'FORWARD',
  'FULL',
  'BACKWARD_TRANSITIVE',
  'FORWARD_TRANSITIVE',
  'FULL_TRANSITIVE',
] as const
export type CompatibilityLevel = (typeof COMPATIBILITY_LEVELS)[number]

export const schemaTypeSchema = z.enum(['AVRO', 'PROTOBUF', 'JSON'])

/** The registry inside. `waiting`: it starts when somebody first needs it. */
export interface RegistryStatus {
  readonly state: 'ready' | 'waiting' | 'off'
  /** HOST:PORT, once it is there. */
  readonly address?: string
  readonly subjects: number
}

export interface SubjectSummary {
  readonly subject: string
  readonly versions: readonly number[]
  /** Of its latest version. */
  readonly type: string
  readonly id: number
}

export interface SchemaVersion {
  readonly version: number
  readonly id: number
  readonly type: string
  /** As it was registered. */
  readonly text: string
  /** For people: JSON with its lines. */
  readonly shown: string
  /** What changed since the version before, as a unified diff; absent for the first. */
  readonly change?: string
}

export interface SubjectDetail {
  readonly subject: string
  /** What may follow the latest version. */
  readonly level: string
  /** Oldest first. */
  readonly versions: readonly SchemaVersion[]
}

const connection = z.string().max(100).default(BUILTIN)
const subject = z.string().min(1).max(500)
const text = z.string().min(1).max(1_000_000)
const given = z.strictObject({ connection, subject, type: schemaTypeSchema.default('AVRO'), text })

export const schemas = {
  /** Of the registry inside. */
  status: query<RegistryStatus>()(none),
  /** Starts it, if it does not run yet. */
  start: command<RegistryStatus>()(none),
  subjects: query<SubjectSummary[]>()(z.strictObject({ connection })),
  subject: query<SubjectDetail>()(z.strictObject({ connection, subject })),
  /** Whether the text may follow the latest version. */
  check: query<{ compatible: boolean; messages: readonly string[] }>()(given),
  register: command<{ id: number }>()(given),
  /** Without a subject: what counts for all that have no level of their own. */
  setLevel: command<void>()(
    z.strictObject({
      connection,
      subject: subject.optional(),
      level: z.enum(COMPATIBILITY_LEVELS),
    }),
  ),
  delete: command<void>()(
    z.strictObject({
      connection,
      subject,
      version: z.number().int().min(1).optional(),
      /** Only what was deleted before; records that name it cannot be read any more. */
      permanent: z.boolean().default(false),
    }),
  ),
}
