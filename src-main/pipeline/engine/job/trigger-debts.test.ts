// What a total keeps until its trigger is counted in records, however many rows were made of each.
import { expect, it } from 'vitest'
import { TriggerDebts } from './trigger-debts'

it('counts the records since a node owed nothing last', () => {
  let owes = false
  const nodes = new Map([['total', { id: 'total', operator: { owes: () => owes } }]])
  const debts = new TriggerDebts({ nodes })
  debts.took('orders>total', 10)
  debts.settle()
  expect(debts.of(['total'], ['orders>total'])).toBe(0)
  owes = true
  debts.took('orders>total', 3)
  debts.took('other>total', 2)
  debts.settle()
  expect(debts.of(['total', 'sink'], ['orders>total'])).toBe(3)
  expect(debts.of(['sink'], ['orders>total'])).toBe(0)
  owes = false
  debts.settle()
  owes = true
  debts.took('orders>total', 1)
  expect(debts.of(['total'], ['orders>total', 'other>total'])).toBe(1)
})
