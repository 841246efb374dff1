import { expect, it, vi } from 'vitest'
import { ByteBudget } from './byte-budget'

it('counts what is held, and lets the last one through', () => {
  const budget = new ByteBudget(() => 100)
  const first = budget.take(60)
  expect([budget.leftBytes, budget.isSpent]).toEqual([40, false])
  const second = budget.take(90)
  expect([budget.heldBytes, budget.leftBytes, budget.isSpent]).toEqual([150, 0, true])
  second.resize(10)
  expect(budget.leftBytes).toBe(30)
  first.release()
  first.release()
  first.resize(50)
  expect(budget.heldBytes).toBe(10)
})

it('tells those that wait when there is room again, once', () => {
  let max = 100
  const budget = new ByteBudget(() => max)
  const onRoom = vi.fn()
  const cancel = budget.onRoom(onRoom)
  budget.take(10).release()
  expect(onRoom).not.toHaveBeenCalled()
  const held = budget.take(100)
  const other = budget.take(20)
  expect(budget.isSpent).toBe(true)
  other.release()
  expect(onRoom).not.toHaveBeenCalled()
  held.resize(40)
  held.resize(30)
  expect(onRoom).toHaveBeenCalledTimes(1)
  max = 20
  expect(budget.isSpent).toBe(true)
  cancel()
  held.release()
  expect(onRoom).toHaveBeenCalledTimes(1)
})
