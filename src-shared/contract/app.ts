// The application itself: what it is, its settings, its health report.
import { z } from 'zod'
import { languageSchema } from '../lab'
import { command, none, query } from './define'

const fields = {
  language: z.union([languageSchema, z.literal('system')]),
  theme: z.enum(['system', 'dark', 'light', 'contrast']),
  durability: z.enum(['safe', 'fast']),
  /**
   * Wanted ports; 0 = any free one. Taken ports fall back to another and the engines page says so.
   */
  kafkaPort: z.number().int().min(0).max(65535),
  cqlPort: z.number().int().min(0).max(65535),
  /** The schema registry inside: with the host, when somebody first needs it, or never. */
  registry: z.enum(['auto', 'on', 'off']),
  registryPort: z.number().int().min(0).max(65535),
}
export const settingsSchema = z.object({
  language: fields.language.default('system'),
  theme: fields.theme.default('system'),
  durability: fields.durability.default('safe'),
  kafkaPort: fields.kafkaPort.default(9092),
  cqlPort: fields.cqlPort.default(9042),
  registry: fields.registry.default('auto'),
  registryPort: fields.registryPort.default(8081),
})
/** Without defaults: what is not named stays as it is. */
export const settingsChangeSchema = z.object(fields).partial()
export type Settings = z.infer<typeof settingsSchema>

export interface AppInfo {
  readonly version: string
  readonly shell: 'electron' | 'browser' | 'cli' | 'test'
  readonly platform: string
  readonly dataDir: string
  readonly startedAt: number
  /**
   * The last host on this directory ended without warning; these labs go on from their checkpoints.
   */
  readonly afterCrash?: { readonly labs: readonly string[] }
}

export interface DoctorCheck {
  readonly id: string
  readonly state: 'ok' | 'warn' | 'bad'
  /** Text ids of src-shared/text (`doctor.<id>.<state>`) take these parameters. */
  readonly params: Readonly<Record<string, string | number | boolean>>
}

/** Of the disk that the data folder is on. `full`: sources rest until there is room. */
export interface DiskStatus {
  readonly state: 'ok' | 'low' | 'full'
  readonly freeBytes: number
  readonly totalBytes: number
}

export const app = {
  info: query<AppInfo>()(none),
  settings: query<Settings>()(none),
  saveSettings: command<Settings>()(settingsChangeSchema),
  /** Null where the system does not say. */
  disk: query<DiskStatus | null>()(none),
  doctor: query<{ checks: DoctorCheck[] }>()(none),
}
