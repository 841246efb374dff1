// A schema registry, ours or anybody's, by its REST API. Schemas by id never change, so they are
// kept: a reader asks once for each. That there is none of an id may change, and is asked again.
import { LabError } from '@shared/errors'
import {
  parseSchema,
  REFERENCED_MAX,
  SCHEMA_TYPES,
  type ParsedSchema,
  type SchemaType,
} from '@main/schemas'
import { z } from 'zod'
import type { ResolvedOf } from '../profiles'
import { askRegistry } from './rest'

const reference = z.object({ name: z.string(), subject: z.string(), version: z.number() })
const schemaAnswer = z.object({
  schema: z.string(),
  schemaType: z.string().nullish(),
  references: z.array(reference).nullish(),
})
const versionAnswer = schemaAnswer.extend({
  subject: z.string(),
  version: z.number(),
  id: z.number(),
})
const idAnswer = z.object({ id: z.number() })
const checkAnswer = z.object({
  is_compatible: z.boolean(),
  messages: z.array(z.string()).nullish(),
})
const levelAnswer = z.object({
  compatibilityLevel: z.string().optional(),
  compatibility: z.string().optional(),
})
const names = z.array(z.string())
const numbers = z.array(z.number())

export interface RegistryVersion {
  readonly subject: string
  readonly version: number
  readonly id: number
  readonly type: string
  readonly text: string
  readonly references: readonly z.infer<typeof reference>[]
}

/** Schemas that a reader holds: ids in records come from others, so there is an end to it. */
const KEPT_MAX = 1000
/** A request takes up to 15 s when nobody answers: so long nobody who only looks asks again. */
const REST_MS = 30_000
/** So long an id that the registry did not have is not asked for again. */
const ABSENT_MS = 10_000

/** Undefined: the registry has no schema of that id, or one that we cannot read. */
export type KnownSchema = { readonly type: SchemaType; readonly parsed: ParsedSchema } | undefined

export class SchemaRegistry {
  private readonly known = new Map<number, KnownSchema>()
  /** Ids that were not there, and when they were asked for. */
  private readonly absent = new Map<number, number>()

  private failedAt = -Infinity

  constructor(private readonly connection: ResolvedOf<'registry'>) {}

  async subjects(withDeleted = false): Promise<string[]> {
    return this.get(names, `/subjects${withDeleted ? '?deleted=true' : ''}`)
  }

  async versions(subject: string): Promise<number[]> {
    return this.get(numbers, `/subjects/${encodeURIComponent(subject)}/versions`)
  }

  async version(subject: string, which: number | 'latest'): Promise<RegistryVersion> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${which}`
    const { schema, schemaType, references, ...rest } = await this.get(versionAnswer, path)
    return { ...rest, type: schemaType ?? 'AVRO', text: schema, references: references ?? [] }
  }

  /** The id, whether it was there or is new. */
  async register(subject: string, type: SchemaType, text: string): Promise<number> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions`
    return (await this.send(idAnswer, 'POST', path, bodyOf(type, text))).id
  }

  async check(
    subject: string,
    type: SchemaType,
    text: string,
  ): Promise<{ compatible: boolean; messages: readonly string[] }> {
    const path = `/compatibility/subjects/${encodeURIComponent(subject)}/versions/latest?verbose=true`
    const { is_compatible, messages } = await this.send(
      checkAnswer,
      'POST',
      path,
      bodyOf(type, text),
    )
    return { compatible: is_compatible, messages: messages ?? [] }
  }

  /** What counts for a subject, or for all that have no level of their own. */
  async level(subject?: string): Promise<string> {
    const { compatibilityLevel, compatibility } = await this.get(
      levelAnswer,
      subject === undefined ? '/config' : `${configOf(subject)}?defaultToGlobal=true`,
    )
    return compatibilityLevel ?? compatibility ?? ''
  }

  async setLevel(level: string, subject?: string): Promise<void> {
    const path = subject === undefined ? '/config' : configOf(subject)
    await this.send(levelAnswer, 'PUT', path, { compatibility: level })
  }

  async delete(subject: string, version: number | undefined, permanent: boolean): Promise<void> {
    const part = version === undefined ? '' : `/versions/${version}`
    const path = `/subjects/${encodeURIComponent(subject)}${part}`
    await this.send(z.unknown(), 'DELETE', `${path}${permanent ? '?permanent=true' : ''}`)
  }

  // ——— by id, for records

  /** Whether asking would tell nothing new. */
  isKnown(id: number): boolean {
    const askedAt = this.absent.get(id) ?? -Infinity
    return this.known.has(id) || performance.now() - askedAt < ABSENT_MS
  }

  /** It did not answer a short while ago: whoever only looks does not wait for it again. */
  get isResting(): boolean {
    return performance.now() - this.failedAt < REST_MS
  }

  byId(id: number): KnownSchema {
    return this.known.get(id)
  }

  async learn(id: number): Promise<KnownSchema> {
    if (this.isKnown(id)) return this.known.get(id)
    const found = await this.ofId(id).catch((error: unknown) => {
      this.failedAt = performance.now()
      throw error
    })
    this.failedAt = -Infinity
    this.absent.delete(id)
    if (found) keepNewest(this.known, id, found)
    else keepNewest(this.absent, id, performance.now())
    return found
  }

  async close(): Promise<void> {
    this.known.clear()
    this.absent.clear()
  }

  private async ofId(id: number): Promise<KnownSchema> {
    try {
      const { schema, schemaType, references } = await this.get(schemaAnswer, `/schemas/ids/${id}`)
      const type = SCHEMA_TYPES.find(each => each === (schemaType ?? 'AVRO'))
      if (!type) return undefined
      const texts = await this.textsOf(references ?? [])
      return { type, parsed: parseSchema({ type, text: schema, references: texts }) }
    } catch (error) {
      const { code } = LabError.from(error)
      if (code === 'schema-not-found' || code === 'schema-invalid') return undefined
      throw error
    }
  }

  /** Those that they use themselves come first; what two of them use is there once. */
  private async textsOf(
    references: readonly z.infer<typeof reference>[],
    seen = new Set<string>(),
  ): Promise<{ name: string; text: string }[]> {
    const texts: { name: string; text: string }[] = []
    for (const { name, subject, version } of references) {
      const key = `${version} ${subject}`
      if (seen.has(key)) continue
      seen.add(key)
      if (seen.size > REFERENCED_MAX) {
        const params = { type: 'AVRO', message: `uses more than ${REFERENCED_MAX} schemas` }
        throw new LabError('schema-invalid', { kind: 'usage', params })
      }
      const { text, references: deeper } = await this.version(subject, version)
      texts.push(...(await this.textsOf(deeper, seen)), { name, text })
    }
    return texts
  }

  private async get<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
  ): Promise<z.output<Schema>> {
    return this.send(schema, 'GET', path)
  }

  private async send<Schema extends z.ZodType>(
    schema: Schema,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    const parsed = schema.safeParse(await askRegistry(this.connection, { method, path, body }))
    if (parsed.success) return parsed.data
    const params = { address: this.connection.profile.url }
    throw new LabError('registry-not', { kind: 'config', params })
  }
}

function keepNewest<Value>(map: Map<number, Value>, id: number, value: Value): void {
  const [oldest] = map.keys()
  if (map.size >= KEPT_MAX && oldest !== undefined) map.delete(oldest)
  map.set(id, value)
}

const configOf = (subject: string) => `/config/${encodeURIComponent(subject)}`

function bodyOf(type: SchemaType, text: string): Readonly<Record<string, unknown>> {
  return { schema: text, ...(type === 'AVRO' ? {} : { schemaType: type }) }
}
