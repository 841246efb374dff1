// Connection profiles of this computer. A lab names a connection; the profile has the address and
// the keychain the secret. Secrets go in through `save` and `test` and never come out again.
import { z } from 'zod'
import type { ErrorData } from '../errors'
import { connectionTypes } from '../lab'
import { command, none, query } from './define'

export interface ConnectionSummary {
  readonly name: string
  readonly type: (typeof connectionTypes)[number]
  readonly builtin: boolean
  readonly address: string
  readonly readOnly: boolean
  readonly hasSecret: boolean
  /** The profile without its secrets, as its form edits it. */
  readonly profile: Readonly<Record<string, unknown>>
}

export interface TestStep {
  readonly id: 'resolve' | 'connect' | 'tls' | 'auth' | 'metadata' | 'listeners'
  readonly state: 'ok' | 'bad' | 'skipped'
  readonly ms: number
  readonly detail?: string
  readonly error?: ErrorData
}

/** A form filled in from settings as people have them; nothing is kept. */
export interface ReadSettings {
  readonly profile: Readonly<Record<string, unknown>>
  /** As in the text itself: it goes back to the caller that gave it. */
  readonly secret: Readonly<Record<string, string>>
  /** PEM files that the text names: their contents are asked for. */
  readonly files: readonly string[]
}

const SETTINGS_CHARACTERS_MAX = 100_000

const profileInput = z.strictObject({
  name: z.string().min(1).max(100),
  type: z.enum(connectionTypes),
  profile: z.record(z.string(), z.unknown()),
  secret: z.record(z.string(), z.string()).optional(),
  /** The name it was kept under, when it gets another: the secret goes along. */
  was: z.string().optional(),
})

export const connections = {
  list: query<ConnectionSummary[]>()(none),
  /** JSON Schemas of the profile types: the forms. */
  forms: query<Record<string, Record<string, unknown>>>()(none),
  /** `keep: false`: for as long as this host runs; nothing is written anywhere. */
  save: command<ConnectionSummary>()(profileInput.extend({ keep: z.boolean().optional() })),
  /** client.properties or .env, pasted or chosen; `file` is its name, for people. */
  read: query<ReadSettings>()(
    z.strictObject({
      type: z.enum(connectionTypes),
      text: z.string().max(SETTINGS_CHARACTERS_MAX),
      file: z.string().max(200),
    }),
  ),
  delete: command<void>()(z.strictObject({ name: z.string() })),
  test: query<{ steps: TestStep[] }>()(
    z.union([profileInput, z.strictObject({ name: z.string() })]),
  ),
}
