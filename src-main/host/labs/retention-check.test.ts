import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KafkaAdmin, plainKafka } from '@main/connections'
import { LabError } from '@shared/errors'
import { retentionCheck } from './retention-check'

const NOW = Date.parse('2026-03-20T12:00:00Z')
const now = () => NOW
const lab = (clock: string, topic = '', source = 'fake-data') => `sluice: 1
id: old-days
title: Old days
clock: "${clock}"
connections: { broker: { type: kafka } }
records: { order: { fields: { id: sequence } } }
nodes:
  orders:
    type: ${source}
    with: ${source === 'replay' ? '{ file: orders.csv }' : '{ record: order }'}
  log:
    type: topic
    from: orders
    with: { connection: broker, topic: orders${topic} }
`
const MONTH_AGO = '2026-02-20T12:00:00Z'
const NOW_TEXT = new Date(NOW).toISOString()
const YESTERDAY = '2026-03-19T12:00:00Z'

/** A broker with these topics and settings; without, it does not answer. */
class Broker extends KafkaAdmin {
  constructor(
    private readonly topics: Readonly<Record<string, string>>,
    private readonly hours: string,
  ) {
    super(plainKafka('127.0.0.1:1'))
  }

  override async configsOf(topic: string) {
    const value = this.topics[topic]
    if (value === undefined) throw new LabError('kafka-no-topic', { kind: 'remote' })
    return [{ name: 'retention.ms', value, isDefault: false, readOnly: false }]
  }

  override async brokerSettings() {
    const source = 'start' as const
    return [{ name: 'log.retention.hours', value: this.hours, source, readOnly: true }]
  }
}

let dataDir = ''
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'sluice-retention-'))))
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const check = (broker?: Broker) =>
  retentionCheck(
    {
      dataDir,
      profiles: {
        admin: async () => {
          if (broker) return broker
          throw new LabError('kafka-unreachable', { kind: 'unreachable' })
        },
      },
      enginesReady: async () => {},
    },
    now,
  )

it('warns where a new topic would keep records for less time than they are dated back', async () => {
  const [problem, ...more] = await check(new Broker({}, '168'))(lab(MONTH_AGO))
  expect(more).toEqual([])
  expect(problem).toMatchObject({
    severity: 'warning',
    code: 'lab-retention-eats',
    node: 'log',
    path: 'nodes.log.with.configs',
    line: 14,
    params: { source: 'orders', topic: 'orders', kept: '7 d', from: '2026-02-20T12:00:00.000Z' },
  })
  expect(await check(new Broker({}, '168'))(lab(YESTERDAY))).toEqual([])
})

it('asks the broker what a new topic gets, and the lab before it', async () => {
  expect(await check(new Broker({}, '2'))(lab(YESTERDAY))).toMatchObject([
    { params: { kept: '2 h' } },
  ])
  const forever = ', configs: { retention.ms: "-1" }'
  expect(await check(new Broker({}, '2'))(lab(MONTH_AGO, forever))).toEqual([])
})

it('takes the settings of a topic that is there, whatever the lab says', async () => {
  const short = ', configs: { retention.ms: "1000" }'
  expect(await check(new Broker({ orders: '-1' }, '1'))(lab(MONTH_AGO, short))).toEqual([])
  const long = ', configs: { retention.ms: "-1" }'
  expect(await check(new Broker({ orders: '90000' }, '168'))(lab(YESTERDAY, long))).toMatchObject([
    { params: { kept: '90 s' } },
  ])
})

it('counts on the usual settings while no broker answers', async () => {
  expect(await check()(lab(MONTH_AGO))).toMatchObject([{ params: { kept: '7 d' } }])
  expect(await check()(lab(YESTERDAY))).toEqual([])
})

it('sets the clock as the start does: by what it is told, or by the run that goes on', async () => {
  const asked = check(new Broker({}, '168'))
  expect(
    await asked(lab(NOW_TEXT), { overrides: { clockMs: Date.parse(MONTH_AGO) } }),
  ).toHaveLength(1)
  expect(await asked(lab(MONTH_AGO), { overrides: { clockMs: NOW } })).toEqual([])
})

it('does not warn of a replay: its records carry the time in which they are written', async () => {
  expect(await check(new Broker({}, '1'))(lab(MONTH_AGO, '', 'replay'))).toEqual([])
})
