// One of a few: weighted choices and entries of the lab's catalogs. Their JSON texts are made once,
// at compile time.
import {
  compileReader,
  inferType,
  isNumeric,
  STRING,
  type DataType,
  type Value,
} from '@shared/expr'
import { anyJson, jsonWriter, type JsonStyle } from '../json-text'
import { recordError } from '../problem'
import type { Random } from '../random'
import { encoded } from '../text-bytes'
import type { EventContext, Field, FieldScope } from './field'
import { rankOf, type Ranks } from './ranks'

/**
 * Values of one type with their texts. A mixture of types is text to formulas and keeps its own
 * JSON.
 */
function prepared(
  values: readonly unknown[],
  style: JsonStyle,
  scope: FieldScope,
): { readonly type: DataType; readonly values: Value[]; readonly texts: string[] } {
  const list = inferType(values)
  const type = list.kind === 'array' ? list.element : STRING
  const read = compileReader(type)
  const write = jsonWriter(type, style, scope.zone)
  const typed = values.map(v => read(v))
  // Money-like numbers print by their common type (so 10 is 10.0 in Python's hand); everything else
  // as it was written.
  const texts = values.map((v, i) =>
    typeof v === 'number' && isNumeric(type) ? write(typed[i] ?? null) : anyJson(v, style),
  )
  return { type, values: typed, texts }
}

function indexed(
  index: (context: EventContext) => number,
  values: readonly unknown[],
  scope: FieldScope,
): Field {
  const { type, values: typed, texts } = prepared(values, scope.style, scope)
  const bytes = texts.map(encoded)
  const none = encoded('null')
  return {
    type,
    value: context => typed[index(context)] ?? null,
    text: context => texts[index(context)] ?? 'null',
    put: (context, out) => out.put(bytes[index(context)] ?? none),
  }
}

export function choiceField(
  choice: readonly unknown[] | Readonly<Record<string, number>>,
  ranks: Ranks,
  scope: FieldScope,
): Field {
  if (isList(choice)) {
    const draw = rankOf(choice.length, ranks)
    return indexed(({ random }) => draw(random), choice, scope)
  }
  const entries = Object.entries(choice)
  const draw = weighted(
    entries.map(([, w]) => w),
    ranks,
    scope,
  )
  return indexed(
    ({ random }) => draw(random),
    entries.map(([v]) => v),
    scope,
  )
}

const isList = (choice: object): choice is readonly unknown[] => Array.isArray(choice)

function weighted(
  weights: readonly number[],
  ranks: Ranks,
  scope: FieldScope,
): (random: Random) => number {
  if (!weights.some(w => w > 0) || weights.some(w => !(w >= 0)))
    throw recordError('generator-weights', scope.path)
  return rankOf(weights.length, ranks, weights)
}

interface Pick extends Ranks {
  readonly pick: string
  readonly field?: string
  readonly row?: string
  readonly weight?: string
}

export function pickField(spec: Pick, scope: FieldScope): Field {
  const catalog = Object.hasOwn(scope.catalogs, spec.pick) ? scope.catalogs[spec.pick] : undefined
  if (!catalog)
    throw recordError('generator-no-catalog', scope.path, {
      name: spec.pick,
      known: Object.keys(scope.catalogs).join(', ') || '–',
    })
  if (catalog.length === 0)
    throw recordError('generator-empty-catalog', scope.path, { name: spec.pick })
  const part = (entry: unknown, field: string): unknown => {
    const value = field
      .split('.')
      .reduce<unknown>(
        (v, name) =>
          typeof v === 'object' && v !== null && Object.hasOwn(v, name)
            ? Reflect.get(v, name)
            : undefined,
        entry,
      )
    return value
  }
  const { field, weight } = spec
  const values = field === undefined ? catalog : catalog.map(entry => part(entry, field))
  if (field !== undefined && values.every(v => v === undefined))
    throw recordError('generator-no-catalog-field', scope.path, { name: spec.pick, part: field })
  const draw =
    weight !== undefined
      ? weighted(
          catalog.map(entry => Number(part(entry, weight) ?? 0)),
          spec,
          scope,
        )
      : rankOf(catalog.length, spec)
  return indexed(
    shared(`pick ${spec.pick} `, spec.row, ({ random }) => draw(random)),
    values.map(v => v ?? null),
    scope,
  )
}

/**
 * Fields with the same `row` label take the same draw within one event (or within one element of a
 * list).
 */
export function shared(
  prefix: string,
  label: string | undefined,
  draw: (context: EventContext) => number,
): (context: EventContext) => number {
  if (label === undefined) return draw
  const key = prefix + label
  return context => {
    const known = context.picks.get(key)
    if (known !== undefined) return known
    const index = draw(context)
    context.picks.set(key, index)
    return index
  }
}
