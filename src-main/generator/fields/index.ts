// From a field as written to a compiled field: one line for each kind of
// src-shared/lab/record-fields.ts.
import { array, BOOLEAN, compileReader, inferType, LONG, STRING, type Value } from '@shared/expr'
import {
  isBareWord,
  isFakerPath,
  type BareWord,
  type FieldObject,
  type FieldSpec,
} from '@shared/lab'
import { cnpj, cpf, putCpf, putSsn, putUuid, ssn, uuid } from '../documents'
import { anyJson, jsonWriter } from '../json-text'
import { recordError } from '../problem'
import type { Random } from '../random'
import { encoded, type TextBytes } from '../text-bytes'
import { choiceField, pickField } from './choices'
import { fromValue, putOf, type EventContext, type Field, type FieldScope } from './field'
import { formulaField } from './formula'
import { formulaOf } from './names'
import { intField, numberField, sequenceField, shapedField, zipfField } from './numbers'
import { objectField } from './object'
import { referenceField } from './reference'
import { betweenField, timeField } from './times'

export function compileField(spec: FieldSpec, scope: FieldScope, kept: ReadonlySet<string>): Field {
  if (spec === null || typeof spec === 'number' || typeof spec === 'boolean')
    return constantField(spec, scope)
  if (typeof spec === 'string') return shortField(spec, scope)
  return objectKind(spec, scope, kept)
}

function shortField(text: string, scope: FieldScope): Field {
  const formula = formulaOf(text)
  if (formula !== undefined) return formulaField(formula, scope)
  if (isBareWord(text)) return bareField(text, scope)
  if (isFakerPath(text)) return fakerField(text, [], scope.locale, scope)
  throw recordError('generator-unknown-field', scope.path, { found: text })
}

function bareField(word: BareWord, scope: FieldScope): Field {
  switch (word) {
    case 'uuid':
      return plainText(uuid, putUuid)
    case 'cpf':
      return cpfField(true)
    case 'cnpj':
      return plainText(random => cnpj(random, true))
    case 'ssn':
      return ssnField(true)
    case 'boolean':
      return booleanField(0.5)
    case 'sequence':
      return sequenceField(1, 1, undefined, 0, scope)
    case 'time':
      return timeField('iso', undefined, undefined, scope)
  }
}

function objectKind(spec: FieldObject, scope: FieldScope, kept: ReadonlySet<string>): Field {
  if ('object' in spec) return objectField(spec.object, scope, kept, compileField)
  if ('list' in spec) return listField(spec.list, spec.length, scope, kept)
  if ('pick' in spec) return pickField(spec, scope)
  if ('ref' in spec) return referenceField(spec, scope)
  if ('value' in spec) return constantField(spec.value, scope)
  if ('faker' in spec)
    return fakerField(spec.faker, spec.args ?? [], spec.locale ?? scope.locale, scope)
  if ('choice' in spec) return choiceField(spec.choice, spec, scope)
  if ('int' in spec) return intField(spec.int, scope)
  if ('number' in spec) return numberField(spec.number, spec.decimals, scope)
  if ('normal' in spec) {
    const [mean, deviation] = spec.normal
    return shapedField(random => mean + deviation * random.normal(), spec, scope)
  }
  if ('lognormal' in spec) {
    const [median, sigma] = spec.lognormal
    return shapedField(random => median * Math.exp(sigma * random.normal()), spec, scope)
  }
  if ('exponential' in spec)
    return shapedField(random => -Math.log(1 - random.real()) * spec.exponential, spec, scope)
  if ('zipf' in spec) return zipfField(spec.zipf, spec.exponent ?? 1, scope)
  if ('boolean' in spec) return booleanField(spec.boolean)
  if ('sequence' in spec)
    return sequenceField(spec.sequence, spec.step ?? 1, spec.prefix, spec.pad ?? 0, scope)
  if ('pattern' in spec) return patternField(spec.pattern, scope)
  if ('formula' in spec) return formulaField(spec.formula, scope)
  if ('state' in spec) return stateField(spec.state, scope)
  if ('time' in spec) return timeField(spec.time, spec.shift, spec.zone, scope)
  if ('between' in spec) return betweenField(spec.between, spec.format, spec.zone, scope)
  if ('cpf' in spec) return cpfField(spec.cpf === 'formatted')
  if ('cnpj' in spec) return plainText(random => cnpj(random, spec.cnpj === 'formatted'))
  if ('ssn' in spec) return ssnField(spec.ssn === 'formatted')
  return plainText(uuid, putUuid)
}

/** Texts that need no escaping in JSON. */
function plainText(
  draw: (random: Random) => string,
  put?: (random: Random, out: TextBytes) => void,
): Field {
  const field: Field = {
    type: STRING,
    value: ({ random }) => draw(random),
    text: ({ random }) => `"${draw(random)}"`,
  }
  if (!put) return field
  return {
    ...field,
    put: ({ random }, out) => {
      out.byte(QUOTE)
      put(random, out)
      out.byte(QUOTE)
    },
  }
}

