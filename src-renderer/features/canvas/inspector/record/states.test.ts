// The states' form: what each change writes, and where the picture has its boxes.
import { describe, expect, it } from 'vitest'
import {
  addStep,
  aimStep,
  drawn,
  endsIn,
  firstStates,
  removeStep,
  renameState,
  withStep,
} from './states'

const states = {
  cart: { paid: { share: 0.7 }, left: { share: 0.2 } },
  paid: { shipped: { after: '1 h' } },
  shipped: { cart: { share: 0.1 } },
}

describe('a change of the states', () => {
  it('sets a part of a step, and takes it away', () => {
    const slow = withStep(states, 'cart', 'paid', { after: ['1 s', '2 s'] })
    expect(slow.cart).toEqual({ paid: { share: 0.7, after: ['1 s', '2 s'] }, left: { share: 0.2 } })
    expect(withStep(states, 'cart', 'left', { share: undefined }).cart?.left).toEqual({})
  })

  it('adds a state of a free name, and removes what nobody gets to any more', () => {
    expect(Object.keys(addStep(addStep(states, 'left'), 'left').left ?? {})).toEqual([
      'state',
      'state-2',
    ])
    expect(removeStep(states, 'cart', 'paid')).toEqual({ cart: { left: { share: 0.2 } } })
    expect(removeStep({ a: { b: {} } }, 'a', 'b')).toBeUndefined()
  })

  it('renames a state wherever it is named, in its place', () => {
    expect(Object.keys(renameState(states, 'paid', 'bought') ?? {})).toEqual([
      'cart',
      'bought',
      'shipped',
    ])
    expect(renameState(states, 'paid', 'left')).toBeUndefined()
    expect(Object.keys(aimStep(states, 'cart', 'left', 'gone').cart ?? {})).toEqual([
      'paid',
      'gone',
    ])
  })

  it('begins with states that a lab accepts', () => {
    expect(endsIn(firstStates())).toEqual([{ state: 'cart', share: expect.closeTo(0.3) }])
  })
})

it('draws each state once, further down the more steps it is away from the first', () => {
  const { boxes, steps, width, height } = drawn(states)
  expect(boxes.map(({ name, x, y }) => [name, x, y])).toEqual([
    ['cart', 0, 0],
    ['paid', 0, 50],
    ['shipped', 0, 100],
    ['left', 100, 50],
  ])
  expect(steps.map(({ id }) => id)).toEqual([
    'cart > paid',
    'cart > left',
    'paid > shipped',
    'shipped > cart',
  ])
  // Room for the way back beside the boxes.
  expect([width, height]).toEqual([184 + 34, 124])
})
