// One table of expressions with their types and results. Results are what Spark 3.5 gives with its
// defaults, save where types.ts and casts.ts say so.
import { describe, expect, it } from 'vitest'
import {
  checkExpression,
  compileExpression,
  Decimal,
  parseType,
  printType,
  type Row,
  type StructType,
  type Value,
} from '.'

function structOf(text: string): StructType {
  const type = parseType(text)
  if (type.kind !== 'struct') throw new Error('not a struct')
  return type
}

const input = structOf(
  'struct<i: int, l: long, s: string, d: decimal(10,2), f: double, b: boolean, t: timestamp, day: date, none: string, nil: int, nilb: boolean, m: map<string, int>, items: array<struct<name: string, qty: int, price: decimal(10,2)>>, nums: array<int>>',
)
const row: Row = {
  i: 7,
  l: 9007199254740993n,
  s: 'Dragão Ancião',
  d: new Decimal(1250, 2),
  f: 2.5,
  b: true,
  t: Date.UTC(2025, 4, 12, 15, 33, 35),
  day: 20220,
  none: null,
  nil: null,
  nilb: null,
  m: { a: 1, b: 2 },
  items: [
    { name: 'x', qty: 2, price: new Decimal(1050, 2) },
    { name: 'y', qty: 3, price: new Decimal(33, 2) },
  ],
  nums: [3, 1, null, 2],
}

const shown = (value: Value): unknown =>
  JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v)))

