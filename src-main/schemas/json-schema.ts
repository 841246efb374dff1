// A JSON Schema as our own: records are JSON texts behind the header, as Confluent's serializers write
// them. ajv checks what is written (drafts 6, 7, 2019-09 and 2020-12, by `$schema`; 7 without it). What is
// read is not checked, as theirs do not by default: the types of the fields decide then. A schema comes
// from outside, so its patterns run in linear time, and one value may follow so many references.
import { regexTest } from '@shared/expr'
import { jsonProblems } from './json-compatible'
import { ajvOf, type Ajv, type AjvError, type AjvOptions, type Validate } from './library'
import { invalidSchema, isObject, Misfit, type ParsedSchema, type ReferencedText } from './schema'
import { Steps, type StepBudget } from './steps'

/** A schema that leads back into itself twice could take for ever over a small value. */
const REFERENCES_MAX = 100_000
const STEP = 'sluice-step'

export class JsonSchema implements ParsedSchema {
  readonly identity: string
  private validate: Validate | undefined
  private left = 0
  /** Of the files that are referred to: parsed once, however often they are. */
  private readonly roots = new Map<string, unknown>()

  constructor(
    readonly root: unknown,
    private readonly references: readonly ReferencedText[],
  ) {
    this.identity = JSON.stringify([inOrder(root), references.map(({ text }) => text)])
  }

  encode(json: unknown): Buffer {
    this.validate ??= this.compiled()
    this.left = REFERENCES_MAX
    const { validate } = this
    if (!fits(validate, json)) throw misfit(validate.errors?.[0], json)
    return Buffer.from(JSON.stringify(json))
  }

  decode(bytes: Buffer): unknown {
    return JSON.parse(bytes.toString('utf8'))
  }

  readingProblems(writer: ParsedSchema, budget?: StepBudget): string[] {
    return writer instanceof JsonSchema
      ? jsonProblems(this, writer, new Steps(budget))
      : ['The schemas are of two types']
  }

  /** The schema that a `$ref` means; undefined where it leads nowhere. */
  refersTo(ref: string, from: unknown): { root: unknown; schema: unknown } | undefined {
    const [file = '', pointer = ''] = ref.split('#')
    const root = file === '' ? from : this.rootOf(file)
    const schema = root === undefined ? undefined : pointed(root, pointer)
    return schema === undefined ? undefined : { root, schema }
  }

  private rootOf(file: string): unknown {
    const text = this.references.find(({ name }) => name === file)?.text
    if (text !== undefined && !this.roots.has(file)) this.roots.set(file, JSON.parse(text))
    return this.roots.get(file)
  }

  private compiled(): Validate {
    const ajv = checker(this.root, () => {
      this.left -= 1
      if (this.left < 0) throw new Misfit('', 'fewer references', undefined)
      return true
    })
    try {
      for (const { name } of this.references) ajv.addSchema(prepared(this.rootOf(name)), name)
      return ajv.compile(prepared(this.root))
    } catch (error) {
      throw invalidSchema('JSON', error)
    }
  }
}

export function parseJsonSchema(
  text: string,
  references: readonly ReferencedText[] = [],
): ParsedSchema {
  try {
    const root: unknown = JSON.parse(text)
    if (typeof root !== 'object' && typeof root !== 'boolean')
      throw new Error('It is not an object')
    // ajv would answer later, by a promise that nobody waits for.
    if (isObject(root) && '$async' in root) throw new Error('$async is not JSON Schema')
    const ajv = checker(root, () => true)
    if (ajv.validateSchema(prepared(root)) !== true) throw new Error(ajv.errorsText(ajv.errors))
    const schema = new JsonSchema(root, references)
    const lost = refsIn(root).find(ref => !isAddress(ref) && !schema.refersTo(ref, root))
    if (lost !== undefined) throw new Error(`$ref ${lost} leads nowhere`)
    return schema
  } catch (error) {
    throw invalidSchema('JSON', error)
  }
}

/** With an id, an anchor or an address ajv finds it, or says that it does not. */
const isAddress = (ref: string) => /^[a-z][a-z0-9+.-]*:/i.test(ref) || /#[^/]/.test(ref)

function checker(root: unknown, step: () => boolean): Ajv {
  const options: AjvOptions = {
    strict: false,
    validateFormats: false,
    logger: false,
    inlineRefs: false,
    verbose: true,
    code: { regExp: linear },
  }
  const ajv = ajvOf(draftOf(root), options)
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', validate: areUnique })
  ajv.addKeyword({ keyword: STEP, validate: step })
  return ajv
}

function draftOf(root: unknown): '7' | '2019' | '2020' {
  const named = isObject(root) ? root.$schema : undefined
  if (typeof named !== 'string') return '7'
  if (named.includes('2020-12')) return '2020'
  if (named.includes('2019-09')) return '2019'
  if (/draft-0[67]/.test(named)) return '7'
  throw new Error(`${named} is not a draft that can be checked: use draft-07, 2019-09 or 2020-12`)
}

/** Each reference counts as a step. ajv does not know draft 6, to which 7 only adds. */
const prepared = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === '$schema' && typeof value === 'string') return value.replace('draft-06', 'draft-07')
    return isObject(value) && typeof value.$ref === 'string' ? { ...value, [STEP]: true } : value
  })

const linear = Object.assign(
  (pattern: string) => {
    const test = regexTest(pattern)
    if (!test) throw new Error(`The pattern ${pattern} cannot be checked in bounded time`)
    return { test }
  },
  { code: '' },
)

/** Its own way compares each item with each other one. */
const areUnique = (isWanted: unknown, items: readonly unknown[]) =>
  isWanted !== true ||
  new Set(items.map(each => JSON.stringify(inOrder(each)))).size === items.length

function fits(validate: Validate, json: unknown): boolean {
  try {
    return validate(json)
  } catch (error) {
    // A value or a schema that leads into itself too deeply.
    if (error instanceof RangeError) throw new Misfit('', 'less depth', json)
    throw error
  }
}

function misfit(error: AjvError | undefined, json: unknown): Misfit {
  if (!error) return new Misfit('', 'value', json)
  const path = error.instancePath
    .slice(1)
    .split('/')
    .map(part => (/^\d+$/.test(part) ? `[${part}]` : part))
    .join('.')
    .replaceAll('.[', '[')
  const expected = (error.message ?? error.keyword)
    .replace(/^must NOT have/, 'no')
    .replace(/^must (be |have |match )?/, '')
  return new Misfit(path, expected, error.data)
}

/** The same text for two schemas that differ in the order of their keys. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)]),
  )
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isObject(value)) return []
  const own = typeof value.$ref === 'string' ? [value.$ref] : []
  return [...own, ...Object.values(value).flatMap(refsIn)]
}

/** JSON Pointer, RFC 6901. */
function pointed(root: unknown, pointer: string): unknown {
  let at = root
  for (const part of pointer.split('/').slice(1)) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(at)) at = at[Number(name)]
    else at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined
  }
  return at
}
