// Records as a person looks at them: a value that begins with the id of a schema is shown as the
// JSON that it stands for. One that cannot be read stays as it is, and so do all while the registry
// does not answer: looking at a topic must not depend on it.
import { unframed } from '@main/schemas'
import type { FetchedRecord } from '../kafka/fetched-record'
import type { SchemaRegistry } from './client'

export interface Decoded {
  readonly record: FetchedRecord
  /** Of the schema by which its value was read. */
  readonly schemaId?: number
}

export type Decode = (records: readonly FetchedRecord[]) => Promise<readonly Decoded[]>

export function decodeBy(registry: SchemaRegistry): Decode {
  return async records => {
    const ids = new Set(records.flatMap(({ value }) => unframed(value)?.id ?? []))
    for (const id of ids)
      if (!registry.isKnown(id)) {
        if (registry.isResting) break
        const isThere = await registry.learn(id).then(
          () => true,
          () => false,
        )
        if (!isThere) break
      }
    return records.map(record => decoded(registry, record))
  }
}

function decoded(registry: SchemaRegistry, record: FetchedRecord): Decoded {
  const found = unframed(record.value)
  const schema = found && registry.byId(found.id)
  if (!found || !schema) return { record }
  try {
    const json = schema.parsed.decode(found.body)
    // JSON is shown as it is: written anew, a long number would have other digits.
    const value = schema.type === 'JSON' ? found.body : Buffer.from(JSON.stringify(json))
    return { record: record.withValue(value), schemaId: found.id }
  } catch {
    return { record }
  }
}
