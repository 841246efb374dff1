// A Protobuf schema as our own: a .proto file, of which a record holds one message. protobufjs does
// the bytes; names stay as the file has them. A field that proto3 gives no presence reads as its
// default, one that is `optional` as NULL when it was not set.
import {
  nestedMessagesOf,
  protobufjs,
  type ProtoField,
  type ProtoMessage,
  type ProtoRoot,
} from './library'
import { momentMs, momentText } from './moments'
import { protobufProblems } from './protobuf-compatible'
import {
  below,
  invalidSchema,
  isObject,
  Misfit,
  type ParsedSchema,
  type ReferencedText,
} from './schema'
import { Steps, type StepBudget } from './steps'
import { FIRST_MESSAGE, messagePath } from './wire'

const TIMESTAMP = '.google.protobuf.Timestamp'
const SECONDS_MAX = 8_640_000_000_000
/** A message in a message in a message: deeper is a mistake, or an attack. */
const DEPTH_MAX = 64
const AS_JSON = {
  longs: String,
  enums: String,
  bytes: String,
  defaults: true,
  arrays: true,
  objects: true,
}

export class ProtobufSchema implements ParsedSchema {
  constructor(
    readonly identity: string,
    /** Of the file itself, by their place in it. */
    readonly messages: readonly ProtoMessage[],
  ) {}

  encode(json: unknown): Buffer {
    const [first] = this.messages
    if (!first) throw new Misfit('', 'message', json)
    const message = first.fromObject(messageTo(first, json, '', 0))
    return Buffer.concat([FIRST_MESSAGE, first.encode(message).finish()])
  }

  decode(bytes: Buffer): unknown {
    const { path, rest } = messagePath(bytes)
    const type = this.messageAt(path)
    if (!type) throw new RangeError(`The file has no message at ${path.join('.')}`)
    return messageFrom(type, type.toObject(type.decode(rest), AS_JSON), 0)
  }

  private messageAt(path: readonly number[]): ProtoMessage | undefined {
    let found: ProtoMessage | undefined
    let among = this.messages
    for (const at of path) {
      found = among[at]
      among = found ? nestedMessagesOf(found) : []
    }
    return found
  }

  readingProblems(writer: ParsedSchema, budget?: StepBudget): string[] {
    return writer instanceof ProtobufSchema
      ? protobufProblems(this, writer, new Steps(budget))
      : ['The schemas are of two types']
  }
}

export function parseProtobuf(
  text: string,
  references: readonly ReferencedText[] = [],
): ParsedSchema {
  try {
    const root = new protobufjs.Root()
    const done = new Set<string>()
    const add = (file: string) => {
      if (done.has(file)) return
      done.add(file)
      const reference = references.find(({ name }) => name === file)
      const common = reference ? undefined : protobufjs.common.get(file)
      if (reference) read(reference.text)
      else if (common?.nested) root.addJSON(common.nested)
      else throw new Error(`Import ${file} is not known`)
    }
    const read = (file: string) => {
      const parsed = protobufjs.parse(file, root, { keepCase: true })
      for (const each of parsed.imports ?? []) add(each)
      return parsed
    }
    const { package: name } = read(text)
    root.resolveAll()
    const own = ownNames(text)
    const inPackage = namespaceOf(root, name)
    const messages = nestedMessagesOf(inPackage).filter(each => own.has(each.name))
    if (messages.length === 0) throw new Error('The file has no message')
    const identity = JSON.stringify(root.toJSON())
    return new ProtobufSchema(identity, messages)
  } catch (error) {
    throw invalidSchema('PROTOBUF', error)
  }
}

/** Messages of the text: an import may have others of the same package. */
function ownNames(text: string): Set<string> {
  const root = new protobufjs.Root()
  const { package: name } = protobufjs.parse(text, root, { keepCase: true })
  return new Set(nestedMessagesOf(namespaceOf(root, name)).map(each => each.name))
}

function namespaceOf(root: ProtoRoot, name: string | undefined): ProtoRoot {
  let at = root
  for (const part of name?.split('.') ?? []) {
    const next = at.nestedArray.find(each => each.name === part)
    if (!(next instanceof protobufjs.Namespace)) throw new Error(`Package ${name} is empty`)
    at = next
  }
  return at
}

// ——— JSON into what protobufjs takes