const cases: readonly (readonly [text: string, type: string, result: unknown])[] = [
  // arithmetic
  ['i + 1', 'int', 8],
  ['i - 10', 'int', -3],
  ['i * d', 'decimal(21,2)', '87.50'],
  ['d * d', 'decimal(21,4)', '156.2500'],
  ['d + 0.005', 'decimal(12,3)', '12.505'],
  // A written whole number counts by its digits, any other integer by those it could have.
  ['d / 3', 'decimal(14,6)', '4.166667'],
  ['d / -3', 'decimal(14,6)', '-4.166667'],
  ['d / (1 + 2)', 'decimal(21,13)', '4.1666666666667'],
  ['d / i', 'decimal(21,13)', '1.7857142857143'],
  ['d * 100', 'decimal(14,2)', '1250.00'],
  ['d + 1', 'decimal(11,2)', '13.50'],
  ['d % 7', 'decimal(3,2)', '5.50'],
  ['2147483647L + 1', 'long', 2147483648],
  ['-5L', 'long', -5],
  ['i / 2', 'double', 3.5],
  ['7 div 2', 'long', 3],
  ['-7 div 2', 'long', -3],
  ['-7 % 3', 'int', -1],
  ['i / 0', 'double', null],
  ['i % 0', 'int', null],
  ['d / 0', 'decimal(14,6)', null],
  ['2147483647 + 1', 'int', null],
  ['l + 1', 'long', '9007199254740994n'],
  ['l - 9007199254740992', 'long', 1],
  ['9223372036854775807 + 1', 'long', null],
  ['0.1 + 0.2', 'decimal(2,1)', '0.3'],
  ['0.1e0 + 0.2', 'double', 0.30000000000000004],
  ['f + d', 'double', 15],
  ['-d', 'decimal(10,2)', '-12.50'],
  ['- -i', 'int', 7],
  ['1 + 2 * 3 - 4', 'int', 3],
  ['(1 + 2) * 3', 'int', 9],
  ['i + nil', 'int', null],
  ['null + 1', 'int', null],
  ['pmod(-7, 3)', 'int', 2],
  ['pmod(-9007199254740995L, 10)', 'long', 5],
  // comparison and logic
  ['i = 7', 'boolean', true],
  ['i == 7.0', 'boolean', true],
  ['i <> 7', 'boolean', false],
  ['d >= 12.5', 'boolean', true],
  ["s > 'A'", 'boolean', true],
  ['nil = nil', 'boolean', null],
  ['nil <=> nil', 'boolean', true],
  ['nil <=> 1', 'boolean', false],
  ['nil is null', 'boolean', true],
  ['i is not null', 'boolean', true],
  ['b and nilb', 'boolean', null],
  ['false and nilb', 'boolean', false],
  ['nilb or true', 'boolean', true],
  ['nilb or false', 'boolean', null],
  ['not nilb', 'boolean', null],
  ['not b or b and b', 'boolean', true],
  ['nilb is true', 'boolean', false],
  ['nilb is not true', 'boolean', true],
  ['i between 1 and 7', 'boolean', true],
  ['i not between 1 and 7', 'boolean', false],
  ['nil between 1 and 7', 'boolean', null],
  ['i in (1, 7)', 'boolean', true],
  ['i in (1, null)', 'boolean', null],
  ['i not in (1, null)', 'boolean', null],
  ['i not in (1, 2)', 'boolean', true],
  ["s in ('a', 'Dragão Ancião')", 'boolean', true],
  ["s like 'Drag%'", 'boolean', true],
  ["s like '%Anci_o'", 'boolean', true],
  ["s not like '%x%'", 'boolean', true],
  ["'50%' like '50\\%'", 'boolean', true],
  ["'505' like '50\\%'", 'boolean', false],
  ["s ilike 'drag%'", 'boolean', true],
  ["s rlike '^Drag.o'", 'boolean', true],
  ["none like 'a'", 'boolean', null],
  ["s regexp '^Drag'", 'boolean', true],
  ["s not regexp '^Drag'", 'boolean', false],
  ['nil is distinct from null', 'boolean', false],
  ['i is not distinct from 7', 'boolean', true],
  ["trim('x' from 'xaxx')", 'string', 'a'],
  ["trim(leading from '  a ')", 'string', 'a '],
  ["trim(trailing 'x' from 'xaxx')", 'string', 'xa'],
  ["split('a,b,c', ',', 2)", 'array<string>', ['a', 'b,c']],
  ["map('a', 1, 'b', 2.5)['b']", 'decimal(11,1)', '2.5'],
  ["named_struct('n', i, 's', s).s", 'string', 'Dragão Ancião'],
  // conditions
  ['case when i > 5 then 1 else 2.5 end', 'decimal(11,1)', '1.0'],
  ['case when nilb then 1 end', 'int', null],
  ["case i when 1 then 'one' when 7 then 'seven' end", 'string', 'seven'],
  ['if(i > 5, d, 0)', 'decimal(12,2)', '12.50'],
  ['coalesce(nil, null, 3)', 'int', 3],
  ['nullif(i, 7)', 'int', null],
  ['ifnull(none, s)', 'string', 'Dragão Ancião'],
  ['greatest(1, nil, 3)', 'int', 3],
  ['least(d, i)', 'decimal(12,2)', '7.00'],
  // text
  ["s || '!' || i", 'string', 'Dragão Ancião!7'],
  ['s || none', 'string', null],
  ["concat(i, '-', d, '-', b)", 'string', '7-12.50-true'],
  ["concat_ws(',', 'a', none, 'b')", 'string', 'a,b'],
  ['upper(s)', 'string', 'DRAGÃO ANCIÃO'],
  ['length(s)', 'int', 13],
  ["length('a😀b')", 'int', 3],
  ['substring(s, 1, 3)', 'string', 'Dra'],
  ['substring(s, -6)', 'string', 'Ancião'],
  ["lpad('7', 3, '0')", 'string', '007'],
  ["split('a,b,c', ',')", 'array<string>', ['a', 'b', 'c']],
  ["split('a1b2', '([0-9])')", 'array<string>', ['a', 'b', '']],
  ["instr('😀a', 'a')", 'int', 2],
  ["locate('a', 'a😀xa', 2)", 'int', 4],
  ["locate('z', '😀')", 'int', 0],
  ["split_part('a.b.c', '.', 2)", 'string', 'b'],
  ["replace('aXbX', 'X', '-')", 'string', 'a-b-'],
  ["regexp_replace('abc123', '[0-9]+', '#')", 'string', 'abc#'],
  ["regexp_extract('order-42', '([0-9]+)')", 'string', '42'],
  ["trim('  a ')", 'string', 'a'],
  ["initcap('são paulo')", 'string', 'São Paulo'],
  ["instr('hello', 'l')", 'int', 3],
  ["'it''s'", 'string', "it's"],
  // numbers
  ['round(2.675, 2)', 'decimal(4,2)', '2.68'],
  ['round(-2.5)', 'decimal(2,0)', '-3'],
  ['round(2.675e0, 2)', 'double', 2.68],
  ['round(1234, -2)', 'int', 1200],
  ['ceil(d)', 'decimal(9,0)', '13'],
  ['floor(-0.5)', 'decimal(1,0)', '-1'],
  ['floor(f)', 'long', 2],
  ['abs(-i)', 'int', 7],
  ['pmod(-7, 3)', 'int', 2],
  ['format_number(1234567.891, 2)', 'string', '1,234,567.89'],
  // casts
  ["cast('2024' as date)", 'date', 19723],
  ["cast('2024-05-12 10:00:00+03' as timestamp)", 'timestamp', Date.UTC(2024, 4, 12, 7)],
  ["cast('2024-05-12 10:00:00-0330' as timestamp)", 'timestamp', Date.UTC(2024, 4, 12, 13, 30)],
  ['cast(cast(1.001 as decimal(10,3)) as timestamp)', 'timestamp', 1001],
  // Microseconds taken for seconds: no moment that could be written.
  ['cast(1700000000000000 as timestamp)', 'timestamp', null],
  ['timestamp_millis(9000000000000000)', 'timestamp', null],
  ["cast('999999-01-01' as timestamp)", 'timestamp', null],
  [
    "cast('NaN' as double) + 0 = 0 or cast(cast('NaN' as double) as timestamp) is null",
    'boolean',
    true,
  ],
  ["cast('12.345' as decimal(10,2))", 'decimal(10,2)', '12.35'],
  ["cast('x' as int)", 'int', null],
  ["cast('42' as int)", 'int', 42],
  ["cast('3000000000' as int)", 'int', null],
  ['cast(d as int)', 'int', 12],
  ['cast(1000.5 as decimal(4,2))', 'decimal(4,2)', null],
  ['cast(f as string)', 'string', '2.5'],
  ['cast(3e0 as string)', 'string', '3.0'],
  ["cast('true' as boolean)", 'boolean', true],
  ["cast('2025-05-12' as date)", 'date', 20220],
  ['cast(t as string)', 'string', '2025-05-12 15:33:35'],
  // dates
  ["date_format(t, 'dd/MM/yyyy HH:mm:ss')", 'string', '12/05/2025 15:33:35'],
  ["to_timestamp('12/05/2025 15:33:35', 'dd/MM/yyyy HH:mm:ss') = t", 'boolean', true],
  ["to_timestamp('32/05/2025', 'dd/MM/yyyy')", 'timestamp', null],
  ['year(t) * 100 + month(day)', 'int', 202505],
  ['hour(t)', 'int', 15],
  ['t - interval 35 seconds', 'timestamp', Date.UTC(2025, 4, 12, 15, 33)],
  ["day + interval 1 month = date '2025-06-12'", 'boolean', true],
  ["date_trunc('hour', t)", 'timestamp', Date.UTC(2025, 4, 12, 15)],
  ["date_trunc('week', t)", 'timestamp', Date.UTC(2025, 4, 12)],
  ["datediff(day, date '2025-05-01')", 'int', 11],
  ["to_date('1/2/24', 'd/M/yyyy')", 'date', null],
  ["to_date('1/2/24', 'd/M/yy')", 'date', 19754],
  ["to_timestamp('2024-02-29 10:30', 'yyyy-MM-dd HH:mm[:ss]')", 'timestamp', 1709202600000],
  ["to_timestamp('2024-02-29 13:30 PM', 'yyyy-MM-dd hh:mm a')", 'timestamp', null],
  ["to_date('2024400', 'yyyyDDD')", 'date', null],
  ["to_date(' 2024-02-29', 'yyyy-MM-dd')", 'date', null],
  ["date_format(t, 'QQQ k K D O ZZZZ G')", 'string', 'Q2 15 3 132 GMT GMT AD'],
  ["cast('2024-02-29 10' as timestamp)", 'timestamp', 1709200800000],
  ["cast('2024-02-29 10:00:00 Europe/Madrid' as timestamp)", 'timestamp', 1709197200000],
  ["trunc(day, 'day')", 'date', null],
  ["day > '2025-05-11'", 'boolean', true],
  ["t < '2025-05-12 15:33:36'", 'boolean', true],
  ["day in ('2025-5-12', 'x')", 'boolean', false],
  ['day + 3', 'date', 20223],
  ['1 + day - 2', 'date', 20219],
  ["months_between(day, date '2025-03-01')", 'double', 2.35483871],
  ['last_day(day)', 'date', 20239],
  ['unix_timestamp(t)', 'long', 1747064015],
  // nested
  ['items[0].name', 'string', 'x'],
  ['items[9].name', 'string', null],
  ['items.qty', 'array<int>', [2, 3]],
  ['m.a', 'int', 1],
  ["m['zz']", 'int', null],
  ['size(items)', 'int', 2],
  ['array_contains(nums, 2)', 'boolean', true],
  ['array_max(nums)', 'int', 3],
  ['array_sum(nums)', 'long', 6],
  ['sort_array(nums)', 'array<int>', [null, 1, 2, 3]],
  ['array_sort(nums)', 'array<int>', [1, 2, 3, null]],
  ['slice(nums, -9, 2)', 'array<int>', []],
  ['transform(items, x -> x.qty * x.price)', 'array<decimal(21,2)>', ['21.00', '0.99']],
  ['array_sum(transform(items, x -> x.qty * x.price))', 'decimal(31,2)', '21.99'],
  ['aggregate(items, 0, (a, x) -> a + x.qty)', 'int', 5],
  ['aggregate(items, 0, (a, x) -> a + x.qty * x.price)', 'decimal(38,2)', '21.99'],
  ['filter(items, x -> x.qty > 2)[0].name', 'string', 'y'],
  ['exists(items, x -> x.price < 1)', 'boolean', true],
  ['element_at(nums, -1)', 'int', 2],
  ["array_join(items.name, '-')", 'string', 'x-y'],
  ['get_json_object(\'{"a":[1,{"b":2}]}\', \'$.a[1].b\')', 'string', '2'],
  ['I + `i`', 'int', 14],
]

