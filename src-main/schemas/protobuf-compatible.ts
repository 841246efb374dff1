// Whether messages of one Protobuf file can be read by another: Confluent's rules. Fields go by
// their numbers: a field may be missing or new, but its bytes must keep their meaning.
// https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/serdes-protobuf.html#protobuf-schema-compatibility-rules
import { nestedMessagesOf, type ProtoField, type ProtoMessage } from './library'
import { TOO_MUCH, TooMuch, type Steps } from './steps'

/** Types whose bytes read as one another. */
const GROUPS: readonly (readonly string[])[] = [
  ['int32', 'uint32', 'int64', 'uint64', 'bool'],
  ['sint32', 'sint64'],
  ['string', 'bytes'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
]

interface File {
  readonly messages: readonly ProtoMessage[]
}

export function protobufProblems(reader: File, writer: File, steps: Steps): string[] {
  try {
    return messagesProblems(reader.messages, writer.messages, steps)
  } catch (error) {
    if (error instanceof TooMuch) return [TOO_MUCH]
    throw error
  }
}

function messagesProblems(
  reader: readonly ProtoMessage[],
  writer: readonly ProtoMessage[],
  steps: Steps,
): string[] {
  steps.take(reader.length)
  const byName = new Map(reader.map(message => [message.name, message]))
  return writer.flatMap(old => {
    const now = byName.get(old.name)
    steps.take(1 + old.fieldsArray.length + (now?.fieldsArray.length ?? 0))
    if (!now) return [`MESSAGE_REMOVED: ${old.fullName.slice(1)}`]
    return [
      ...fieldsProblems(now, old),
      ...messagesProblems(nestedMessagesOf(now), nestedMessagesOf(old), steps),
    ]
  })
}

function fieldsProblems(now: ProtoMessage, old: ProtoMessage): string[] {
  const name = old.fullName.slice(1)
  const byNumber = (message: ProtoMessage) =>
    new Map(message.fieldsArray.map(field => [field.id, field]))
  const [fields, before] = [byNumber(now), byNumber(old)]
  const problems: string[] = []
  for (const [id, field] of before) {
    const same = fields.get(id)
    if (same)
      problems.push(...fieldProblems(same, field).map(what => `${what}: ${name}.${field.name}`))
    else if (field.required) problems.push(`REQUIRED_FIELD_REMOVED: ${name}.${field.name}`)
    else if (isOneof(field)) problems.push(`ONEOF_FIELD_REMOVED: ${name}.${field.name}`)
  }
  for (const [id, field] of fields)
    if (field.required && !before.has(id))
      problems.push(`REQUIRED_FIELD_ADDED: ${name}.${field.name}`)
  return problems
}

function fieldProblems(now: ProtoField, old: ProtoField): string[] {
  const problems: string[] = []
  if (kindOf(now) !== kindOf(old)) problems.push('FIELD_KIND_CHANGED')
  else if (!isSameType(now, old)) problems.push('FIELD_SCALAR_KIND_CHANGED')
  else if (now.resolvedType && old.resolvedType && now.resolvedType.name !== old.resolvedType.name)
    problems.push('FIELD_NAMED_TYPE_CHANGED')
  if (isOneof(now) && !isOneof(old)) problems.push('FIELDS_MOVED_TO_EXISTING_ONEOF')
  if (now.repeated !== old.repeated && isNumeric(now)) problems.push('FIELD_NUMERIC_LABEL_CHANGED')
  return problems
}

/** An enum's bytes are those of an int32. */
function kindOf(field: ProtoField): string {
  if (field.map) return 'map'
  return field.resolvedType !== null && !('values' in field.resolvedType) ? 'message' : 'scalar'
}

function isSameType(now: ProtoField, old: ProtoField): boolean {
  if (kindOf(now) === 'message') return true
  const [a, b] = [scalarOf(now), scalarOf(old)]
  return a === b || GROUPS.some(group => group.includes(a) && group.includes(b))
}

const scalarOf = ({ resolvedType, type }: ProtoField) => (resolvedType ? 'int32' : type)
const isNumeric = (field: ProtoField) =>
  kindOf(field) === 'scalar' && !['string', 'bytes'].includes(scalarOf(field))
const isOneof = ({ partOf, options }: ProtoField) =>
  partOf !== null && options?.proto3_optional !== true
