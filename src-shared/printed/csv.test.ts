import { expect, test } from 'vitest'
import { csvText } from './csv'

test('quotes what a reader of CSV would misread', () => {
  expect(csvText([['a', 'b,c', 'd"e', 'f\ng', ' h']])).toBe('a,"b,c","d""e","f\ng"," h"\r\n')
})

test('keeps null and an empty text apart', () => {
  expect(csvText([[null, '', 'x']])).toBe(',"",x\r\n')
})
