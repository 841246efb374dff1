// Reads a record by the schema whose id it begins with, whatever version that is: fields go by their
// names, one that the record's schema does not have is NULL. What happens when records of another
// schema come is the person's choice, and the ledger says since when they came.
import { SchemaRegistry } from '@main/connections'
import { unframed, type SchemaType } from '@main/schemas'
import { LabError } from '@shared/errors'
import type { StructType } from '@shared/expr'
import type { RawRecord } from '../../../model/batch'
import type { Json, NodeEnv, Operator } from '../../../model/operator'
import { registryOf } from '../../../topics/record-encoder'
import { SCHEMA_TYPES, type SchemaFormat } from '../../../topics/topic-config'
import type { Config } from './config'
import { jsonRowReader } from './json-reader'
import { bytesOf, Unreadable, type ReadRecord } from './read-record'

/** Records by one schema; those of more schemas than this are counted with none. */
interface Count {
  records: number
  readonly partition: number
  readonly offset: number
}
const COUNTED_MAX = 100
/** Ids that a batch asks for: other bytes that begin with a zero have an id in each record. */
const ASKED_MAX = 100

export class SchemaReader implements Pick<
  Operator,
  'foresee' | 'schemaCounts' | 'snapshot' | 'restore'
> {
  private registry: SchemaRegistry | undefined
  private readonly counts = new Map<number, Count>()
  private changed = false
  private readonly wanted: SchemaType
  private readonly toRow: ReturnType<typeof jsonRowReader>

  constructor(
    private readonly env: NodeEnv,
    private readonly settings: Config & { readonly format: SchemaFormat },
    row: StructType,
    timezone: string,
  ) {
    this.toRow = jsonRowReader(row, settings.wrongType, timezone)
    this.wanted = SCHEMA_TYPES[settings.format]
  }

  private get schemas(): SchemaRegistry {
    this.registry ??= new SchemaRegistry(
      registryOf(this.env.connection, this.settings.registry ?? ''),
    )
    return this.registry
  }

  foresee(records: readonly RawRecord[]): Promise<void> | undefined {
    const ids = new Set<number>()
    for (const { value } of records) {
      const id = unframed(value)?.id
      if (id !== undefined && !this.schemas.isKnown(id)) ids.add(id)
      if (ids.size === ASKED_MAX) break
    }
    return ids.size === 0 ? undefined : this.learn(ids)
  }

  private async learn(ids: ReadonlySet<number>): Promise<void> {
    for (const id of ids) await this.schemas.learn(id)
  }

  readonly read: ReadRecord = record => {
    const found = unframed(bytesOf(record))
    if (!found) throw new Unreadable('record-no-schema', {})
    const { id, body } = found
    const schema = this.schemas.byId(id)
    const { wanted } = this
    if (schema?.type !== wanted) throw new Unreadable('record-schema-unknown', { id, type: wanted })
    this.mind(id, record)
    return this.toRow(decoded(schema.parsed, body, id))
  }

  /** Counts the record, or does what the lab says of one whose schema is not the first. */
  private mind(id: number, { partition, offset }: RawRecord): void {
    const count = this.counts.get(id)
    const [first] = this.counts.keys()
    const { schemaChange } = this.settings
    if (!count && first !== undefined && schemaChange !== 'follow') {
      const params = { id, first, partition, offset }
      if (schemaChange === 'dead') throw new Unreadable('record-other-schema', params)
      throw new LabError('run-schema-changed', { kind: 'conflict', params })
    }
    this.changed = true
    if (count) count.records += 1
    else if (this.counts.size < COUNTED_MAX) this.counts.set(id, { records: 1, partition, offset })
  }

  schemaCounts(): ReturnType<NonNullable<Operator['schemaCounts']>> {
    return [...this.counts].map(([id, count]) => ({ id, ...count }))
  }

  snapshot: NonNullable<Operator['snapshot']> = full => {
    if (!full && !this.changed) return undefined
    this.changed = false
    return { facts: [...this.counts].map(([id, count]) => ({ id, ...count })) }
  }

  restore: NonNullable<Operator['restore']> = ({ facts }) => {
    if (!Array.isArray(facts)) return
    for (const each of facts as readonly Json[])
      if (typeof each === 'object' && each !== null && 'id' in each)
        this.counts.set(Number(each.id), {
          records: Number(each.records),
          partition: Number(each.partition),
          offset: Number(each.offset),
        })
  }
}

function decoded(schema: { decode(bytes: Buffer): unknown }, body: Buffer, id: number): unknown {
  try {
    return schema.decode(body)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Unreadable('record-misfit', { id, message })
  }
}
