import { describe, expect, it } from 'vitest'
import { storedText } from './stored'

describe('stored values', () => {
  it.each([
    [335.9, 'decimal(38,2)', '335.90'],
    ['335.9', 'decimal(10, 2)', '335.90'],
    [-4, 'decimal(38,2)', '-4.00'],
    ['12345678901234567890.12', 'decimal(38,2)', '12345678901234567890.12'],
    [335.9, 'double', '335.9'],
    [12, 'decimal(38,0)', '12'],
    [1e21, 'decimal(38,2)', '1e+21'],
    ['n/a', 'decimal(38,2)', 'n/a'],
    [true, 'boolean', 'true'],
  ])('%s as %s is %s', (value, type, text) => expect(storedText(value, type)).toBe(text))
  it('nothing is nothing', () => expect(storedText(null, 'decimal(38,2)')).toBeNull())
})
