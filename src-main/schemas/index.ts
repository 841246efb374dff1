// Schemas of records in a registry's wire format: Avro, Protobuf and JSON Schema. No other folder imports
// their packages.
import { parseAvro } from './avro'
import { parseJsonSchema } from './json-schema'
import { parseProtobuf } from './protobuf'
import type { ParsedSchema, SchemaText } from './schema'

export { derivedSchema } from './derived'
export { textOfDescriptor } from './descriptor'
export {
  Misfit,
  REFERENCED_MAX,
  SCHEMA_TYPES,
  type ParsedSchema,
  type SchemaText,
  type SchemaType,
} from './schema'
export { StepBudget } from './steps'
export { framed, unframed } from './wire'

const PARSERS = { AVRO: parseAvro, PROTOBUF: parseProtobuf, JSON: parseJsonSchema }

/** Throws `schema-invalid`, with what is wrong. */
export function parseSchema({ type, text, references }: SchemaText): ParsedSchema {
  return PARSERS[type](text, references)
}
