// Protobuf's own compiled form of a file (FileDescriptorProto), which Confluent's Python client sends
// in base64 in place of the text. A registry keeps texts, so it is written as one again: messages,
// fields, enums, maps and oneofs; comments and options mean nothing for the bytes.
import { requireInside } from '@main/platform'
import { z } from 'zod'

const field = z.object({
  name: z.string(),
  number: z.number(),
  label: z.number().optional(),
  type: z.number(),
  typeName: z.string().optional(),
  oneofIndex: z.number().optional(),
  proto3Optional: z.boolean().optional(),
})
type Field = z.infer<typeof field>
const enumeration = z.object({
  name: z.string(),
  value: z.array(z.object({ name: z.string(), number: z.number().default(0) })).default([]),
})
const message = z.object({
  name: z.string(),
  field: z.array(field).default([]),
  enumType: z.array(enumeration).default([]),
  oneofDecl: z.array(z.object({ name: z.string() })).default([]),
  options: z.object({ mapEntry: z.boolean().optional() }).optional(),
  get nestedType() {
    return z.array(message).default([])
  },
})
type Message = z.infer<typeof message>
const file = z.object({
  package: z.string().optional(),
  dependency: z.array(z.string()).default([]),
  messageType: z.array(message).default([]),
  enumType: z.array(enumeration).default([]),
  syntax: z.string().optional(),
})

interface Descriptors {
  readonly FileDescriptorProto: {
    decode(bytes: Uint8Array): unknown
    toObject(message: unknown, options: { enums: NumberConstructor }): unknown
  }
}

/** By FieldDescriptorProto.Type; messages and enums have names of their own. */
const SCALARS: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'float',
  3: 'int64',
  4: 'uint64',
  5: 'int32',
  6: 'fixed64',
  7: 'fixed32',
  8: 'bool',
  9: 'string',
  12: 'bytes',
  13: 'uint32',
  15: 'sfixed32',
  16: 'sfixed64',
  17: 'sint32',
  18: 'sint64',
}
const REQUIRED = 2
const REPEATED = 3

/** The text of a file; undefined for what is not base64 of one. */
export function textOfDescriptor(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64.trim())) return undefined
  const { FileDescriptorProto } = requireInside<Descriptors>('protobufjs', 'ext/descriptor.js')
  try {
    const decoded = FileDescriptorProto.decode(Buffer.from(base64, 'base64'))
    const parsed = file.safeParse(FileDescriptorProto.toObject(decoded, { enums: Number }))
    return parsed.success ? printed(parsed.data) : undefined
  } catch {
    return undefined
  }
}

function printed(it: z.infer<typeof file>): string {
  const { syntax = 'proto2' } = it
  return [
    `syntax = "${syntax}";`,
    ...(it.package ? [`package ${it.package};`] : []),
    '',
    ...it.dependency.map(name => `import "${name}";`),
    ...it.messageType.map(each => printMessage(each, syntax, '')),
    ...it.enumType.map(each => printEnum(each, '')),
    '',
  ].join('\n')
}

function printMessage(it: Message, syntax: string, indent: string): string {
  const inner = `${indent}  `
  const isMap = ({ options }: Message) => options?.mapEntry === true
  const maps = new Map(it.nestedType.filter(isMap).map(each => [each.name, each]))
  const isOneof = ({ oneofIndex, proto3Optional }: Field) =>
    oneofIndex !== undefined && proto3Optional !== true
  const print = (each: Field, at: string) => {
    const entry = maps.get(each.typeName?.split('.').at(-1) ?? '')
    return `${at}${fieldType(each, syntax, entry)} ${each.name} = ${each.number};`
  }
  const oneofs = it.oneofDecl.flatMap(({ name }, index) => {
    const own = it.field.filter(each => isOneof(each) && each.oneofIndex === index)
    if (own.length === 0) return []
    return [`${inner}oneof ${name} {`, ...own.map(each => print(each, `${inner}  `)), `${inner}}`]
  })
  return [
    `${indent}message ${it.name} {`,
    ...it.field.filter(each => !isOneof(each)).map(each => print(each, inner)),
    ...oneofs,
    ...it.nestedType.filter(each => !isMap(each)).map(each => printMessage(each, syntax, inner)),
    ...it.enumType.map(each => printEnum(each, inner)),
    `${indent}}`,
  ].join('\n')
}

function fieldType(it: Field, syntax: string, entry: Message | undefined): string {
  if (entry) {
    const [key, value] = entry.field.map(nameOf)
    return `map<${key}, ${value}>`
  }
  if (it.label === REPEATED) return `repeated ${nameOf(it)}`
  if (it.oneofIndex !== undefined && it.proto3Optional !== true) return nameOf(it)
  if (it.label === REQUIRED) return `required ${nameOf(it)}`
  return it.proto3Optional === true || syntax === 'proto2' ? `optional ${nameOf(it)}` : nameOf(it)
}

const nameOf = ({ type, typeName = '' }: Field): string => SCALARS[type] ?? typeName

function printEnum({ name, value }: z.infer<typeof enumeration>, indent: string): string {
  return [
    `${indent}enum ${name} {`,
    ...value.map(each => `${indent}  ${each.name} = ${each.number};`),
    `${indent}}`,
  ].join('\n')
}