describe('expressions', () => {
  it.each(cases)('%s', (text, type, result) => {
    const compiled = compileExpression(text, input)
    expect(printType(compiled.type)).toBe(type)
    expect(shown(compiled.evaluate(row))).toEqual(result)
  })

  it('reads local time in the zone that is given, through changes of the clocks', () => {
    const local = compileExpression("date_format(t, 'yyyy-MM-dd HH:mm XXX')", input, {
      timezone: 'Europe/Madrid',
    })
    expect(local.evaluate({ t: Date.UTC(2025, 2, 30, 0, 59) })).toBe('2025-03-30 01:59 +01:00')
    expect(local.evaluate({ t: Date.UTC(2025, 2, 30, 1, 0) })).toBe('2025-03-30 03:00 +02:00')
    const skipped = compileExpression("to_timestamp(s, 'yyyy-MM-dd HH:mm')", input, {
      timezone: 'Europe/Madrid',
    })
    expect(skipped.evaluate({ s: '2025-03-30 02:30' })).toBe(Date.UTC(2025, 2, 30, 1, 30))
    expect(skipped.evaluate({ s: '2025-10-26 02:30' })).toBe(Date.UTC(2025, 9, 26, 0, 30))
    // Spark's 24 hours are a day, however long it is.
    const later = compileExpression('t + interval 24 hours', input, { timezone: 'Europe/Madrid' })
    expect(later.evaluate({ t: Date.UTC(2025, 2, 29, 11) })).toBe(Date.UTC(2025, 2, 30, 10))
  })

  it('reads the clock only where one is given', () => {
    expect(checkExpression('now()', input).problems[0]?.code).toBe('expr-no-clock')
    expect(compileExpression('now()', input, { now: () => 5 }).evaluate({})).toBe(5)
  })
})

