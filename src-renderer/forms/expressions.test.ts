// The page checks an expression while a person writes it.
import { describe, expect, it } from 'vitest'
import { scopesOf, tryOut } from './expressions'

const scopeOf = scopesOf({
  expressions: [
    {
      path: 'compute.total',
      row: 'struct<name: string, quantity: int, price: decimal(10,2)>',
      aggregate: true,
    },
    {
      path: 'by.product',
      row: 'struct<name: string, quantity: int, price: decimal(10,2)>',
      aggregate: false,
    },
    { path: 'when', row: 'struct<other: int>', aggregate: false },
  ],
  row: 'struct<name: string, quantity: int, price: decimal(10,2)>',
  samples: [
    '{"name":"Hat","quantity":2,"price":"14.75"}',
    '{"name":"Hat","quantity":1,"price":"0.25"}',
  ],
  timezone: 'UTC',
})

describe('expressions while they are written', () => {
  it('computes the first sample row, exactly', () => {
    const scope = scopeOf('by.product')
    expect(scope && tryOut('quantity * price', scope)).toMatchObject({ value: '29.50', rows: 1 })
    expect(scope && tryOut('upper(name)', scope)).toMatchObject({ value: '"HAT"', type: 'string' })
  })

  it('totals over all samples', () => {
    const scope = scopeOf('compute.total')
    expect(scope && tryOut('sum(quantity * price)', scope)).toMatchObject({
      value: '29.75',
      rows: 2,
    })
  })

  it('gives a new row of a list what its sisters read, and other paths nothing', () => {
    expect(scopeOf('compute.')?.aggregate).toBe(true)
    expect(scopeOf('mode')).toBeUndefined()
  })

  it('knows the type alone where there is no sample of that row', () => {
    const scope = scopeOf('when')
    expect(scope && tryOut('other > 1', scope)).toEqual({ type: 'boolean', rows: 0 })
  })

  it('names the mistake', () => {
    const scope = scopeOf('by.product')
    expect(scope && tryOut('quantiti', scope)).toMatchObject({
      problem: { code: expect.stringContaining('expr') },
    })
  })
})
