// Random expressions, well-formed and broken, never do anything but give a value or a problem; what
// prints as Spark SQL parses back to itself.
import { describe, expect, it } from 'vitest'
import { LabError } from '../errors'
import {
  checkExpression,
  compileExpression,
  Decimal,
  parseExpression,
  parseType,
  printType,
  toSparkSql,
  tryParseType,
  type StructType,
} from '.'
import { functions } from './functions'

function randomOf(seed: number): (n: number) => number {
  let state = seed
  return n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const type = parseType(
  'struct<i: int, s: string, d: decimal(10,2), f: double, b: boolean, t: timestamp, day: date, a: array<int>, o: struct<x: int>>',
)
const input: StructType = type.kind === 'struct' ? type : { kind: 'struct', fields: [] }
const row = {
  i: 3,
  s: 'ab',
  d: new Decimal(150, 2),
  f: 0.5,
  b: true,
  t: 0,
  day: 10,
  a: [1, 2],
  o: { x: 1 },
}
const atoms = [
  'i',
  's',
  'd',
  'f',
  'b',
  't',
  'day',
  'a',
  'o',
  'o.x',
  'a[0]',
  '1',
  '-2',
  '1.50',
  '1e3',
  "'x'",
  'null',
  'true',
  "date '2020-01-01'",
  'interval 1 day',
  '9999999999',
  'x -> x',
]
const operators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  'div',
  '||',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '<=>',
  'and',
  'or',
  'like',
  'in',
  'between',
  'is null',
  'not',
]

function expression(pick: (n: number) => number, depth: number): string {
  if (depth === 0) return atoms[pick(atoms.length)] ?? 'i'
  const sub = () => expression(pick, depth - 1)
  switch (pick(7)) {
    case 0:
      return `${functions[pick(functions.length)]?.name}(${Array.from({ length: pick(4) }, sub).join(', ')})`
    case 1:
      return `(${sub()})`
    case 2:
      return `case when ${sub()} then ${sub()} else ${sub()} end`
    case 3:
      return `cast(${sub()} as ${['int', 'string', 'decimal(12,3)', 'double', 'date', 'timestamp', 'array<int>'][pick(7)]})`
    case 4:
      return `${sub()} in (${sub()}, ${sub()})`
    default:
      return `${sub()} ${operators[pick(operators.length)]} ${sub()}`
  }
}

describe('random expressions', () => {
  it('give a value or a problem', () => {
    const pick = randomOf(7)
    let good = 0
    for (let n = 0; n < 6000; n++) {
      const text = expression(pick, 1 + pick(3))
      const { type: checked, problems } = checkExpression(text, input)
      if (!checked) {
        expect(problems.length).toBeGreaterThan(0)
        continue
      }
      good++
      const value = compileExpression(text, input).evaluate(row)
      expect(value).not.toBeUndefined()
      compileExpression(text, input).evaluate({})
      const printed = printType(checked)
      if (!printed.includes('null')) expect(printType(parseType(printed))).toBe(printed)
    }
    expect(good).toBeGreaterThan(500)
  })

  it('print as Spark SQL that parses back to the same', () => {
    const pick = randomOf(11)
    for (let n = 0; n < 6000; n++) {
      const text = expression(pick, 1 + pick(3))
      if (checkExpression(text, input).problems.length > 0) continue
      let printed: string
      try {
        printed = toSparkSql(text)
      } catch (error) {
        expect(error).toBeInstanceOf(LabError)
        continue
      }
      const again = checkExpression(printed, input)
      expect(again.problems).toEqual([])
      const [value, same] = [text, printed].map(t =>
        JSON.stringify(compileExpression(t, input).evaluate(row), (_, v) =>
          typeof v === 'bigint' ? `${v}n` : v,
        ),
      )
      if (!/array_sum|array_avg/.test(text)) expect(same).toBe(value)
    }
  })

  it('broken texts stop with a LabError', () => {
    const pick = randomOf(13)
    const noise = [
      ...'()[]{}<>,.\'"`+-*/%=!|&#@\\ \n0123456789abc_',
      'and',
      'case',
      'when',
      'cast',
      'as',
      '😀',
      'ã',
    ]
    for (let n = 0; n < 5000; n++) {
      const text = Array.from({ length: 1 + pick(12) }, () => noise[pick(noise.length)]).join(
        pick(2) ? ' ' : '',
      )
      try {
        parseExpression(text)
      } catch (error) {
        expect(error).toBeInstanceOf(LabError)
      }
      tryParseType(text)
    }
  })

  it('depth and length end in words, not in a stack overflow', () => {
    for (const text of [
      '('.repeat(5000) + 'i',
      'i' + ' + i'.repeat(4000),
      '-'.repeat(9000) + 'i',
      'not '.repeat(4000) + 'b',
      'i'.repeat(30000),
      'array<'.repeat(3000),
    ]) {
      const [problem] = checkExpression(text, input).problems
      expect(problem?.code).toMatch(/^expr-(too-deep|too-long)$|^expr-/)
      tryParseType(text)
    }
  })
})
