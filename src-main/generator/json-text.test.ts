// Numbers as JSON text: zeros behind the point go, zeros before it stay, however many digits there are.
import { Decimal, decimal, utc } from '@shared/expr'
import { expect, it } from 'vitest'
import { compactJson, jsonWriter, pythonJson } from './json-text'

it.each([
  ['12345678901234567800', 0, '12345678901234567800', '12345678901234567800.0'],
  ['12345678901234567800.50', 2, '12345678901234567800.5', '12345678901234567800.5'],
  ['12345678901234567800.00', 2, '12345678901234567800', '12345678901234567800.0'],
  ['12.50', 2, '12.5', '12.5'],
])('%s with %d digits', (text, scale, compact, python) => {
  const value = Decimal.parse(text, scale) ?? null
  const type = decimal(38, scale)
  expect([compactJson, pythonJson].map(style => jsonWriter(type, style, utc)(value))).toEqual([compact, python])
})
