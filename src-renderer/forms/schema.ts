// Reads from the JSON Schema of a setting which control it needs, with which choices and limits. A
// setting that fits no control is edited as YAML, so that every setting can be reached.
import { commonWord, describedWord, hintWord } from './words'

export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
  readonly title?: string
  readonly format?: string
  readonly writeOnly?: boolean
  /** Values that a form offers beside any other. */
  readonly examples?: readonly unknown[]
  /** Another setting that this one's form edits too. */
  readonly beside?: string
}

export type Control =
  | 'text'
  | 'pem'
  | 'schema'
  | 'lines'
  | 'secret'
  | 'whole'
  | 'number'
  | 'switch'
  | 'choice'
  | 'list'
  | 'map'
  | 'group'
  | 'rate'
  | 'named'
  | 'length'
  | 'window'
  | 'trigger'
  | 'types'
  | 'states'
  | 'timer'
  | 'shares'
  | 'data-file'
  | 'entries'
  | 'yaml'

/** Settings whose value names a part of the lab: the form offers those names. */
export const NAMED: Readonly<Record<string, 'connection' | 'record'>> = {
  connection: 'connection',
  registry: 'connection',
  login: 'connection',
  record: 'record',
}

const isText = (schema: JsonSchema | undefined) =>
  schema?.type === 'string' && schema.enum === undefined
const LIMIT = 2 ** 53 - 1
/** Formats that have a form of their own. */
const OWN_FORMS = [
  'pem',
  'schema',
  'lines',
  'window',
  'trigger',
  'types',
  'states',
  'timer',
  'shares',
  'data-file',
] as const

/** The choices of an enum, or of a union of constants. */
export function choicesOf(schema: JsonSchema): readonly string[] | undefined {
  const list = schema.enum ?? (schema.anyOf ?? schema.oneOf)?.map(each => each.const)
  return list !== undefined && list.length > 0 && list.every(each => typeof each === 'string')
    ? list
    : undefined
}

export function controlOf(name: string, schema: JsonSchema): Control {
  if (NAMED[name] !== undefined && (isText(schema) || schema.type === undefined)) return 'named'
  if (name === 'rate' && schema.type !== 'object') return 'rate'
  if (choicesOf(schema) !== undefined) return 'choice'
  if (schema.type === 'boolean') return 'switch'
  if (schema.type === 'integer') return 'whole'
  if (schema.type === 'number') return 'number'
  if (schema.format === 'duration') return 'length'
  const own = OWN_FORMS.find(format => format === schema.format)
  if (own !== undefined) return own
  if (schema.type === 'string')
    return schema.writeOnly === true || schema.format === 'password' ? 'secret' : 'text'
  if (schema.type === 'array' && (isText(schema.items) || schema.items?.type === 'integer'))
    return 'list'
  if (schema.type === 'object') {
    if (schema.properties !== undefined) return 'group'
    const each = schema.additionalProperties
    if (typeof each !== 'object') return 'yaml'
    return each.type === 'string' ? 'map' : each.properties !== undefined ? 'entries' : 'yaml'
  }
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) {
    if (
      options.some(option => option.type === 'array' && isText(option.items)) &&
      options.some(isText) &&
      options.length === 2
    )
      return 'list'
    if (
      options.every(
        option => option.type === 'string' || option.type === 'number' || option.type === 'integer',
      )
    )
      return 'text'
  }
  return 'yaml'
}

export interface Setting {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly schema: JsonSchema
  readonly control: Control
  readonly required: boolean
}

export function settingsOf(schema: JsonSchema): Setting[] {
  const all = Object.entries(schema.properties ?? {})
  const edited = new Set(all.map(([, { beside }]) => beside))
  const shown = all.filter(([name]) => !edited.has(name))
  return shown.map(([name, each]) => ({
    name,
    label: each.title ?? commonWord(name),
    hint: hintWord(name) ?? describedWord(each.description),
    schema: each,
    control: controlOf(name, each),
    required: schema.required?.includes(name) === true && each.default === undefined,
  }))
}

/** Limits that the schema sets. Where it sets none, zod writes the ends of the safe integers. */
export function limitsOf(schema: JsonSchema): { readonly min?: number; readonly max?: number } {
  const min = schema.minimum !== undefined && schema.minimum > -LIMIT ? schema.minimum : undefined
  const max = schema.maximum !== undefined && schema.maximum < LIMIT ? schema.maximum : undefined
  return { min, max }
}
