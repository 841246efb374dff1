// Steps on the bench: each rule of dedupe, flatten, split, route and union, with what is remembered
// over a restart.
import { describe, expect, it } from 'vitest'
import { bench } from '../../testing/node-bench'
import { chanceOf } from './route/chance'

const MINUTE = 60_000

describe('dedupe', () => {
  const ids = { inputs: [{ id: 'long', name: 'string' }] }

  it('lets each key through once, the first that came, also after a restart', () => {
    const node = bench('dedupe', { by: ['id'] }, ids)
    expect(
      node.push([
        { id: 1, name: 'a' },
        { id: 1, name: 'b' },
        { id: 2, name: 'c' },
      ]),
    ).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: 'c' },
    ])
    expect(
      node.again().push([
        { id: 2, name: 'd' },
        { id: 3, name: 'e' },
      ]),
    ).toEqual([{ id: 3, name: 'e' }])
  })

  it('tells keys of several fields and NULL apart', () => {
    const node = bench('dedupe', { by: ['id', 'name'] }, ids)
    const rows = [
      { id: 1, name: null },
      { id: null, name: '1' },
      { id: 1, name: 'null' },
      { id: 1, name: null },
    ]
    expect(node.push(rows)).toHaveLength(3)
  })

  it('forgets what cannot come any more, leaves late rows out, and saves a key that came back', () => {
    const timed = { inputs: [{ id: 'long', at: 'timestamp' }] }
    const node = bench('dedupe', { by: ['id'], time: 'at', watermark: '1 minute' }, timed)
    const at = (minutes: number) => new Date(minutes * MINUTE).toISOString()
    expect(node.push([{ id: 1, at: at(1) }])).toHaveLength(1)
    expect(node.push([{ id: 2, at: at(10) }])).toHaveLength(1)
    node.end()
    expect(node.operator.stateKeys?.()).toBe(1)
    expect(node.push([{ id: 3, at: at(2) }])).toEqual([])
    expect(node.late).toEqual({ counted: 0, left: 1, untimed: 0 })
    // 1 was forgotten, so it may come again with a newer time; both lists of the snapshot name it
    // and it is kept.
    expect(node.push([{ id: 1, at: at(10) }])).toHaveLength(1)
    const delta = node.operator.snapshot?.(false)
    expect(delta?.set?.map(([key]) => key)).toContain('1')
    expect(
      node.again().push([
        { id: 1, at: at(11) },
        { id: 3, at: at(2) },
      ]),
    ).toEqual([])
  })

  it('takes what lies at the watermark itself for late, as Spark does, and lets a row without a time through once', () => {
    const timed = { inputs: [{ id: 'long', at: 'timestamp' }] }
    const node = bench('dedupe', { by: ['id'], time: 'at', watermark: '1 minute' }, timed)
    const at = (minutes: number) => new Date(minutes * MINUTE).toISOString()
    node.push([{ id: 1, at: at(10) }])
    node.end()
    expect(node.push([{ id: 2, at: at(9) }])).toEqual([])
    expect(node.push([{ id: 3, at: new Date(9 * MINUTE + 1).toISOString() }])).toHaveLength(1)
    expect(node.push([{ id: 4 }, { id: 4 }])).toHaveLength(1)
    expect(node.again().push([{ id: 4 }, { id: 5, at: at(20) }])).toHaveLength(1)
  })

  it('refuses half a watermark and unknown keys', () => {
    expect(bench('dedupe', { by: ['nope'], time: 'id' }, ids).problems).toEqual([
      'lab-no-field',
      'lab-not-a-timestamp',
      'lab-time-and-watermark',
    ])
  })
})

describe('flatten', () => {
  const nested = {
    inputs: [
      { id: 'int', who: 'struct<name: string, home: struct<city: string>>', list: 'array<int>' },
    ],
  }

  it('makes nested fields top-level, leaves arrays, and takes a missing struct for NULLs', () => {
    const node = bench('flatten', {}, nested)
    expect(
      node.push([
        { id: 1, who: { name: 'Ana', home: { city: 'Recife' } }, list: [1, 2] },
        { id: 2, who: null, list: null },
      ]),
    ).toEqual([
      { id: 1, who_name: 'Ana', who_home_city: 'Recife', list: [1, 2] },
      { id: 2, who_name: null, who_home_city: null, list: null },
    ])
  })

  it('takes another separator, and only the fields that are named', () => {
    const two = { inputs: [{ a: 'struct<x: int>', b: 'struct<x: int>' }] }
    expect(
      bench('flatten', { separator: '.', fields: ['a'] }, two).push([{ a: { x: 1 }, b: { x: 2 } }]),
    ).toEqual([{ 'a.x': 1, b: { x: 2 } }])
  })

  it('says when two fields would have one name, and when a key would vanish', () => {
    expect(
      bench('flatten', {}, { inputs: [{ a_x: 'int', a: 'struct<x: int>' }] }).problems,
    ).toEqual(['lab-name-twice'])
    expect(
      bench('flatten', {}, { inputs: [{ k: 'struct<x: int>' }], stream: { keys: ['k'] } }).problems,
    ).toEqual(['lab-key-changed'])
  })
})

