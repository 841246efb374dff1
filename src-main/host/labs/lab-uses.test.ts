// What the start page filters labs by.
import { expect, it } from 'vitest'
import { checkLab } from '@main/pipeline'
import { usesOf } from './lab-uses'

const LAB = `sluice: 1
id: desk
title: Desk
connections: { broker: { type: kafka } }
records:
  sale: { fields: { id: uuid, at: { time: iso } }, faults: { late: { share: 0.1, by: 5 s } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: 1 } }
  sales: { type: topic, from: made, with: { connection: broker, topic: sales } }
  sale: { type: parse, from: sales, with: { fields: { id: string, at: timestamp } } }
  minutes: { type: aggregate, from: sale, with: { compute: { n: count(*) }, window: { tumbling: 1 m }, time: at, watermark: 5 s } }
  seen: { type: live, from: minutes }
`

it('names settings of nodes, of windows and of records', () => {
  const { lab } = checkLab(LAB)
  expect(lab && usesOf(lab)).toEqual(
    expect.arrayContaining(['window', 'tumbling', 'watermark', 'faults', 'late', 'rate']),
  )
  expect(lab && usesOf(lab)).not.toContain('dashboard')
})
