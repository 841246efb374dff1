// Whether what one JSON Schema allows is allowed by another: Confluent's rules, under their names. A
// content model is open when an object may have other properties than those that are named: then one of
// them may come to mean something else, so a new property is a problem, and in a closed one it is not.
// https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/serdes-json.html#json-schema-compatibility-rules
import { limits, values } from './json-limits'
import { isObject } from './schema'
import { TOO_MUCH, TooMuch, type Steps } from './steps'

interface Document {
  readonly root: unknown
  refersTo(ref: string, from: unknown): { root: unknown; schema: unknown } | undefined
}
/** A schema at its place: references in it are as of this root. */
interface Place {
  readonly of: Document
  readonly root: unknown
  readonly schema: unknown
}
type Schema = Readonly<Record<string, unknown>>

/** No two files lead further into each other. */
const DEPTH_MAX = 64
const PROBLEMS_MAX = 100
/** A name of a property may be as long as its schema. */
const PROBLEM_CHARS_MAX = 1000
/** Of a reference: to follow a long one takes as long as some steps. */
const STEP_CHARS = 100

export function jsonProblems(reader: Document, writer: Document, steps: Steps): string[] {
  const start = (of: Document): Place => ({ of, root: of.root, schema: of.root })
  const seen = { pairs: new Set<string>(), steps }
  try {
    return compared(start(reader), start(writer), '#', seen)
      .slice(0, PROBLEMS_MAX)
      .map(problem => problem.slice(0, PROBLEM_CHARS_MAX))
  } catch (error) {
    if (!(error instanceof TooMuch) && !(error instanceof RangeError)) throw error
    return [TOO_MUCH]
  }
}

/** The pairs on the way to here, and what is left for all ways. */
interface Seen {
  readonly pairs: ReadonlySet<string>
  readonly steps: Steps
}

function compared(givenNow: Place, givenOld: Place, path: string, seen: Seen): string[] {
  const { pairs, steps } = seen
  const [now, old] = [resolved(givenNow, steps), resolved(givenOld, steps)]
  if (isAnything(now.schema)) return []
  if (isAnything(old.schema)) return [`TYPE_NARROWED: ${path}`]
  if (old.schema === false) return []
  if (now.schema === false) return [`TYPE_CHANGED: ${path}`]
  if (pairs.size > DEPTH_MAX) throw new TooMuch()
  const pair = `${steps.idOf(now.schema)} ${steps.idOf(old.schema)}`
  if (pairs.has(pair)) return []
  const within = { pairs: new Set([...pairs, pair]), steps }
  const [choices, before] = [choicesOf(now, steps), choicesOf(old, steps)]
  if (choices.length === 1 && before.length === 1)
    return plain(choices[0] ?? now, before[0] ?? old, path, within)
  const lost = before.filter(
    each => !choices.some(choice => plain(choice, each, path, within).length === 0),
  )
  if (lost.length === 0) return []
  // With as many choices as before the first difference says more.
  const [first] = lost
  const alike = first && choices.find(choice => isSameType(choice, first))
  if (first && alike) return plain(alike, first, path, within)
  return [`${before.length > 1 ? 'SUM_TYPE_NARROWED' : 'TYPE_NARROWED'}: ${path}`]
}

function resolved(place: Place, steps: Steps): Place {
  let at = place
  for (let i = 0; i < DEPTH_MAX; i++) {
    const ref = isObject(at.schema) ? at.schema.$ref : undefined
    if (typeof ref !== 'string') return at
    steps.take(1 + ref.length / STEP_CHARS)
    const found = at.of.refersTo(ref, at.root)
    if (!found) return { ...at, schema: true }
    at = { ...at, ...found }
  }
  return { ...at, schema: true }
}

const ABOUT = new Set(['$schema', '$id', 'id', '$comment', 'title', 'description', 'default'])
const isAnything = (schema: unknown) =>
  schema === true || (isObject(schema) && Object.keys(schema).every(key => ABOUT.has(key)))