describe('split', () => {
  const amounts = { inputs: [{ id: 'int', amount: 'int' }] }
  const ports = { ports: { big: 'amount > 100', middle: 'amount > 10' } }

  it('sends each row to the first port whose condition is true; NULL is not true', () => {
    const node = bench('split', ports, amounts)
    node.push([500, 50, 5, null].map((amount, id) => ({ id, amount })))
    expect(node.taken('big')).toEqual([{ id: 0, amount: 500 }])
    expect(node.taken('middle')).toEqual([{ id: 1, amount: 50 }])
    expect(node.taken('rest')).toEqual([
      { id: 2, amount: 5 },
      { id: 3, amount: null },
    ])
  })

  it('takes a row of a table back from the ports that it left', () => {
    const node = bench('split', ports, { ...amounts, stream: { keys: ['id'] } })
    node.push([{ id: 1, amount: 500 }])
    expect([node.removed('big'), node.removed('middle'), node.removed('rest')]).toEqual([
      [],
      [{ id: 1 }],
      [{ id: 1 }],
    ])
    node.push([{ id: 1, amount: 5 }])
    expect(node.removed('big')).toEqual([{ id: 1 }])
    expect(node.taken('rest')).toEqual([{ id: 1, amount: 5 }])
  })

  it('leaves the name of the port for dead letters to the engine', () => {
    expect(
      bench('split', { ports: { dead: 'true' } }, { inputs: [{ n: 'int' }] }).problems,
    ).toContain('lab-form-port')
  })

  it('refuses a condition that is none', () => {
    expect(bench('split', { ports: { odd: 'amount + 1' } }, amounts).problems).toEqual([
      'lab-not-a-condition',
    ])
  })
})

describe('random route', () => {
  it('sends the same key the same way on every desk, in the shares that were asked for', () => {
    const node = () =>
      bench('route', { by: 'id', shares: { a: 0.5, b: 0.2 } }, { inputs: [{ id: 'int' }] })
    const ids = Array.from({ length: 5000 }, (_, id) => ({ id }))
    const [one, other] = [node(), node()]
    one.push(ids)
    other.push(ids)
    const [a, b, rest] = ['a', 'b', 'rest'].map(port => one.taken(port))
    expect(other.taken('a')).toEqual(a)
    expect((a?.length ?? 0) / 5000).toBeCloseTo(0.5, 1)
    expect((b?.length ?? 0) / 5000).toBeCloseTo(0.2, 1)
    expect((a?.length ?? 0) + (b?.length ?? 0) + (rest?.length ?? 0)).toBe(5000)
  })

  it('is spread evenly, and differs by seed', () => {
    const chances = Array.from({ length: 10_000 }, (_, i) => chanceOf(`1:${i}`))
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...chances)).toBeLessThan(1)
    expect(chances.reduce((a, b) => a + b, 0) / chances.length).toBeCloseTo(0.5, 1)
    expect(chanceOf('2:1')).not.toBe(chanceOf('1:1'))
  })
})

describe('union', () => {
  it('matches fields by name and fills what one side lacks with NULL', () => {
    const node = bench(
      'union',
      {},
      {
        inputs: [
          { id: 'int', a: 'string' },
          { b: 'string', id: 'int' },
        ],
      },
    )
    expect(node.push([{ id: 1, a: 'x' }], 0)).toEqual([{ id: 1, a: 'x', b: null }])
    expect(node.push([{ id: 2, b: 'y' }], 1)).toEqual([{ id: 2, a: null, b: 'y' }])
  })

  it('widens a narrower type, so that what follows meets one kind of value', () => {
    const inputs = [
      { price: 'int', at: 'date' },
      { price: 'decimal(10,2)', at: 'timestamp' },
    ]
    const node = bench('union', {}, { inputs })
    const [first] = node.push([{ price: 3, at: '2025-05-12' }], 0)
    const [second] = node.push([{ price: 2.5, at: '2025-05-12T10:00:00Z' }], 1)
    expect([first, second]).toEqual([
      { price: 3, at: '2025-05-12T00:00:00.000Z' },
      { price: 2.5, at: '2025-05-12T10:00:00.000Z' },
    ])
    const row = node.outputs.out?.row.fields.map(field => field.type.kind)
    expect(row).toEqual(['decimal', 'timestamp'])
  })

  it('refuses types that have nothing in common, and tables under change', () => {
    expect(bench('union', {}, { inputs: [{ a: 'int' }, { a: 'array<int>' }] }).problems).toEqual([
      'lab-union-types',
    ])
    expect(
      bench('union', {}, { inputs: [{ a: 'int' }], stream: { keys: ['a'] } }).problems,
    ).toEqual(['lab-needs-events'])
  })
})
