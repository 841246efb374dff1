// Patterns of people: linear in time whatever they are, and Java's in meaning.
import { describe, expect, it } from 'vitest'
import { checkExpression, compileExpression, type StructType } from '.'

const row: StructType = { kind: 'struct', fields: [{ name: 's', type: { kind: 'string' } }] }
const valueOf = (text: string, s = '') => compileExpression(text, row).evaluate({ s })

describe('a regular expression', () => {
  it('that would backtrack without end answers at once', () => {
    const before = process.cpuUsage()
    const text = `${'a'.repeat(50_000)}!`
    expect(valueOf("s rlike '(a+)+$'", text)).toBe(false)
    expect(valueOf("s rlike '(a|aa)*b'", text)).toBe(false)
    expect(valueOf("regexp_extract(s, '(a*)*b', 1)", text)).toBe('')
    expect(valueOf("regexp_replace(s, '(.*)*x', '')", text)).toBe(text)
    expect(valueOf("size(split(s, '(a+)+b'))", text)).toBe(1)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000)
  })

  it.each([
    ["s rlike '(?i)ÁGUA'", 'água', true],
    ["s rlike '^\\\\p{Alpha}+$'", 'abc', true],
    ["s rlike '\\\\u0041'", 'A', true],
    ["s rlike '\\\\Qa.b\\\\E'", 'xa.b', true],
    ["s rlike 'a.c'", 'abc', true],
    ["regexp_replace(s, '(a)(b)', '$2$1')", 'abab', 'baba'],
    ["regexp_extract(s, '(x)?b', 1)", 'ab', ''],
    ["split(s, '(-)')", 'a-b-', ['a', 'b', '']],
    ["split(s, '')", 'abc', ['a', 'b', 'c']],
    ["split(s, '')", '', ['']],
  ])('%s of “%s”', (text, s, expected) => {
    expect(valueOf(text, s)).toEqual(expected)
  })

  it('that looks around or back is refused where it is written', () => {
    for (const pattern of ['(?=a)', '(a)\\\\1', 'a++', '[a-z&&[^b]]', '[a[bc]]'])
      expect(checkExpression(`s rlike '${pattern}'`, row).problems).toMatchObject([
        { code: 'expr-bad-pattern' },
      ])
  })
})