const QUOTE = 0x22

const cpfField = (formatted: boolean) =>
  plainText(
    random => cpf(random, formatted),
    (random, out) => putCpf(random, formatted, out),
  )

const ssnField = (formatted: boolean) =>
  plainText(
    random => ssn(random, formatted),
    (random, out) => putSsn(random, formatted, out),
  )

function constantField(value: unknown, scope: FieldScope): Field {
  const type = inferType(value)
  const typed = compileReader(type)(value)
  const text = anyJson(value, scope.style)
  const bytes = encoded(text)
  return { type, value: () => typed, text: () => text, put: (_, out) => out.put(bytes) }
}

function stateField(what: 'name' | 'step', scope: FieldScope): Field {
  const { states, style } = scope
  if (states.length === 0) throw recordError('generator-no-states', scope.path)
  if (what === 'step') return { type: LONG, value: ({ step }) => step, text: c => String(c.step) }
  const texts = states.map(name => style.text(name))
  const bytes = texts.map(encoded)
  const none = encoded('null')
  return {
    type: STRING,
    value: ({ state }) => states[state] ?? null,
    text: ({ state }) => texts[state] ?? 'null',
    put: ({ state }, out) => out.put(bytes[state] ?? none),
  }
}

function booleanField(share: number): Field {
  return {
    type: BOOLEAN,
    value: ({ random }) => random.unit() < share,
    text: ({ random }) => (random.unit() < share ? 'true' : 'false'),
  }
}

function fakerField(
  path: string,
  args: readonly unknown[],
  locale: string,
  scope: FieldScope,
): Field {
  const { type, call } = scope.faker(path, args, locale, scope.path)
  const read = compileReader(type)
  const draw = ({ random, timeMs }: EventContext) => call(args, random, timeMs)
  const value = (context: EventContext) => {
    const made = draw(context)
    return read(made instanceof Date ? made.toISOString() : made)
  }
  if (type.kind === 'double')
    return fromValue(type, value, jsonWriter(type, scope.style, scope.zone))
  return { type, value, text: context => anyJson(draw(context), scope.style) }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const BOTH = `${LETTERS}0123456789`

function patternField(pattern: string, scope: FieldScope): Field {
  const parts: ((random: Random) => string)[] = []
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const ch = characters[i] ?? ''
    const literal = ch === '\\' ? (characters[++i] ?? '') : ch
    if (ch === '#') parts.push(random => String(random.below(10)))
    else if (ch === '?') parts.push(random => LETTERS.charAt(random.below(26)))
    else if (ch === '*') parts.push(random => BOTH.charAt(random.below(36)))
    else parts.push(() => literal)
  }
  const draw = ({ random }: EventContext) => {
    let text = ''
    for (const part of parts) text += part(random)
    return text
  }
  return { type: STRING, value: draw, text: context => scope.style.text(draw(context)) }
}

const OPEN = 0x5b
const CLOSE = 0x5d
const ignore = () => {}
const LIST_MAX = 10_000 // elements of one record: a longer list is not a record any more

function listField(
  item: FieldSpec,
  length: number | readonly [number, number],
  scope: FieldScope,
  kept: ReadonlySet<string>,
): Field {
  const [low, high] = typeof length === 'number' ? [length, length] : length
  if (low > high || low < 0 || high > LIST_MAX)
    throw recordError('generator-range', scope.path, { low, high })
  const element = compileField(item, { ...scope, path: `${scope.path}[]` }, kept)
  const { comma } = scope.style
  const between = encoded(comma)
  const put = putOf(element)
  const each = <T>(
    context: EventContext,
    make: (context: EventContext) => T,
    take: (made: T) => void,
  ) => {
    const count = low === high ? low : context.random.between(low, high)
    const { picks } = context
    // Rows are shared within an element, not between elements nor with what stands around the list.
    const outside = picks.size > 0 ? [...picks] : undefined
    for (let i = 0; i < count; i++) {
      if (picks.size > 0) picks.clear()
      take(make(context))
    }
    if (picks.size > 0) picks.clear()
    if (outside) for (const [label, index] of outside) picks.set(label, index)
  }
  return {
    type: array(element.type),
    value: context => {
      const items: Value[] = []
      each(context, element.value, made => void items.push(made))
      return items
    },
    text: context => {
      let text = '['
      each(context, element.text, made => {
        text += text === '[' ? made : comma + made
      })
      return text + ']'
    },
    put: (context, out) => {
      out.byte(OPEN)
      const before = out.at
      const one = () => {
        if (out.at !== before) out.put(between)
        put(context, out)
      }
      each(context, one, ignore)
      out.byte(CLOSE)
    },
  }
}
