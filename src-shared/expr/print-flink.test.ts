// Expressions as Flink SQL: where it is another language than Spark's, and what it does not have.
import { describe, expect, it } from 'vitest'
import { flinkInterval, toFlinkSql } from './print-flink'
import { parseType } from './type-parser'
import type { StructType } from './types'

const row: StructType = {
  kind: 'struct',
  fields: Object.entries({
    name: 'string',
    n: 'int',
    big: 'long',
    price: 'decimal(10,2)',
    at: 'timestamp',
    day: 'date',
    ok: 'boolean',
    tags: 'array<string>',
    product: 'struct<name: string, `group`: string, quantity: string, price: decimal(12,2)>',
  }).map(([name, type]) => ({ name, type: parseType(type) })),
}
const flink = (text: string) => toFlinkSql(text, row, 'UTC')

describe('an expression as Flink SQL', () => {
  it.each([
    ['name', '`name`'],
    ['product.`group`', '`product`.`group`'],
    ["name = 'it''s'", "`name` = 'it''s'"],
    ['tags[0]', '`tags`[1]'],
    ["name || '-' || n", "CONCAT(CONCAT(`name`, '-'), CAST(`n` AS STRING))"],
    ['name <=> null', '`name` IS NOT DISTINCT FROM NULL'],
    ["name rlike '^a'", "REGEXP(`name`, '^a')"],
    ["name like '10\\\\%'", String.raw`${'`name`'} LIKE '10\%' ESCAPE '\'`],
    ['ok is not true', '`ok` IS NOT TRUE'],
    ['cast(ok as string)', 'LOWER(CAST(`ok` AS STRING))'],
    ['if(ok, name, null)', 'CASE WHEN `ok` THEN `name` ELSE NULL END'],
    ['at + interval 5000 seconds', "`at` + INTERVAL '0 01:23:20.000' DAY(3) TO SECOND(3)"],
    ['at + interval 5 minutes', "`at` + INTERVAL '5' MINUTE(3)"],
    ["date_trunc('day', at)", 'FLOOR(`at` TO DAY)'],
  ])('%s', (text, sql) => expect(flink(text)).toBe(sql))

  it('gives NULL where Flink would end the job', () => {
    expect(flink('cast(name as int)')).toBe('CAST(TRY_CAST(TRIM(`name`) AS INT) AS INT)')
    expect(flink('n / 2')).toBe('CAST(CAST(`n` AS DOUBLE) / NULLIF(2, 0) AS DOUBLE)')
    expect(flink('n % 0')).toBe('CAST(MOD(`n`, NULLIF(0, 0)) AS INT)')
    expect(flink('name = n')).toBe('TRY_CAST(`name` AS INT) = `n`')
    expect(flink("to_timestamp(name, 'dd/MM/yyyy')")).toBe(
      "CAST(TO_TIMESTAMP(`name`, 'dd/MM/yyyy') AS TIMESTAMP_LTZ(3))",
    )
  })

  it('keeps the types of totals: Flink adds up ints as ints, decimals to 38 digits', () => {
    expect(flink('sum(n)')).toBe('CAST(SUM(CAST(`n` AS BIGINT)) AS BIGINT)')
    expect(flink('avg(n)')).toBe('CAST(AVG(CAST(`n` AS DOUBLE)) AS DOUBLE)')
    expect(flink('sum(price)')).toBe('CAST(SUM(`price`) AS DECIMAL(20, 2))')
    expect(flink('count(*)')).toBe('CAST(COUNT(*) AS BIGINT)')
    expect(flink('count(distinct name)')).toBe('CAST(COUNT(DISTINCT `name`) AS BIGINT)')
    expect(flink('sum(cast(coalesce(product.quantity, name) as int) * product.price)')).toBe(
      'CAST(SUM(TRY_CAST(TRIM(COALESCE(`product`.`quantity`, `name`)) AS INT) * `product`.`price`) AS DECIMAL(33, 2))',
    )
  })

  it('keeps what binds together in parentheses', () => {
    expect(flink('(n + 1) * 2')).toBe('CAST((`n` + 1) * 2 AS INT)')
    expect(flink('not (ok or n > 1)')).toBe('NOT (`ok` OR (`n` > 1))')
  })

  it.each([
    'array_sum(transform(tags, t -> 1))',
    'top_k(name, 2)',
    'percentile(n, 0.5)',
    'greatest(n, 1)',
  ])('refuses %s by its name', text => {
    let code = ''
    try {
      flink(text)
    } catch (error) {
      code = (error as { code: string }).code
    }
    expect(code).toBe('export-flink-function')
  })

  it('writes lengths of time of any size', () => {
    expect(flinkInterval(5000)).toBe("INTERVAL '0 00:00:05.000' DAY(3) TO SECOND(3)")
    expect(flinkInterval(90_061_001)).toBe("INTERVAL '1 01:01:01.001' DAY(3) TO SECOND(3)")
  })
})
