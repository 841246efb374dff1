// A state machine refuses mistakes before it runs, each at its place in the person's text.
import { describe, expect, it } from 'vitest'
import { bench } from '../../../testing/node-bench'

const orders = { inputs: [{ id: 'string', n: 'int' }] }
const counter = {
  by: { id: 'id' },
  state: { count: { type: 'long', start: '0' } },
  set: { count: 'state.count + n' },
}

describe('a state per key', () => {
  it('takes on the type that was declared', () => {
    const node = bench(
      'machine',
      { ...counter, state: { count: { type: 'decimal(10,2)', start: 'n' } } },
      orders,
    )
    expect(node.push([{ id: 'a', n: 5 }])).toEqual([{ id: 'a', count: 10 }])
  })

  it('refuses a condition that is none, a name that stands there twice, and what cannot become the type', () => {
    const problems = (more: object) => bench('machine', { ...counter, ...more }, orders).problems
    expect(problems({ when: 'n + 1' })).toEqual(['lab-not-a-condition'])
    expect(problems({ by: { count: 'id' } })).toEqual(['lab-name-twice'])
    expect(problems({ set: { count: 'array(n)' } })).toEqual(['expr-cast'])
    expect(problems({ set: { count: '1) + (n' } })).toEqual(['expr-syntax'])
  })
})
