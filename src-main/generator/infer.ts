// A record schema out of one sample message: field names and order as they are, kinds judged by
// value and name. A starting point that a person edits: numbers get a range around what was seen,
// lists the length that was seen.
import { LabError } from '@shared/errors'
import type { FieldSpec, RecordSchema } from '@shared/lab'
import { isCnpj, isCpf } from './documents'

export function inferRecordSchema(
  sample: string | Readonly<Record<string, unknown>>,
): RecordSchema {
  const value = typeof sample === 'string' ? parse(sample) : sample
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LabError('generator-sample', {
      kind: 'usage',
      params: { field: 'sample', message: '{ … }' },
    })
  const fields = Object.fromEntries(
    Object.entries(value).map(([name, v]) => [name, inferField(name, v)]),
  )
  // A value written as json.dumps writes it stays so.
  const ascii =
    typeof sample === 'string' && (/^\s*\{"[^"]*": /.test(sample) || /\\u[0-9a-f]{4}/.test(sample))
  return ascii ? { ascii, fields } : { fields }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new LabError('generator-sample', {
      kind: 'usage',
      params: { field: 'sample', message: cause instanceof Error ? cause.message : String(cause) },
      cause,
    })
  }
}

function inferField(name: string, value: unknown): FieldSpec {
  if (Array.isArray(value)) {
    const [first = ''] = value
    return { list: inferField(name, first), length: value.length > 0 ? [1, value.length] : [0, 3] }
  }
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'number':
      return inferNumber(name, value)
    case 'string':
      return inferText(name, value)
    case 'object':
      if (value === null) return null
      return {
        object: Object.fromEntries(Object.entries(value).map(([n, v]) => [n, inferField(n, v)])),
      }
    default:
      return null
  }
}

const MONEY = /price|amount|total|cost|value|sales|valor|pre[cç]o|custo|importe|monto|precio|costo/i

function inferNumber(name: string, value: number): FieldSpec {
  if (/(^|_)(id|no|number|seq)$/i.test(name) && Number.isInteger(value))
    return { sequence: Math.max(1, value) }
  if (/(ts|time|timestamp)$/i.test(name) && value > 1e9)
    return { time: value > 1e12 ? 'epochMs' : 'epoch' }
  const seen = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
  // 12.50 comes out of JSON as 12.5: an amount of money has its cents all the same.
  const digits = seen > 0 && MONEY.test(name) ? Math.max(2, Math.min(9, seen)) : Math.min(9, seen)
  const size = Math.abs(value)
  const high = size <= 5 ? 5 : 10 ** Math.ceil(Math.log10(size * 1.5))
  const range: [number, number] =
    value < 0 ? [-high, high] : [digits > 0 ? 0 : Math.min(1, value), high]
  return digits > 0 ? { number: range, decimals: digits } : { int: range }
}

const TIMES: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'iso'],
  [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '%Y-%m-%d %H:%M:%S'],
  [/^\d{4}-\d\d-\d\d$/, '%Y-%m-%d'],
  [/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/, '%d/%m/%Y %H:%M:%S'],
  [/^\d\d\/\d\d\/\d{4}$/, '%d/%m/%Y'],
  [/^\d{1,2}\/\d{1,2}\/\d{4}$/, 'M/d/yyyy'],
  [/^\d\d:\d\d:\d\d$/, '%H:%M:%S'],
]

/** By the field's name, in the three languages of the app. */
const NAMES: readonly (readonly [RegExp, FieldSpec])[] = [
  [/e-?mail|correio/i, 'internet.email'],
  [/first_?name|primeiro_?nome/i, 'person.firstName'],
  [/last_?name|sobrenome|apellido/i, 'person.lastName'],
  [
    /(customer|client|user|full|cliente|usuario)_?(name|nome|nombre)|^(nome|nombre)_(cliente|completo)/i,
    'person.fullName',
  ],
  [/country|pa[ií]s/i, 'location.country'],
  [/city|cidade|ciudad/i, 'location.city'],
  [/state|estado|prov[ií]ncia/i, 'location.state'],
  [/street|address|endere[cç]o|direcci[oó]n/i, 'location.streetAddress'],
  [/zip|postal|cep/i, 'location.zipCode'],
  [/phone|telefone|tel[eé]fono|celular/i, 'phone.number'],
  [/product|produto|producto/i, 'commerce.productName'],
  [/company|empresa/i, 'company.name'],
  [/url|website/i, 'internet.url'],
  [/(^|_)ip(_|$)/i, 'internet.ipv4'],
  [/currency|moeda|moneda/i, 'finance.currencyCode'],
]

function inferText(name: string, value: string): FieldSpec {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value))
    return 'uuid'
  if (/^\d{3}\.\d{3}\.\d{3}-\d\d$/.test(value) || (/cpf/i.test(name) && isCpf(value)))
    return { cpf: value.includes('.') ? 'formatted' : 'digits' }
  if (/^\d\d\.\d{3}\.\d{3}\/\d{4}-\d\d$/.test(value) || (/cnpj/i.test(name) && isCnpj(value)))
    return { cnpj: value.includes('.') ? 'formatted' : 'digits' }
  if (/^\d{3}-\d\d-\d{4}$/.test(value)) return 'ssn'
  const time = TIMES.find(([pattern]) => pattern.test(value))
  if (time) return { time: time[1] }
  const named = NAMES.find(([pattern]) => pattern.test(name))
  if (named) return named[1]
  if (/^(?=.*\d)[A-Z0-9-]{2,20}$/.test(value))
    return {
      pattern: value
        .replace(/[#?*\\]/g, '\\$&')
        .replace(/\d/g, '#')
        .replace(/[A-Z]/g, '?'),
    }
  return { choice: [value] }
}
