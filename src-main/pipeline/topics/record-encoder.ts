// Writes values as a schema registry's clients do: registered under the topic's subject, with the
// schema's id before each value. A record of a source that does not fit its schema (a fault on
// purpose) goes as it is, because its number has to be in the topic; readers find no header and put
// it to their dead letters.
import { SchemaRegistry, type ResolvedConnection } from '@main/connections'
import {
  derivedSchema,
  framed,
  Misfit,
  parseSchema,
  type ParsedSchema,
  type SchemaText,
} from '@main/schemas'
import type { StructType } from '@shared/expr'
import { LabError } from '@shared/errors'
import type { SourceRecord } from '../model/source'
import { encodingOf, SCHEMA_TYPES, type TopicConfig } from './topic-config'

export class RecordEncoder {
  /** Records that did not fit, so far. */
  plain = 0

  private constructor(
    private readonly id: number,
    private readonly schema: ParsedSchema,
  ) {}

  /** Undefined for a topic of JSON. */
  static async open(
    connectionOf: (name: string) => ResolvedConnection,
    config: TopicConfig,
    content: StructType | undefined,
  ): Promise<RecordEncoder | undefined> {
    const encoding = encodingOf(config)
    if (!encoding) return undefined
    const { type, text } = schemaOf(config, content) ?? {}
    if (type === undefined || text === undefined)
      throw new LabError('lab-topic-schema', { kind: 'config', params: { topic: config.topic } })
    const schema = parseSchema({ type, text })
    const registry = new SchemaRegistry(registryOf(connectionOf, encoding.registry))
    return new RecordEncoder(await registry.register(encoding.subject, type, text), schema)
  }

  /** Throws `Misfit` for a value that the schema does not take. */
  encode(json: unknown): Buffer {
    return framed(this.id, this.schema.encode(json))
  }

  /** Of a source: its value is JSON. */
  record(record: SourceRecord): SourceRecord {
    try {
      const text = typeof record.value === 'string' ? record.value : record.value.toString('utf8')
      return { ...record, value: this.encode(JSON.parse(text)) }
    } catch (error) {
      if (!(error instanceof Misfit) && !(error instanceof SyntaxError)) throw error
      this.plain += 1
      return record
    }
  }
}

/** What a topic's records are written by; undefined where the lab does not tell enough. */
export function schemaOf(
  config: TopicConfig,
  content: StructType | undefined,
): Pick<SchemaText, 'type' | 'text'> | undefined {
  if (config.format === 'json') return undefined
  const type = SCHEMA_TYPES[config.format]
  const text = config.schema ?? (content && derivedSchema(type, content, config.topic))
  return text === undefined ? undefined : { type, text }
}

export function registryOf(
  connectionOf: (name: string) => ResolvedConnection,
  name: string,
): Extract<ResolvedConnection, { type: 'registry' }> {
  const found = connectionOf(name)
  if (found.type === 'registry') return found
  const params = { name, found: found.type, type: 'registry' }
  throw new LabError('lab-connection-type', { kind: 'config', params })
}