/** `oneOf`, `anyOf` and several types are a choice; one that leads into itself adds nothing. */
function choicesOf(place: Place, steps: Steps, depth = 0): Place[] {
  if (depth > DEPTH_MAX) return []
  if (!isObject(place.schema)) return [place]
  const { oneOf, anyOf, type, ...rest } = place.schema
  const some = Array.isArray(oneOf) ? oneOf : anyOf
  if (Array.isArray(some))
    return some.flatMap(schema => {
      steps.take(1 + Object.keys(rest).length)
      const choice = resolved({ ...place, schema: joined(rest, type, schema) }, steps)
      return choicesOf(choice, steps, depth + 1)
    })
  if (Array.isArray(type)) return type.map(each => ({ ...place, schema: { ...rest, type: each } }))
  return [place]
}

/** What is beside a choice holds for each part of it. */
const joined = (rest: Schema, type: unknown, schema: unknown): unknown =>
  isObject(schema) && typeof schema.$ref !== 'string'
    ? { ...rest, ...(type === undefined ? {} : { type }), ...schema }
    : schema

function isSameType(a: Place, b: Place): boolean {
  return isObject(a.schema) && isObject(b.schema) && typeOf(a.schema) === typeOf(b.schema)
}

function typeOf({ type, properties, items, enum: values, const: value }: Schema): unknown {
  if (type !== undefined) return type
  if (properties !== undefined) return 'object'
  if (items !== undefined) return 'array'
  return values === undefined && value === undefined ? undefined : 'enum'
}

function plain(now: Place, old: Place, path: string, seen: Seen): string[] {
  const [a, b] = [now.schema, old.schema]
  if (!isObject(a) || !isObject(b)) return compared(now, old, path, seen)
  seen.steps.take(sizeOf(a) + sizeOf(b))
  const [type, before] = [typeOf(a), typeOf(b)]
  if (type !== before && type !== undefined && !(type === 'number' && before === 'integer')) {
    const isNarrowed = before === undefined || (type === 'integer' && before === 'number')
    return [`${isNarrowed ? 'TYPE_NARROWED' : 'TYPE_CHANGED'}: ${path}`]
  }
  return [
    ...limits(a, b).map(what => `${what}: ${path}`),
    ...values(a, b).map(what => `${what}: ${path}`),
    ...all(now, old, path, seen),
    ...not(now, old, path, seen),
    ...objects(now, old, path, seen),
    ...arrays(now, old, path, seen),
  ]
}

/** Of its own parts, without theirs: so many are looked through. */
const sizeOf = (schema: Schema): number =>
  Object.values(schema).reduce<number>((sum, part) => {
    if (Array.isArray(part)) return sum + part.length
    return sum + (isObject(part) ? Object.keys(part).length : 1)
  }, 1)

function all(now: Place, old: Place, path: string, seen: Seen): string[] {
  const [wanted, before] = [partsOf(now), partsOf(old)]
  return wanted.flatMap(part =>
    before.some(each => compared(part, each, path, seen).length === 0)
      ? []
      : [`PRODUCT_TYPE_EXTENDED: ${path}`],
  )
}

const partsOf = (place: Place): Place[] =>
  isObject(place.schema) && Array.isArray(place.schema.allOf)
    ? place.schema.allOf.map(schema => ({ ...place, schema }))
    : []

function not(now: Place, old: Place, path: string, seen: Seen): string[] {
  const [refused, before] = [under(now, 'not'), under(old, 'not')]
  if (!refused) return []
  // What is refused may only become less.
  const isLess = before !== undefined && compared(before, refused, path, seen).length === 0
  return isLess ? [] : [`NOT_TYPE_EXTENDED: ${path}`]
}

function under(place: Place, name: string): Place | undefined {
  const schema = isObject(place.schema) ? place.schema[name] : undefined
  return schema === undefined ? undefined : { ...place, schema }
}

// ——— objects

function objects(now: Place, old: Place, path: string, seen: Seen): string[] {
  const [fields, before] = [fieldsOf(now), fieldsOf(old)]
  const problems: string[] = []
  for (const [name, field] of before) {
    const same = fields.get(name)
    const place = `${path}/properties/${name}`
    if (same) problems.push(...compared(same, field, place, seen))
    else problems.push(...removed(now, name, field, place, seen))
  }
  const required = namesIn(now, 'required')
  const requiredBefore = namesIn(old, 'required')
  for (const [name, field] of fields) {
    const place = `${path}/properties/${name}`
    if (!before.has(name))
      problems.push(...added(old, name, field, place, required.has(name), seen))
    else if (required.has(name) && !requiredBefore.has(name) && !hasDefault(field))
      problems.push(`REQUIRED_ATTRIBUTE_ADDED: ${place}`)
  }
  for (const name of required)
    if (!fields.has(name) && !requiredBefore.has(name))
      problems.push(`REQUIRED_ATTRIBUTE_ADDED: ${path}/required/${name}`)
  return [...problems, ...others(now, old, path, seen)]
}