const mistakes: readonly (readonly [text: string, code: string, column: number])[] = [
  ['', 'expr-ends-early', 1],
  ['i +', 'expr-ends-early', 3],
  ['(i', 'expr-ends-early', 2],
  ['i ? 2', 'expr-character', 3],
  ["'open", 'expr-open-string', 1],
  ['i 2', 'expr-syntax', 3],
  ['itms', 'expr-unknown-column-near', 1],
  ['zzzzzz', 'expr-unknown-column', 1],
  ['items[0].nme', 'expr-unknown-column-near', 10],
  ['uper(s)', 'expr-unknown-function-near', 1],
  ['frobnicate(s)', 'expr-unknown-function', 1],
  ['upper(s, s)', 'expr-argument-count', 1],
  ['upper(i)', 'expr-arguments', 7],
  ["i = '7'", 'expr-operands', 1],
  ['i and b', 'expr-not-a-condition', 1],
  ['-s', 'expr-not-a-number', 1],
  ['i like s', 'expr-not-a-text', 1],
  ["case when b then 1 else 'x' end", 'expr-different-types', 25],
  ['cast(items as int)', 'expr-cast', 1],
  ['cast(i as inte)', 'expr-unknown-type', 11],
  ['i.x', 'expr-no-fields', 3],
  ['i[0]', 'expr-no-index', 1],
  ['sum(i)', 'expr-aggregate-here', 1],
  ['interval 5 minutes', 'expr-bare-interval', 1],
  ['x -> x', 'expr-bare-lambda', 1],
  ["date '2025-13-01'", 'expr-bad-date', 1],
  ["s rlike '('", 'expr-bad-pattern', 9],
  ["to_date(s, 'YYYY')", 'expr-bad-date-pattern', 12],
  ["to_date(s, 'EEE')", 'expr-bad-date-pattern', 12],
  ["map(1, 'a')", 'expr-map-pairs', 5],
  ['named_struct(s, 1)', 'expr-struct-pairs', 14],
  ['transform(items, x -> x.nme)', 'expr-unknown-column-near', 25],
]

describe('mistakes', () => {
  it.each(mistakes)('%s', (text, code, column) => {
    const [problem] = checkExpression(text, input).problems
    expect(problem).toMatchObject({ code, params: { column, line: 1 } })
  })

  it('reports several at once, each in its place', () => {
    const { problems } = checkExpression('aa + \n bb', structOf('struct<x: int>'))
    expect(problems.map(p => [p.params.line, p.params.column])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })
})
