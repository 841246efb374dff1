// Numbers: uniform, normal, lognormal, exponential, zipf, sequence. With `decimals` they are exact
// decimals of that many digits.
import { Decimal, decimal, DOUBLE, INT, LONG, STRING, type DataType } from '@shared/expr'
import type { JsonStyle } from '../json-text'
import { recordError } from '../problem'
import { zipfIndex, type Random } from '../random'
import { encoded } from '../text-bytes'
import type { Field, FieldScope } from './field'

type Range = number | readonly [number, number]

function bounds(range: Range, scope: FieldScope): readonly [number, number] {
  const [low, high] = typeof range === 'number' ? [range, range] : range
  if (low > high) throw recordError('generator-range', scope.path, { low, high })
  return [low, high]
}

const integerType = (low: number, high: number): DataType =>
  low >= -2147483648 && high <= 2147483647 ? INT : LONG

/** So many texts of numbers are worth making beforehand. */
const TEXTS_MAX = 5000
const none = encoded('')
const MINUS = 0x2d

export function intField(range: Range, scope: FieldScope): Field {
  const [low, high] = bounds(range, scope)
  const draw = ({ random }: { readonly random: Random }) => random.between(low, high)
  const type = integerType(low, high)
  if (high - low >= TEXTS_MAX) return { type, value: draw, text: context => `${draw(context)}` }
  const texts = Array.from({ length: high - low + 1 }, (_, i) => String(low + i))
  const bytes = texts.map(encoded)
  return {
    type,
    value: draw,
    text: context => texts[draw(context) - low] ?? '',
    put: (context, out) => out.put(bytes[draw(context) - low] ?? none),
  }
}

const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

/** Numbers of a fixed count of digits: drawn as units, so that no float stands between. */
function unitsField(digits: number, style: JsonStyle, units: (random: Random) => number): Field {
  const power = POWERS[digits] ?? 1
  const type = digits === 0 ? LONG : decimal(18, digits)
  if (digits === 0)
    return { type, value: ({ random }) => units(random), text: ({ random }) => `${units(random)}` }
  const fractions = power > TEXTS_MAX ? undefined : fractionsOf(digits, power, style)
  const write = unitsWriter(power, style, fractions)
  const field: Field = {
    type,
    value: ({ random }) => new Decimal(units(random), digits),
    text: ({ random }) => write(units(random)),
  }
  return fractions ? { ...field, put: putUnits(units, power, fractions) } : field
}

/** The digits behind the whole number, for each fraction there is. */
function fractionsOf(digits: number, power: number, style: JsonStyle): string[] {
  return Array.from({ length: power }, (_, i) => {
    const text = String(i).padStart(digits, '0').replace(/0+$/, '')
    return text === '' ? style.real(0).slice(1) : `.${text}`
  })
}

function putUnits(
  units: (random: Random) => number,
  power: number,
  fractions: readonly string[],
): Field['put'] {
  const bytes = fractions.map(encoded)
  return ({ random }, out) => {
    const drawn = units(random)
    const size = Math.abs(drawn)
    const whole = Math.floor(size / power)
    if (drawn < 0) out.byte(MINUS)
    out.digits(whole)
    out.put(bytes[size - whole * power] ?? none)
  }
}

/**
 * The text that the float would have, without the float: printing a fraction costs V8 four times as
 * much.
 */
function unitsWriter(
  power: number,
  style: JsonStyle,
  fractions: readonly string[] | undefined,
): (units: number) => string {
  if (!fractions) return units => style.real(units / power)
  return units => {
    const size = Math.abs(units)
    const whole = Math.floor(size / power)
    return (units < 0 ? '-' : '') + whole + (fractions[size - whole * power] ?? '')
  }
}

export function numberField(range: Range, digits: number | undefined, scope: FieldScope): Field {
  const [low, high] = bounds(range, scope)
  if (digits === undefined) {
    const draw = ({ random }: { readonly random: Random }) => low + random.real() * (high - low)
    return { type: DOUBLE, value: draw, text: context => scope.style.real(draw(context)) }
  }
  const power = POWERS[digits] ?? 1
  const [from, to] = [Math.round(low * power), Math.round(high * power)]
  return unitsField(digits, scope.style, random => random.between(from, to))
}

interface Shape {
  readonly decimals?: number
  readonly min?: number
  readonly max?: number
}

export function shapedField(
  sample: (random: Random) => number,
  { decimals: digits, min = -Infinity, max = Infinity }: Shape,
  scope: FieldScope,
): Field {
  if (min > max) throw recordError('generator-range', scope.path, { low: min, high: max })
  const draw = (random: Random) => Math.min(max, Math.max(min, sample(random)))
  if (digits !== undefined) {
    const power = POWERS[digits] ?? 1
    return unitsField(digits, scope.style, random => Math.round(draw(random) * power) + 0)
  }
  return {
    type: DOUBLE,
    value: ({ random }) => draw(random),
    text: ({ random }) => scope.style.real(draw(random)),
  }
}

export function zipfField(range: Range, exponent: number, scope: FieldScope): Field {
  const [low, high] = typeof range === 'number' ? [1, range] : bounds(range, scope)
  if (high < low) throw recordError('generator-range', scope.path, { low, high })
  const index = zipfIndex(high - low + 1, exponent)
  const draw = ({ random }: { readonly random: Random }) => low + index(random)
  return { type: integerType(low, high), value: draw, text: context => `${draw(context)}` }
}

/** A function of the event's number alone. */
export function sequenceField(
  start: number,
  step: number,
  prefix: string | undefined,
  pad: number,
  scope: FieldScope,
): Field {
  const number = ({ seq }: { readonly seq: number }) => start + seq * step
  if (prefix === undefined && pad === 0)
    return { type: LONG, value: number, text: context => `${number(context)}` }
  const written = (context: { readonly seq: number }) => {
    const n = number(context)
    return `${prefix ?? ''}${n < 0 ? '-' : ''}${String(Math.abs(n)).padStart(pad, '0')}`
  }
  return { type: STRING, value: written, text: context => scope.style.text(written(context)) }
}
