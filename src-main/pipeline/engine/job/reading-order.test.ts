// What is read first at the start of a job.
import { describe, expect, it } from 'vitest'
import { checkLab, bindLab } from '../../plan/check-lab'
import { planTasks } from '../../plan/tasks'
import { readFirst, ReadingOrder } from './reading-order'

const input = (id: string, lag: number) => ({ id, lag })

describe('the reading order of a job', () => {
  it('puts the topic of a table first, through the steps between', () => {
    const { lab } = checkLab(`
sluice: 1
id: priced
title: Priced
connections: { broker: { type: kafka } }
nodes:
  orders: { type: topic, with: { connection: broker, topic: orders } }
  prices: { type: topic, with: { connection: broker, topic: prices } }
  order: { type: parse, from: orders, with: { fields: { id: string } } }
  price: { type: parse, from: prices, with: { fields: { id: string, price: int } } }
  known: { type: filter, from: price, with: { where: price > 0 } }
  pair: { type: join, from: [order, known], with: { on: { id: id }, table: true } }
  shown: { type: console, from: pair }
`)
    if (!lab) throw new Error('not a lab')
    const inputs = planTasks(lab).jobs.flatMap(job => job.inputs)
    expect([
      ...readFirst(
        bindLab(lab, () => 0),
        inputs,
      ),
    ]).toEqual(['prices>price'])
  })

  it('reads nothing else until the end is reached, and then all', () => {
    const order = new ReadingOrder(new Set(['table']), () => 0)
    const stream = input('stream', 5)
    expect(order.of([stream, input('table', 3)]).map(({ id }) => id)).toEqual(['table'])
    expect(order.of([stream, input('table', 0)]).map(({ id }) => id)).toEqual(['stream', 'table'])
    // What comes to the table later waits for nobody.
    expect(order.of([stream, input('table', 9)])).toHaveLength(2)
  })

  it('does not wait for an end that never comes', () => {
    let now = 0
    const order = new ReadingOrder(new Set(['table']), () => now)
    const inputs = [input('stream', 5), input('table', 1)]
    expect(order.of(inputs)).toHaveLength(1)
    now = 11_000
    expect(order.of(inputs)).toHaveLength(2)
  })
})