function removed(now: Place, name: string, field: Place, path: string, seen: Seen): string[] {
  if (field.schema === false) return []
  const rest = restOf(now, name, seen)
  if (isAnything(rest.schema)) return []
  if (rest.schema === false) return [`PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL: ${path}`]
  return compared(rest, field, path, seen).length === 0
    ? []
    : [`PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: ${path}`]
}

function added(
  old: Place,
  name: string,
  field: Place,
  path: string,
  isRequired: boolean,
  seen: Seen,
): string[] {
  const rest = restOf(old, name, seen)
  if (isAnything(rest.schema))
    return isAnything(resolved(field, seen.steps).schema) && !isRequired
      ? []
      : [`PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL: ${path}`]
  if (rest.schema === false)
    return isRequired && !hasDefault(field)
      ? [`REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL: ${path}`]
      : []
  return compared(field, rest, path, seen).length === 0
    ? []
    : [`PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: ${path}`]
}

/** What holds for a property that is not named. */
function restOf(place: Place, name: string, { steps }: Seen): Place {
  const { patternProperties, additionalProperties = true } = isObject(place.schema)
    ? place.schema
    : {}
  // Ours is the plain case: a name that a pattern begins with. Others are taken as not covered.
  const patterns = Object.entries(isObject(patternProperties) ? patternProperties : {})
  steps.take(patterns.length)
  const pattern = patterns.find(([key]) => /^\^\w+$/.test(key) && name.startsWith(key.slice(1)))
  return { ...place, schema: pattern ? pattern[1] : additionalProperties }
}

function others(now: Place, old: Place, path: string, seen: Seen): string[] {
  const [a, b] = [now, old].map(place => restOf(place, '', seen))
  if (!a || !b || isAnything(a.schema) || b.schema === false) return []
  if (a.schema === false) return [`ADDITIONAL_PROPERTIES_REMOVED: ${path}`]
  const isNarrowed = isAnything(b.schema) || compared(a, b, path, seen).length > 0
  return isNarrowed ? [`ADDITIONAL_PROPERTIES_NARROWED: ${path}`] : []
}

function fieldsOf(place: Place): ReadonlyMap<string, Place> {
  const fields = isObject(place.schema) ? place.schema.properties : undefined
  return new Map(
    Object.entries(isObject(fields) ? fields : {}).map(([name, schema]) => [
      name,
      { ...place, schema },
    ]),
  )
}

function namesIn(place: Place, key: string): ReadonlySet<string> {
  const names = isObject(place.schema) ? place.schema[key] : undefined
  return new Set(Array.isArray(names) ? names.filter(name => typeof name === 'string') : [])
}

const hasDefault = ({ schema }: Place) => isObject(schema) && 'default' in schema

// ——— arrays

function arrays(now: Place, old: Place, path: string, seen: Seen): string[] {
  const [items, before] = [itemsOf(now), itemsOf(old)]
  const longest = Math.max(items.first.length, before.first.length)
  const problems = Array.from({ length: longest }, (_, at) => {
    const [a, b] = [items.first[at] ?? items.rest, before.first[at] ?? before.rest]
    return compared(a, b, `${path}/items/${at}`, seen)
  }).flat()
  return [...problems, ...compared(items.rest, before.rest, `${path}/items`, seen)]
}

/** A list's first items by their places, and all others. */
function itemsOf(place: Place): { first: Place[]; rest: Place } {
  const { items, prefixItems, additionalItems } = isObject(place.schema) ? place.schema : {}
  const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : []
  const rest = Array.isArray(items) ? additionalItems : items
  return {
    first: first.map(schema => ({ ...place, schema })),
    rest: { ...place, schema: rest ?? true },
  }
}
