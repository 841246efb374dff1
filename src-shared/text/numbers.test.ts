import { expect, test } from 'vitest'
import { rateText, shortText } from './numbers'

test('a slow rate keeps its three digits', () => {
  expect(rateText(0.5, 'en')).toBe('0.5/s')
  expect(rateText(0.5, 'pt-BR')).toBe('0,5/s')
  expect(rateText(3.333, 'es')).toBe('3,33/s')
})

test('a large number is short and has the unit of the language', () => {
  expect(shortText(1_512_634, 'en')).toBe('1.51\u2009M')
  expect(shortText(10_000, 'pt-BR')).toBe('10\u2009mil')
  expect(shortText(1234, 'en')).toBe('1,234')
})
