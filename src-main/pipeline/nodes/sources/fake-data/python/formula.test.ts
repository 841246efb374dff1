// Formulas of records as Python, where SQL and Python differ.
import { LabError } from '@shared/errors'
import { describe, expect, it } from 'vitest'
import { formulaInPython } from './formula'

const python = (formula: string) => formulaInPython(formula, name => name)
const refusal = (formula: string) => {
  try {
    return python(formula).text
  } catch (error) {
    return LabError.from(error).code
  }
}

describe('a formula in Python', () => {
  it('fills texts up, and cuts them as Spark does', () => {
    expect(python("lpad(n, 5, '0')").text).toBe('str(n).rjust(5, "0")[:5]')
    expect(python("'S-' || rpad('a' || b, 3)").text).toBe('"S-" + ("a" + str(b)).ljust(3, " ")[:3]')
    expect(['lpad(n, m)', "lpad(n, 5, 'ab')", "lpad(n, 5, '')"].map(refusal)).toEqual(
      Array(3).fill('expr-no-python'),
    )
  })

  it('takes a remainder that is never negative by a divisor above zero', () => {
    expect(python('pmod(a - 3, 7) * 2').text).toBe('((a - 3) % 7) * 2')
    expect(['pmod(a, -7)', 'pmod(a, b)'].map(refusal)).toEqual(Array(2).fill('expr-no-python'))
  })

  it('brings in math where it is used', () => {
    const { text, imports } = python('round(20 + 5 * sin(2 * pi() * h / 24), 1)')
    expect(text).toBe('round(20 + (5 * math.sin(((2 * math.pi) * h) / 24)), 1)')
    expect(imports).toEqual(['import math'])
    expect(refusal('sqrt(a)')).toBe('expr-no-python')
  })
})
