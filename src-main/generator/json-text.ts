// Values as JSON text, in one of two hands: compact (JSON.stringify's) or Python's json.dumps
// (blank after `,` and `:`, non-ASCII as \u escapes, floats with their .0), which R0's producer
// writes.
import {
  Decimal,
  isRow,
  printDate,
  printTimestamp,
  type DataType,
  type Value,
  type Zone,
} from '@shared/expr'

export interface JsonStyle {
  readonly ascii: boolean
  readonly comma: string
  readonly colon: string
  text(value: string): string
  /** A number that has a fraction by its type, even when this one is whole. */
  real(value: number): string
}

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\ud7ff]*$/

const PLAIN_ASCII = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

export const compactJson: JsonStyle = {
  ascii: false,
  comma: ',',
  colon: ':',
  text: value => (PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)),
  real: value => (Number.isFinite(value) ? String(value) : 'null'),
}

export const pythonJson: JsonStyle = {
  ascii: true,
  comma: ', ',
  colon: ': ',
  text: value =>
    PLAIN_ASCII.test(value)
      ? `"${value}"`
      : JSON.stringify(value).replace(
          /[\u007f-\uffff]/g,
          ch => `\\u${ch.charCodeAt(0).toString(16).padStart(4, '0')}`,
        ),
  real: value =>
    !Number.isFinite(value)
      ? 'NaN'
      : Number.isInteger(value) && Math.abs(value) < 1e16
        ? `${value}.0`
        : String(value),
}

/** Compiles a writer of typed values. */
export function jsonWriter(type: DataType, style: JsonStyle, zone: Zone): (value: Value) => string {
  const write = nonNull(type, style, zone)
  return value => (value === null ? 'null' : write(value))
}

function nonNull(type: DataType, style: JsonStyle, zone: Zone): (value: Value) => string {
  switch (type.kind) {
    case 'string':
      return value => style.text(String(value))
    case 'decimal':
      return value => (value instanceof Decimal ? decimalText(value, style) : 'null')
    case 'double':
      return value => style.real(Number(value))
    case 'date':
      return value => `"${printDate(Number(value))}"`
    case 'timestamp':
      return value => `"${printTimestamp(Number(value), zone)}"`
    case 'array': {
      const element = jsonWriter(type.element, style, zone)
      return value => (Array.isArray(value) ? `[${value.map(element).join(style.comma)}]` : 'null')
    }
    case 'map': {
      const inner = jsonWriter(type.value, style, zone)
      return value =>
        isRow(value)
          ? `{${Object.entries(value)
              .map(([k, v]) => style.text(k) + style.colon + inner(v ?? null))
              .join(style.comma)}}`
          : 'null'
    }
    case 'struct': {
      const fields = type.fields.map(f => ({
        name: f.name,
        key: style.text(f.name) + style.colon,
        write: jsonWriter(f.type, style, zone),
      }))
      return value => {
        if (!isRow(value)) return 'null'
        return `{${fields
          .filter(f => value[f.name] !== undefined)
          .map(f => f.key + f.write(value[f.name] ?? null))
          .join(style.comma)}}`
      }
    }
    default:
      return value => String(value)
  }
}

/** As a float prints: without the zeros at the end, exact however many digits. */
function decimalText(value: Decimal, style: JsonStyle): string {
  if (typeof value.units === 'number') return style.real(value.toNumber())
  const whole = value.toString()
  const text = whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
  return style.ascii && !text.includes('.') ? `${text}.0` : text
}

/** Any JSON value in a style, for literals and faker's results. */
export function anyJson(value: unknown, style: JsonStyle): string {
  switch (typeof value) {
    case 'string':
      return style.text(value)
    case 'number':
      return Number.isInteger(value) ? String(value) : style.real(value)
    case 'boolean':
      return String(value)
    case 'bigint':
      // Digits in a string are how a long beyond 2^53 survives JSON: a reader would round the
      // number.
      return Number.isSafeInteger(Number(value)) ? String(value) : style.text(String(value))
    case 'object':
      if (value === null) return 'null'
      if (value instanceof Date) return style.text(value.toISOString())
      if (Array.isArray(value))
        return `[${value.map(item => anyJson(item, style)).join(style.comma)}]`
      return `{${Object.entries(value)
        .filter(([, v]) => v !== undefined && typeof v !== 'function')
        .map(([k, v]) => style.text(k) + style.colon + anyJson(v, style))
        .join(style.comma)}}`
    default:
      return 'null'
  }
}
