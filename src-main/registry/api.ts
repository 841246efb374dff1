// The REST API, route by route, without HTTP: what a request asks, and its answer.
// https://docs.confluent.io/platform/current/schema-registry/develop/api.html
import { SCHEMA_TYPES, textOfDescriptor } from '@main/schemas'
import { z } from 'zod'
import type { GivenSchema, Registry } from './registry'
import { badLevel, badMode, badSchema, RegistryError } from './registry-error'
import { referenceSchema } from './state'

export interface RegistryRequest {
  readonly method: string
  /** Decoded, without the empty ones. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
}

/** A change is answered when it is on disk. */
type Answer = unknown

const givenSchema = z.object({
  schema: z.string(),
  schemaType: z.string().nullish(),
  references: z.array(referenceSchema).nullish(),
})
const levelBody = z.object({ compatibility: z.string().optional() })
const modeBody = z.object({ mode: z.string().optional() })

export async function answer(registry: Registry, request: RegistryRequest): Promise<Answer> {
  const [first] = request.path
  switch (first) {
    case undefined:
      return {}
    case 'subjects':
      return subjects(registry, request)
    case 'schemas':
      return schemas(registry, request)
    case 'config':
      return config(registry, request)
    case 'mode':
      return mode(registry, request)
    case 'compatibility':
      return compatibility(registry, request)
    case 'v1':
      return request.path.join('/') === 'v1/metadata/id'
        ? { id: 'sluice', scope: { path: [], clusters: {} } }
        : notFound()
    default:
      return notFound()
  }
}

function notFound(): never {
  throw new RegistryError(404, 'HTTP 404 Not Found')
}

function notAllowed(): never {
  throw new RegistryError(405, 'HTTP 405 Method Not Allowed')
}

const isSet = ({ query }: RegistryRequest, name: string) => query.get(name) === 'true'

function schemaOf({ body }: RegistryRequest): GivenSchema {
  const parsed = givenSchema.safeParse(body)
  if (!parsed.success) throw badSchema('Empty schema')
  const { schema: given, schemaType, references } = parsed.data
  const schema = (schemaType === 'PROTOBUF' && textOfDescriptor(given)) || given
  return {
    schema,
    ...(schemaType ? { schemaType } : {}),
    ...(references ? { references } : {}),
  }
}

async function subjects(registry: Registry, request: RegistryRequest): Promise<Answer> {
  const { method, path, query } = request
  const [, subject, versions, which, part] = path
  const deleted = isSet(request, 'deleted')
  if (subject === undefined) {
    if (method !== 'GET') notAllowed()
    return registry.subjects(deleted, query.get('subjectPrefix') ?? '')
  }
  if (versions === undefined) {
    if (method === 'POST') return registry.lookUp(subject, schemaOf(request), deleted)
    if (method === 'DELETE') return registry.deleteSubject(subject, isSet(request, 'permanent'))
    return notAllowed()
  }
  if (versions !== 'versions') return notFound()
  if (which === undefined) {
    if (method === 'GET') return registry.versions(subject, deleted)
    if (method === 'POST') return { id: await registry.register(subject, schemaOf(request)) }
    return notAllowed()
  }
  if (part === undefined && method === 'DELETE')
    return registry.deleteVersion(subject, which, isSet(request, 'permanent'))
  if (method !== 'GET') return notAllowed()
  if (part === undefined) return registry.version(subject, which, deleted)
  if (part === 'schema') return new RawText(registry.version(subject, which, deleted).schema)
  return part === 'referencedby' ? registry.referencedBy(subject, which) : notFound()
}

/** Sent as it is: the schema itself, not a text that holds it. */
export class RawText {
  constructor(readonly text: string) {}
}

function schemas(registry: Registry, request: RegistryRequest): Answer {
  const { method, path } = request
  const [, kind, id, part] = path
  if (method !== 'GET') return notAllowed()
  if (kind === 'types') return SCHEMA_TYPES
  if (kind !== 'ids' || id === undefined) return notFound()
  if (!/^\d{1,10}$/.test(id)) return notFound()
  const { type, text, references } = registry.schema(Number(id))
  const uses = () => registry.uses(Number(id), isSet(request, 'deleted'))
  switch (part) {
    case undefined:
      return {
        schema: text,
        ...(type === 'AVRO' ? {} : { schemaType: type }),
        ...(references ? { references } : {}),
      }
    case 'schema':
      return new RawText(text)
    case 'versions':
      return uses()
    case 'subjects':
      return [...new Set(uses().map(({ subject }) => subject))]
    default:
      return notFound()
  }
}

async function config(registry: Registry, request: RegistryRequest): Promise<Answer> {
  const { method, path, body } = request
  const [, subject] = path
  switch (method) {
    case 'GET':
      return { compatibilityLevel: registry.level(subject, isSet(request, 'defaultToGlobal')) }
    case 'PUT': {
      const parsed = levelBody.safeParse(body)
      if (!parsed.success) throw badLevel()
      return { compatibility: await registry.setLevel(parsed.data.compatibility, subject) }
    }
    case 'DELETE':
      return { compatibilityLevel: await registry.clearLevel(subject) }
    default:
      return notAllowed()
  }
}

async function mode(registry: Registry, request: RegistryRequest): Promise<Answer> {
  const { method, path, body } = request
  const [, subject] = path
  switch (method) {
    case 'GET':
      return { mode: registry.mode(subject, isSet(request, 'defaultToGlobal')) }
    case 'PUT': {
      const parsed = modeBody.safeParse(body)
      if (!parsed.success) throw badMode()
      return { mode: await registry.setMode(parsed.data.mode, subject) }
    }
    case 'DELETE':
      return subject === undefined ? notAllowed() : { mode: await registry.clearMode(subject) }
    default:
      return notAllowed()
  }
}

function compatibility(registry: Registry, request: RegistryRequest): Answer {
  const [, kind, subject, versions, which] = request.path
  if (kind !== 'subjects' || subject === undefined || versions !== 'versions') return notFound()
  if (request.method !== 'POST') return notAllowed()
  const messages = registry.problems(subject, schemaOf(request), which)
  return {
    is_compatible: messages.length === 0,
    ...(isSet(request, 'verbose') ? { messages } : {}),
  }
}
