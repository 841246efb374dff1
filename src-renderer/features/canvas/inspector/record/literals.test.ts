// Fixed values in one line: what is shown reads back as it was, and what a person writes is what it
// looks like.
import { describe, expect, it } from 'vitest'
import { choicesOf, choicesText, literalOf, literalText } from './literals'

describe('a constant', () => {
  it('keeps its type', () => {
    const values = [5, -0.5, true, null, { a: 1 }, [1, 'x, y'], 'Ana', '', '5', '01', 'true']
    for (const value of [...values, '{a: 1}', '"', "O'Brien, Pat", 'two\nlines', 'Note: call'])
      expect(literalOf(literalText(value))).toEqual(value)
    expect(['Ana', 5, '5', '01'].map(literalText)).toEqual(['Ana', '5', '"5"', '01'])
  })
  it('is what it looks like', () => {
    expect(['6', '{a: 1}', "'6'", '6 of 7', '{a', '007'].map(literalOf)).toEqual([
      ...[6, { a: 1 }, '6', '6 of 7', '{a', '007'],
    ])
  })
})

describe('choices', () => {
  it('read back as they were', () => {
    for (const choice of [
      ['01', '02'],
      ['1', 2, true, null],
      [true, false],
      ['New York, NY', 'Paris'],
      ['10:30', 'at: 5', '', ' x ', "'n roll", 'say "hi"', '"a", b', 'a\\'],
      [{ a: 1, b: [1, 2] }, ['x, y']],
      { Visa: 3, Amex: 0.5 },
      { 'New York, NY': 3, '01': 1, 'a: 2': 1, '"q"': 2 },
    ])
      expect(choicesOf(choicesText(choice))).toEqual(choice)
    expect(choicesText(['Visa', 'New York, NY', '1'])).toBe('Visa, "New York, NY", "1"')
  })
  it('are lists, or weights where one is said', () => {
    expect(choicesOf('A, 2, ')).toEqual(['A', 2])
    expect(choicesOf('Visa: 3, Amex')).toEqual({ Visa: 3, Amex: 1 })
    expect(choicesOf(' , ')).toBeUndefined()
  })
})
