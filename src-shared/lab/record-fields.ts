// The kinds of fields of a generated record. Each kind is an object with one leading key ({ int:
// [1, 3] }, { pick: products }), described once here. Forms, checks and the generator read this
// list; the generator has one compiler for each kind (src-main/generator/fields).
import { z } from 'zod'
import { delaySchema } from './delay'
import { durationSchema } from './duration'

const probability = z.number().min(0).max(1)
const literal: z.ZodType<unknown> = z.json()
const range = z.union([z.number(), z.tuple([z.number(), z.number()])])
const intRange = z.union([z.number().int(), z.tuple([z.number().int(), z.number().int()])])
const decimals = z.number().int().min(0).max(9).optional().describe('Digits after the point')
const row = z
  .string()
  .optional()
  .describe('Fields with the same word here are taken from the same row')

const zipf = z
  .number()
  .min(0)
  .max(10)
  .optional()
  .describe('The first ones come more often: 1 is natural, 0 even')
const hotSchema = z.union([
  probability,
  z.strictObject({ share: probability, keys: z.number().int().min(1).max(100_000).optional() }),
])
export type Hot = z.infer<typeof hotSchema>
const hot = hotSchema
  .optional()
  .describe('So often the first one comes, or one of the first `keys`; the others share the rest')

/** What every kind may also say. */
const common = {
  nulls: probability.optional().describe('How often the value is null'),
  optional: probability.optional().describe('How often the field is left out'),
  hidden: z.boolean().optional().describe('Only for formulas; not written'),
}

const leafKinds = {
  value: z.strictObject({ value: literal, ...common }).describe('Always the same'),
  faker: z
    .strictObject({
      faker: z.string(),
      args: z.array(z.json()).optional(),
      locale: z.string().optional(),
      ...common,
    })
    .describe('A function of @faker-js/faker, such as person.fullName'),
  choice: z
    .strictObject({
      choice: z
        .union([z.array(literal).min(1), z.record(z.string(), z.number().min(0))])
        .describe('A list, or values with their weights'),
      zipf,
      hot,
      ...common,
    })
    .refine(
      ({ choice, zipf: exponent }) => !exponent || Array.isArray(choice),
      'lab-form-zipf-list',
    )
    .describe('One of a few values'),
  pick: z
    .strictObject({
      pick: z.string().describe('Name of a catalog'),
      field: z.string().optional().describe('One field of the entry; the whole entry when absent'),
      row,
      weight: z.string().optional().describe('Field of the entries that says how often each comes'),
      zipf,
      hot,
      ...common,
    })
    .describe('An entry of a catalog of this lab'),
  int: z
    .strictObject({ int: intRange, ...common })
    .describe('A whole number between two, both included'),
  number: z.strictObject({ number: range, decimals, ...common }).describe('A number between two'),
  normal: z
    .strictObject({
      normal: z.tuple([z.number(), z.number().min(0)]),
      decimals,
      min: z.number().optional(),
      max: z.number().optional(),
      ...common,
    })
    .describe('Around a mean, with a standard deviation'),
  lognormal: z
    .strictObject({
      lognormal: z.tuple([z.number(), z.number().min(0)]),
      decimals,
      min: z.number().optional(),
      max: z.number().optional(),
      ...common,
    })
    .describe('Many small, few large: the median and the spread of the logarithm'),
  exponential: z
    .strictObject({
      exponential: z.number().positive(),
      decimals,
      min: z.number().optional(),
      max: z.number().optional(),
      ...common,
    })
    .describe('Waiting times around a mean'),
  zipf: z
    .strictObject({ zipf: intRange, exponent: z.number().min(0).max(10).optional(), ...common })
    .describe('Whole numbers of which the first come most often'),
  boolean: z.strictObject({ boolean: probability, ...common }).describe('True so often'),
  sequence: z
    .strictObject({
      sequence: z.number().int().describe('The first number'),
      step: z.number().int().optional(),
      prefix: z.string().optional(),
      pad: z
        .number()
        .int()
        .min(0)
        .max(30)
        .optional()
        .describe('Filled with zeros to so many digits'),
      ...common,
    })
    .describe('Counts up by event'),
  pattern: z
    .strictObject({ pattern: z.string(), ...common })
    .describe('# is a digit, ? a capital letter, * either; \\ keeps the next sign'),
  formula: z
    .strictObject({ formula: z.string(), ...common })
    .describe('Computed from the fields above it'),
  ref: z
    .strictObject({
      ref: z.string().describe('Name of another record of this lab'),
      field: z.string().optional().describe('One field of it; the whole record when absent'),
      of: z
        .number()
        .int()
        .min(1)
        .max(100_000_000)
        .optional()
        .describe('How many of its first records exist (1,000 when absent)'),
      at: z.string().optional().describe('An expression for which one, from 0: event_seq div 20'),
      which: z
        .enum(['any', 'recent'])
        .optional()
        .describe('Of those that exist by then: any, or the newest'),
      after: delaySchema
        .optional()
        .describe('One that has existed for so long: a length, from and to, or around a mean'),
      miss: probability.optional().describe('How often it names a record that never comes'),
      zipf,
      hot,
      row,
      ...common,
    })
    .refine(
      ({ at, which, after, miss }) =>
        at === undefined || (which === undefined && after === undefined && miss === undefined),
      'lab-form-ref-at',
    )
    .describe("A record of another stream: orders use existing customers' ids"),
  state: z
    .strictObject({
      state: z.enum(['name', 'step']).describe('Its name, or how many came before it: 0, 1, 2'),
      ...common,
    })
    .describe("The state of the entity, of the record's `states`"),
  time: z
    .strictObject({
      time: z
        .string()
        .describe("The event's time: %d/%m/%Y %H:%M:%S, dd/MM/yyyy, iso, epoch or epochMs"),
      shift: z
        .union([durationSchema, z.tuple([durationSchema, durationSchema])])
        .optional()
        .describe('Moved by so much, or by something between'),
      zone: z.string().optional(),
      ...common,
    })
    .describe("The event's time, written in any form"),
  between: z
    .strictObject({
      between: z.tuple([z.string(), z.string()]).describe('Two dates'),
      format: z.string().optional(),
      zone: z.string().optional(),
      ...common,
    })
    .describe('A moment between two'),
  uuid: z.strictObject({ uuid: z.literal(true), ...common }).describe('A random UUID, version 4'),
  cpf: z
    .strictObject({ cpf: z.enum(['formatted', 'digits']), ...common })
    .describe('A Brazilian taxpayer number with valid check digits'),
  cnpj: z
    .strictObject({ cnpj: z.enum(['formatted', 'digits']), ...common })
    .describe('A Brazilian company number with valid check digits'),
  ssn: z
    .strictObject({ ssn: z.enum(['formatted', 'digits']), ...common })
    .describe('A US social security number of a valid range'),
} as const