function messageTo(type: ProtoMessage, json: unknown, path: string, depth: number): unknown {
  if (!isObject(json)) throw new Misfit(path, 'object', json)
  if (depth > DEPTH_MAX) throw new Misfit(path, 'less depth', json)
  const values: Record<string, unknown> = {}
  for (const field of type.fieldsArray) {
    const own = Object.hasOwn(json, field.name) ? json[field.name] : undefined
    if (own === undefined || own === null) {
      if (field.required) throw new Misfit(below(path, field.name), 'value', own)
      continue
    }
    values[field.name] = fieldTo(field, own, below(path, field.name), depth)
  }
  return values
}

function fieldTo(field: ProtoField, json: unknown, path: string, depth: number): unknown {
  const one = (each: unknown, at: string) => valueTo(field, each, at, depth)
  if (field.map) {
    if (!isObject(json)) throw new Misfit(path, 'map', json)
    return Object.fromEntries(
      Object.entries(json).map(([key, each]) => [key, one(each, below(path, key))]),
    )
  }
  if (!field.repeated) return one(json, path)
  if (!Array.isArray(json)) throw new Misfit(path, 'array', json)
  return json.map((each, at) => one(each, `${path}[${at}]`))
}

function valueTo(field: ProtoField, json: unknown, path: string, depth: number): unknown {
  const { resolvedType, type } = field
  if (resolvedType instanceof protobufjs.Type) {
    if (resolvedType.fullName !== TIMESTAMP) return messageTo(resolvedType, json, path, depth + 1)
    const ms = momentMs(json)
    if (ms === undefined) throw new Misfit(path, 'timestamp', json)
    const seconds = Math.floor(ms / 1000)
    return { seconds, nanos: (ms - seconds * 1000) * 1_000_000 }
  }
  if (resolvedType instanceof protobufjs.Enum) {
    if (typeof json === 'string' && Object.hasOwn(resolvedType.values, json)) return json
    throw new Misfit(path, Object.keys(resolvedType.values).join(' | '), json)
  }
  // Protobuf has no decimals: their digits are a text.
  if (type === 'string' && typeof json === 'number') return String(json)
  if (!fitsScalar(type, json)) throw new Misfit(path, type, json)
  return json
}

function fitsScalar(type: string, json: unknown): boolean {
  switch (type) {
    case 'bool':
      return typeof json === 'boolean'
    case 'string':
    case 'bytes':
      return typeof json === 'string'
    case 'float':
    case 'double':
      return typeof json === 'number'
    default:
      return fitsInteger(type, json)
  }
}

function fitsInteger(type: string, json: unknown): boolean {
  const isDigits = typeof json === 'string' && /^-?\d{1,20}$/.test(json)
  if (!isDigits && !Number.isSafeInteger(json)) return false
  const value = BigInt(json as string | number)
  const bits = type.endsWith('64') ? 64 : 32
  const isUnsigned = type.startsWith('u') || type.startsWith('fixed')
  return (isUnsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value)) === value
}

// ——— and back

function messageFrom(
  type: ProtoMessage,
  values: Readonly<Record<string, unknown>>,
  depth: number,
): unknown {
  if (depth > DEPTH_MAX) throw new RangeError('The message nests too deeply')
  return Object.fromEntries(
    type.fieldsArray.map(field => {
      const own = values[field.name]
      const one = (value: unknown) => valueFrom(field, value, depth)
      if (own === undefined || own === null) return [field.name, null]
      if (Array.isArray(own)) return [field.name, own.map(one)]
      if (!field.map) return [field.name, one(own)]
      const entries = Object.entries(own).map(([key, each]) => [key, one(each)] as const)
      return [field.name, Object.fromEntries(entries)]
    }),
  )
}

function valueFrom({ resolvedType, type }: ProtoField, value: unknown, depth: number): unknown {
  if (resolvedType instanceof protobufjs.Type) {
    if (!isObject(value)) return null
    if (resolvedType.fullName !== TIMESTAMP) return messageFrom(resolvedType, value, depth + 1)
    const seconds = Number(value.seconds)
    if (Math.abs(seconds) > SECONDS_MAX) return null
    return momentText(seconds * 1000 + Math.floor(Number(value.nanos) / 1_000_000))
  }
  const isLarge = type.endsWith('64') && typeof value === 'string'
  return isLarge && Number.isSafeInteger(Number(value)) ? Number(value) : value
}
