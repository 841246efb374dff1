import { describe, expect, it } from 'vitest'
import { lookedBack } from './look-back'

describe('a look back', () => {
  it('takes a number from a number, whatever its size', () => {
    expect(lookedBack('9223372036854775807', 7)).toBe('9223372036854775800')
    expect(lookedBack(100, 7)).toBe('93')
    expect(lookedBack('1.5', 1)).toBe(0.5)
  })

  it('takes a length of time from a moment, in the form that the database gave', () => {
    expect(lookedBack('2026-01-01 00:00:10.123456+00', '5 s')).toBe('2026-01-01 00:00:05.123+00')
    expect(lookedBack('2026-01-01 00:00:10', '1 min')).toBe('2025-12-31 23:59:10.000')
    expect(lookedBack('2026-01-01T00:00:10.000Z', '1 s')).toBe('2026-01-01T00:00:09.000Z')
    expect(lookedBack('2026-01-02', '1 d')).toBe('2026-01-01')
    expect(lookedBack('2026-01-02', '5 s')).toBe('2026-01-01')
  })

  it('refuses what does not fit', () => {
    for (const [value, by] of [
      ['abc', 1],
      ['12', '1 s'],
    ] as const)
      expect(() => lookedBack(value, by)).toThrow(
        expect.objectContaining({ code: 'poll-look-back' }),
      )
  })
})
