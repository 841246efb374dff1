import { Decimal, decimal, utc } from '@shared/expr'
import { describe, expect, it } from 'vitest'
import { anyJson, compactJson, jsonWriter } from './json-text'

describe('numbers as JSON text', () => {
  it('keep every digit: a long beyond 2^53 as the string that readers take for it', () => {
    const row = { near: 9007199254740991n, far: 9007199254740993n, below: -9007199254740993n }
    expect(anyJson(row, compactJson)).toBe(
      '{"near":9007199254740991,"far":"9007199254740993","below":"-9007199254740993"}',
    )
  })

  it('lose no zero of a large whole decimal', () => {
    const write = (text: string, scale: number) =>
      jsonWriter(decimal(38, scale), compactJson, utc)(Decimal.parse(text, scale) ?? null)
    expect(write('12345678901234567800', 0)).toBe('12345678901234567800')
    expect(write('12345678901234567800.00', 2)).toBe('12345678901234567800')
    expect(write('12345678901234567800.50', 2)).toBe('12345678901234567800.5')
  })
})