interface Common {
  nulls?: number
  optional?: number
  hidden?: boolean
}
export interface ObjectField extends Common {
  object: Record<string, FieldSpec>
}
export interface ListField extends Common {
  list: FieldSpec
  length: number | [number, number]
}
type LeafField = {
  [K in keyof typeof leafKinds]: z.infer<(typeof leafKinds)[K]>
}[keyof typeof leafKinds]

const field: z.ZodType<FieldSpec> = z.lazy(() => fieldSchema)
const nestedKinds = {
  object: z
    .strictObject({ object: z.record(z.string(), field), ...common })
    .describe('A nested object'),
  list: z
    .strictObject({
      list: field,
      length: intRange.describe('How many elements, or from and to'),
      ...common,
    })
    .describe('An array'),
}

export const fieldKinds = { ...leafKinds, ...nestedKinds }
export type FieldKind = keyof typeof fieldKinds
export const fieldKindNames = Object.keys(fieldKinds).filter(
  (name): name is FieldKind => name in fieldKinds,
)

/** `nulls` and `optional` cannot lead, so the leading key names the kind. */
export type FieldObject = LeafField | ObjectField | ListField

/**
 * A field: an object of one kind; a number, boolean or null, which is itself; or a text, which is
 * one of `uuid` `cpf` `cnpj` `ssn` `boolean` `sequence` `time`, a faker function
 * (`person.fullName`), or a formula after `=`. A text that is meant as it stands is `{ value: text
 * }`.
 */
export type FieldSpec = FieldObject | string | number | boolean | null

export const bareWords = ['uuid', 'cpf', 'cnpj', 'ssn', 'boolean', 'sequence', 'time'] as const
export type BareWord = (typeof bareWords)[number]

export const isBareWord = (text: string): text is BareWord => bareWords.some(word => word === text)
export const isFakerPath = (text: string) => /^[a-z]\w*\.[a-z]\w*$/i.test(text)

/** The kind of a written object; undefined when none or several keys lead. */
export function kindOf(spec: object): FieldKind | undefined {
  const found = fieldKindNames.filter(name => Object.hasOwn(spec, name))
  // `zipf` leads by itself and modifies pick and ref; `value`-like helpers never stand beside
  // another kind.
  const leading = found.length > 1 ? found.filter(name => name !== 'zipf') : found
  return leading.length === 1 ? leading[0] : undefined
}

/** One message for the one kind that is meant, instead of the failures of all twenty. */
const fieldSchema: z.ZodType<FieldSpec> = z.unknown().superRefine((spec, context) => {
  if (spec === null || typeof spec === 'number' || typeof spec === 'boolean') return
  if (typeof spec === 'string') {
    if (!isBareWord(spec) && !isFakerPath(spec) && !spec.startsWith('=')) {
      context.addIssue({
        code: 'custom',
        message: `one of ${bareWords.join(', ')}, a faker function such as person.fullName, or a formula after =; a fixed text is { value: … }`,
      })
    }
    return
  }
  const kind = typeof spec === 'object' && !Array.isArray(spec) ? kindOf(spec) : undefined
  if (!kind) {
    context.addIssue({
      code: 'custom',
      message: `an object with one of the keys ${fieldKindNames.join(', ')}`,
    })
    return
  }
  const result = fieldKinds[kind].safeParse(spec)
  for (const issue of result.error?.issues ?? [])
    context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
}) as z.ZodType<FieldSpec>

export { fieldSchema }
