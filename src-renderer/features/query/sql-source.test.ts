// A SQL tab: where its statements end, and what each of its sources asks.
import { expect, it } from 'vitest'
import { overOf, sqlName, sqlStatementsOf } from './sql-source'

it('cuts SQL at semicolons outside texts, quoted names and comments', () => {
  const text = `-- first; one
SELECT ';' AS a, "b;c" FROM t; /* no; */ SELECT 2::INT || 'x'

;`
  const found = sqlStatementsOf(text)
  expect(found.map(each => each.text)).toEqual([
    `SELECT ';' AS a, "b;c" FROM t`,
    `SELECT 2::INT || 'x'`,
  ])
  for (const each of found) expect(text.slice(each.from).startsWith(each.text)).toBe(true)
  expect(sqlStatementsOf(' \n-- nothing')).toEqual([])
  expect(sqlStatementsOf(`SELECT 'open; text`).map(each => each.text)).toEqual([
    `SELECT 'open; text`,
  ])
})

it('knows what a tab asks', () => {
  expect(overOf('topics:builtin')).toEqual({ topics: 'builtin' })
  expect(overOf('db:shop:eu')).toEqual({ connection: 'shop:eu' })
})

it('quotes a name where a statement needs it, as the server does', () => {
  expect(sqlName(['orders'], false)).toBe('orders')
  expect(sqlName(['sales', 'order'], false)).toBe('sales."order"')
  expect(sqlName(['Per "day"'], false)).toBe('"Per ""day"""')
  expect(sqlName(['shop', 'Per `day`'], true)).toBe('shop.`Per ``day```')
})
