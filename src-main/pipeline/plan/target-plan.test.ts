import { expect, it } from 'vitest'
import { parseLab } from '@shared/lab'
import { flinkPlan } from './flink-plan'
import { pysparkPlan } from './target-plan'

const LAB = `
sluice: 1
id: late
title: Late
connections: { broker: { type: kafka } }
nodes:
  events: { type: topic, with: { connection: broker, topic: events } }
  event: { type: parse, from: events, with: { fields: { at: timestamp } } }
  minutes:
    type: aggregate
    from: event
    with: { compute: { n: count(*) }, window: { tumbling: 1 min }, time: at, watermark: 1 min }
  missed: { type: console, from: minutes.late }
`

it.each([
  ['PySpark', pysparkPlan],
  ['Flink SQL', flinkPlan],
] as const)('says that %s gives nobody what came too late', (target, plan) => {
  const { lab } = parseLab(LAB)
  const { problems } = plan(lab!, 'en')
  expect(problems).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      code: 'export-no-late-port',
      path: 'nodes.missed.from',
      params: expect.objectContaining({ node: 'missed', from: 'minutes', target }),
    }),
  )
})
