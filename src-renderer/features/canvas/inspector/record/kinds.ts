// What the record editor knows of each kind of field: what a fresh one is, which control its leading
// value has, and to which group of spreads it belongs. The kinds are those of the lab file.
import { isBareWord, kindOf, type FieldKind, type FieldObject, type FieldSpec } from '@shared/lab'

export type Lead =
  | 'pair'
  | 'pairOfTexts'
  | 'text'
  | 'number'
  | 'share'
  | 'catalog'
  | 'choice'
  | 'state'
  | 'nested'
  | 'none'

interface KindFacts {
  readonly lead: Lead
  readonly fresh: FieldSpec
}

export const KINDS: Readonly<Record<FieldKind, KindFacts>> = {
  uuid: { lead: 'none', fresh: 'uuid' },
  sequence: { lead: 'number', fresh: { sequence: 1 } },
  int: { lead: 'pair', fresh: { int: [1, 10] } },
  number: { lead: 'pair', fresh: { number: [0, 100], decimals: 2 } },
  normal: { lead: 'pair', fresh: { normal: [50, 10], decimals: 2 } },
  lognormal: { lead: 'pair', fresh: { lognormal: [50, 0.6], decimals: 2 } },
  exponential: { lead: 'number', fresh: { exponential: 10, decimals: 2 } },
  zipf: { lead: 'pair', fresh: { zipf: [1, 10] } },
  boolean: { lead: 'share', fresh: { boolean: 0.5 } },
  pick: { lead: 'catalog', fresh: { pick: '' } },
  choice: { lead: 'choice', fresh: { choice: ['A', 'B', 'C'] } },
  faker: { lead: 'text', fresh: 'person.fullName' },
  time: { lead: 'text', fresh: { time: 'iso' } },
  between: { lead: 'pairOfTexts', fresh: { between: ['2025-01-01', '2025-12-31'] } },
  cpf: { lead: 'none', fresh: 'cpf' },
  cnpj: { lead: 'none', fresh: 'cnpj' },
  ssn: { lead: 'none', fresh: 'ssn' },
  pattern: { lead: 'text', fresh: { pattern: '??-####' } },
  formula: { lead: 'text', fresh: '= 1' },
  ref: { lead: 'text', fresh: { ref: '' } },
  state: { lead: 'state', fresh: { state: 'name' } },
  value: { lead: 'text', fresh: { value: '' } },
  object: { lead: 'nested', fresh: { object: { name: 'person.fullName' } } },
  list: {
    lead: 'nested',
    fresh: { list: { object: { name: 'commerce.product' } }, length: [1, 3] },
  },
}

/** Kinds that differ only in how often each number comes. */
export const SPREADS = ['int', 'number', 'zipf', 'normal', 'lognormal', 'exponential'] as const
export type SpreadKind = (typeof SPREADS)[number]
export const isSpread = (kind: FieldKind): kind is SpreadKind => SPREADS.some(each => each === kind)

export function kindOfSpec(spec: FieldSpec): FieldKind {
  if (spec === null || typeof spec === 'number' || typeof spec === 'boolean') return 'value'
  if (typeof spec !== 'string') return kindOf(spec) ?? 'value'
  if (spec.startsWith('=')) return 'formula'
  return isBareWord(spec) ? spec : 'faker'
}

/** The long form of what may be written short, so that a setting can be added to it. */
export function longForm(spec: FieldSpec): FieldObject {
  if (spec === null || typeof spec === 'number' || typeof spec === 'boolean') return { value: spec }
  if (typeof spec !== 'string') return spec
  if (spec.startsWith('=')) return { formula: spec.slice(1).trim() }
  if (!isBareWord(spec)) return { faker: spec }
  if (spec === 'uuid') return { uuid: true }
  if (spec === 'boolean') return { boolean: 0.5 }
  if (spec === 'sequence') return { sequence: 1 }
  if (spec === 'time') return { time: 'iso' }
  if (spec === 'cpf') return { cpf: 'formatted' }
  return spec === 'cnpj' ? { cnpj: 'formatted' } : { ssn: 'formatted' }
}

/** The value behind the key that names the kind. */
export function leadOf(spec: FieldSpec): unknown {
  const long: Readonly<Record<string, unknown>> = { ...longForm(spec) }
  return long[kindOfSpec(spec)]
}

/** The two ends as they are written, or as a single number means them. */
export function pairOf(spec: FieldSpec): readonly unknown[] {
  const lead = leadOf(spec)
  if (Array.isArray(lead)) return lead
  return kindOfSpec(spec) === 'zipf' ? [1, lead] : [lead, lead]
}

/** The field as another kind. It keeps what every kind may say, and numbers keep their range. */
export function asKind(kind: FieldKind, spec: FieldSpec): FieldSpec {
  const isNumber = isSpread(kind) && isSpread(kindOfSpec(spec))
  return withTraits(isNumber ? asSpread(kind, spec) : KINDS[kind].fresh, spec)
}

export function withTraits(spec: FieldSpec, of: FieldSpec): FieldSpec {
  const { nulls, optional, hidden } = longForm(of)
  const traits = {
    ...(nulls === undefined ? {} : { nulls }),
    ...(optional === undefined ? {} : { optional }),
    ...(hidden === undefined ? {} : { hidden }),
  }
  return Object.keys(traits).length === 0 ? spec : { ...longForm(spec), ...traits }
}

/** As well as it can. */
function asSpread(kind: SpreadKind, spec: FieldSpec): FieldSpec {
  const was = kindOfSpec(spec)
  const [a, b] = was === 'exponential' ? [0, Number(leadOf(spec)) * 2] : pairOf(spec).map(Number)
  const [low, high] = rangeOf(was, a ?? 0, b ?? 1)
  const long: Readonly<Record<string, unknown>> = { ...longForm(spec) }
  const decimals =
    typeof long['decimals'] === 'number'
      ? long['decimals']
      : was === 'int' || was === 'zipf'
        ? 0
        : 2
  const mid = round((low + high) / 2)
  if (kind === 'int') return { int: [Math.round(low), Math.round(high)] }
  if (kind === 'zipf') return { zipf: [Math.round(low), Math.round(high)] }
  if (kind === 'number') return { number: [low, high], decimals }
  if (kind === 'normal')
    return { normal: [mid, round((high - low) / 6)], decimals, min: low, max: high }
  if (kind === 'lognormal') return { lognormal: [Math.max(mid, 0.01), 0.6], decimals }
  return { exponential: Math.max(mid, 0.01), decimals }
}

const round = (value: number) => Math.round(value * 100) / 100

function rangeOf(kind: FieldKind, a: number, b: number): readonly [number, number] {
  if (kind === 'normal') return [round(a - 3 * b), round(a + 3 * b)]
  if (kind === 'lognormal') return [0, round(2 * a)]
  return [a, b]
}
