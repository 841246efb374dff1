import { describe, expect, it } from 'vitest'
import { takeUnits } from './units'

const texts = (input: string, isEnd = false) => takeUnits(input, isEnd).units.map(unit => unit.text)

describe('takeUnits', () => {
  it('ends a statement at its semicolon and keeps what is not whole', () => {
    expect(takeUnits('SELECT 1;\nSELECT\n 2')).toEqual({
      units: [{ kind: 'statement', text: 'SELECT 1;' }],
      rest: 'SELECT\n 2',
    })
    expect(texts('SELECT 1; SELECT 2', true)).toEqual(['SELECT 1;', 'SELECT 2'])
  })

  it('is not deceived by semicolons in texts, names and comments', () => {
    const tricky = `INSERT INTO "a;b" (k) VALUES ('it''s; /* no */'); -- a; b\n/* c; d */ SELECT $$ ; ' $$ FROM t;`
    expect(texts(tricky)).toHaveLength(2)
    expect(texts(`SELECT 'never closed; `)).toEqual([])
    expect(texts('-- only a comment; \n')).toEqual([])
  })

  it('keeps a batch together', () => {
    const batch =
      'BEGIN UNLOGGED BATCH INSERT INTO t (k) VALUES (1); DELETE FROM t WHERE k = 2; APPLY BATCH;'
    expect(texts(`${batch} SELECT 1;`)).toEqual([batch, 'SELECT 1;'])
  })

  it('ends commands of the shell with their line', () => {
    expect(takeUnits(`DESCRIBE TABLES\nexpand on;\nSOURCE 'a;b.cql'\nEXIT\n`).units).toEqual([
      { kind: 'command', text: 'DESCRIBE TABLES' },
      { kind: 'command', text: 'expand on' },
      { kind: 'command', text: `SOURCE 'a;b.cql'` },
      { kind: 'command', text: 'EXIT' },
    ])
    expect(texts('DESC KEYSPACES; SELECT 1;')).toEqual(['DESC KEYSPACES', 'SELECT 1;'])
    expect(takeUnits('HELP').rest).toBe('HELP')
    expect(texts('HELP', true)).toEqual(['HELP'])
  })

  it('comes to an end whatever is typed, and loses nothing of it', () => {
    const pieces = [
      `'`,
      '"',
      ';',
      '$$',
      '--',
      '/*',
      '*/',
      'a',
      ' ',
      '\n',
      'BEGIN BATCH ',
      'APPLY BATCH',
      'HELP',
      '?',
      '\u0000',
      '😀',
    ]
    let seed = 7
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648)
    for (let round = 0; round < 2000; round++) {
      const input = Array.from({ length: next() % 12 }, () => pieces[next() % pieces.length]).join(
        '',
      )
      const { units, rest } = takeUnits(input)
      expect(input.endsWith(rest)).toBe(true)
      expect(units.every(unit => unit.text !== '' && input.includes(unit.text))).toBe(true)
      expect(takeUnits(input, true).rest).toBe('')
    }
  })
})
