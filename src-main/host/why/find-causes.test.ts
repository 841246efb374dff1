// Each cause is put into a lab where nothing is wrong, and is found; nothing else is found with it.
import { expect, it } from 'vitest'
import type {
  ClientSighting,
  DeadLetter,
  GraphStat,
  GroupChange,
  TimeView,
  TopicRecord,
} from '@shared/contract'
import { labFileSchema } from '@shared/lab'
import { describeError } from '@shared/text'
import type { Evidence, GroupFacts, TopicFacts } from './evidence'
import { CAUSE_IDS, findCauses } from './find-causes'

const NOW = Date.UTC(2026, 0, 1, 12)

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'shop',
  title: 'Shop',
  nodes: {
    made: { type: 'fake-data' },
    orders: { type: 'topic', from: 'made', with: { topic: 'orders' } },
    order: { type: 'parse', from: 'orders', with: { fields: { id: 'long', total: 'double' } } },
    minutes: { type: 'aggregate', from: 'order', with: { mode: 'update' } },
    stored: { type: 'cassandra', from: 'minutes' },
  },
})
const record = (n: number, given: Partial<TopicRecord> = {}): TopicRecord => ({
  ...{ partition: n % 3, offset: String(n), timeMs: NOW - 60_000, key: `k${n}`, headers: [] },
  ...{ value: JSON.stringify({ id: n, total: n * 2 }), sizeBytes: 30, truncated: false },
  ...given,
})
const topic: TopicFacts = {
  name: 'orders',
  partitions: [0, 1, 2].map(id => ({ id, earliest: 0, latest: 100 })),
  isCompacted: false,
  sample: Array.from({ length: 30 }, (_, n) => record(n)),
}
const member = (id: string, partitions: readonly number[], clientId = 'app.py') => ({
  ...{ id, clientId, host: '/127.0.0.1' },
  assignment: [{ topic: 'orders', partitions }],
})
const group: GroupFacts = {
  detail: {
    ...{ id: 'readers', state: 'Stable', members: 1, topics: ['orders'], lag: 3, lags: [] },
    protocol: 'range',
    memberList: [member('a', [0, 1, 2])],
    offsets: [{ topic: 'orders', partition: 0, committed: '97', latest: '100', lag: 3 }],
  },
  changes: [{ at: NOW - 60_000, state: 'stable', owners: [] }],
}
const stat = (key: string, given: Partial<GraphStat> = {}): GraphStat => ({
  ...{ key, ratePerSecond: 10, total: 300, errors: 0, ...given },
})
const dots = (offMs: number, factor = 1) =>
  Array.from({ length: 10 }, (_, n) => {
    const seenAt = NOW - n * 1000
    return [(seenAt - 300) * factor + offMs, seenAt] as const
  })
const time: TimeView = {
  ...{ node: 'minutes', nowMs: NOW, by: 'partition', watermark: NOW - 30_000, delayMs: 30_000 },
  lanes: [0, 1].map(partition => ({
    ...{ from: 'orders', partition, newest: NOW, onTime: dots(0), late: [], tooLate: [] },
  })),
  lanesMore: 0,
  counts: { read: 300, late: 4, tooLate: 0, untimed: 0 },
  lateRecords: [],
  drops: { unitMs: 1000, bySlack: [] },
}
const healthy: Evidence = {
  nowMs: NOW,
  lab,
  problems: [],
  stats: new Map(Object.keys(lab.nodes).map(id => [id, stat(`node:${id}`, { state: 'running' })])),
  edges: new Map([['minutes>stored', stat('edge:minutes>stored', { lag: 2, queueFill: 0.1 })]]),
  times: [time],
  deadLetters: [],
  topics: [topic],
  groups: [group],
  sightings: [
    { what: 'wrote', client: 'sluice', topic: 'orders', since: NOW - 9000, at: NOW, count: 9 },
    { what: 'from-latest', client: 'kcat', topic: 'orders', since: NOW, at: NOW, count: 1 },
  ],
  disk: { state: 'ok', freeBytes: 50e9, totalBytes: 100e9 },
  addresses: ['127.0.0.1:9092', '127.0.0.1:9042'],
}

const saw = (
  what: ClientSighting['what'],
  client: string,
  given: Partial<ClientSighting> = {},
) => ({
  sightings: [
    ...healthy.sightings,
    { what, client, since: NOW - 5000, at: NOW - 1000, count: 3, ...given },
  ],
})
const failing = (code: string, params = {}) => ({
  stats: new Map([
    ...healthy.stats,
    [
      'stored',
      stat('node:stored', {
        state: 'running',
        error: { code, params, kind: 'config', retry: false },
      }),
    ] as const,
  ]),
})
const letter = (code: string, params = {}): DeadLetter => ({
  ...{ seq: 1, at: NOW, node: 'order', value: '{}' },
  reason: { code, params, kind: 'data', retry: false },
})
const inTopic = (given: Partial<TopicFacts>) => ({ topics: [{ ...topic, ...given }] })
const inGroup = (given: Partial<GroupFacts['detail']>, changes?: readonly GroupChange[]) => ({
  groups: [{ detail: { ...group.detail, ...given }, changes: changes ?? group.changes }],
})
const because = (what: NonNullable<GroupChange['because']>['what']): GroupChange[] => [
  ...group.changes,
  { at: NOW - 5000, state: 'rebalancing', owners: [], because: { what, clientId: 'app.py' } },
]
const inTime = (given: Partial<TimeView>) => ({ times: [{ ...time, ...given }] })
const withDots = (offMs: number, factor?: number) =>
  inTime({ lanes: time.lanes.map(lane => ({ ...lane, onTime: dots(offMs, factor) })) })
const values = (of: (n: number) => string) =>
  inTopic({ sample: Array.from({ length: 20 }, (_, n) => record(n, { value: of(n) })) })

const TROUBLE: readonly (readonly [cause: string, trouble: Partial<Evidence>, says: string])[] = [
  [
    'idle-partition',
    inTime({
      open: { start: 0, end: 60, because: 'partition', lane: { from: 'orders', partition: 2 } },
    }),
    'Partition 2 sends nothing',
  ],
  [
    'skewed-key',
    inTopic({ partitions: [9, 1, 1].map((n, id) => ({ id, earliest: 0, latest: n * 100 })) }),
    'Partition 0 of topic orders has 82 %',
  ],
  [
    'slow-sink',
    { edges: new Map([['minutes>stored', stat('', { lag: 19_000, queueFill: 0.95 })]]) },
    '19000 wait before it',
  ],
  [
    'late-drops',
    inTime({
      counts: { read: 300, late: 4, tooLate: 12, untimed: 0 },
      drops: { unitMs: 1000, bySlack: [[69_000, 12]] },
    }),
    'left 12 rows out',
  ],
  [
    'mode-refused',
    {
      problems: [
        {
          ...{ path: 'nodes.minutes.with.mode', code: 'lab-append-needs-watermark' },
          ...{ node: 'minutes', severity: 'error', params: {} },
        },
      ],
    },
    'cannot give its rows out in mode update',
  ],
  [
    'reused-checkpoint',
    failing('run-state-changed', { nodes: 'minutes' }),
    'checkpoint of another',
  ],
  [
    'two-producers',
    saw('wrote', 'producer.py', { topic: 'orders', connection: 7 }),
    'sluice, producer.py',
  ],
  [
    'producer-twice',
    inTopic({ sample: [...Array(20).keys()].map(n => record(n % 10, { offset: String(n) })) }),
    'has 10 messages twice',
  ],
  [
    'wrong-type',
    { deadLetters: [letter('record-wrong-type', { field: 'total' })] },
    'reads field total',
  ],
  ['wrong-type', values(n => JSON.stringify({ id: n, Total: 3 })), 'reads field total'],
  [
    'never-commits',
    inGroup({ offsets: [{ ...group.detail.offsets[0]!, committed: '-1', lag: 100 }] }),
    'has never committed',
  ],
  [
    'latest',
    saw('from-latest', 'app.py', { topic: 'orders' }),
    'began at the end of topic orders, which has 300 records',
  ],
  [
    'more-consumers',
    inGroup({ memberList: [member('a', [0, 1, 2]), member('b', [])] }),
    '2 consumers for 3 partitions',
  ],
  ['session-timeout', inGroup({}, because('expired')), 'left app.py out'],
  ['max-poll', inGroup({}, because('late')), 'did not poll in time'],
  ['too-large', saw('too-large', 'app.py', { topic: 'orders' }), 'larger than topic orders takes'],
  ['retention', saw('gone', 'app.py', { topic: 'orders' }), 'before app.py read them'],
  [
    'retention',
    inTopic({ partitions: topic.partitions.map(p => ({ ...p, earliest: 98, latest: 198 })) }),
    'before readers read them (1)',
  ],
  ['wrong-serialiser', values(n => `0x0000000001${n}`), 'binary'],
  ['wrong-serialiser', values(n => JSON.stringify(`{"id":${n}}`)), 'JSON in JSON'],
  [
    'null-key',
    inTopic({ sample: topic.sample.map((r, n) => ({ ...r, key: n % 3 ? r.key : null })) }),
    '10 of the newest',
  ],
  [
    'null-key',
    inTopic({ sample: topic.sample.map(r => ({ ...r, key: 'None' })) }),
    '30 of the newest',
  ],
  ['time-zone', withDots(-3 * 3_600_000), '-3 hours off'],
  ['seconds-as-ms', withDots(0, 0.001), 'they are seconds'],
  [
    'advertised-listener',
    failing('port-closed', { host: 'kafka-internal', port: 29_092 }),
    'kafka-internal:29092',
  ],
  [
    'advertised-listener',
    failing('kafka-told-elsewhere', { address: '127.0.0.1:9092', told: 'kafka-internal:29092' }),
    'kafka-internal:29092',
  ],
  ['wrong-port', failing('port-closed', { host: '127.0.0.1', port: 9042 }), '127.0.0.1:9042'],
  ['wrong-port', saw('http', '127.0.0.1'), 'Kafka (HTTP)'],
  ['tls-on-plain', saw('tls', '127.0.0.1'), 'uses TLS where the port is plain'],
  ['wrong-password', saw('login', 'app.py'), 'login of app.py'],
  ['wrong-password', failing('cql-login'), 'login of stored'],
  ['disk', { disk: { state: 'low', freeBytes: 4e8, totalBytes: 1e11 } }, '0.4 GB'],
]

const found = (evidence: Evidence) =>
  findCauses(evidence, (_, error) => {
    throw error
  })
const remedyOf = (trouble: Partial<Evidence>) => found({ ...healthy, ...trouble })[0]?.remedy

it('finds nothing when nothing is wrong', () => {
  expect(found(healthy)).toEqual([])
})

it('takes the slowest partition for idle only when the others have sent much meanwhile', () => {
  const lane = { from: 'orders', partition: 0 }
  const open = { start: 0, end: 60, because: 'partition', lane } as const
  const seenAt = (at: number) => ({
    times: [
      {
        ...time,
        open,
        lanes: time.lanes.map((each, i) => (i > 0 ? each : { ...each, seenAt: at })),
      },
    ],
  })
  const causes = (trouble: Partial<Evidence>) => found({ ...healthy, ...trouble }).map(f => f.cause)
  expect(causes(seenAt(NOW - 5000))).toEqual([])
  expect(causes(seenAt(NOW - 60_000))).toEqual(['idle-partition'])
})

it.each(TROUBLE)('finds %s, and nothing else', (cause, trouble, says) => {
  const all = found({ ...healthy, ...trouble })
  expect(all.map(each => each.cause)).toEqual([cause])
  const { params = {} } = all[0] ?? {}
  expect(describeError({ code: `why.${cause}`, params }, 'en').what).toContain(says)
})

it('has trouble for each cause, and words for it in three languages', () => {
  expect(new Set(TROUBLE.map(([cause]) => cause))).toEqual(new Set(CAUSE_IDS))
  expect(CAUSE_IDS).toHaveLength(25)
  for (const id of CAUSE_IDS)
    for (const language of ['en', 'pt-BR', 'es'] as const)
      expect(describeError({ code: `why.${id}`, params: {} }, language).what).not.toContain(
        `why.${id}`,
      )
})

it('offers only what can help', () => {
  const sink = (state: GraphStat['state']) => ({
    stats: new Map([...healthy.stats, ['stored', stat('node:stored', { state })] as const]),
    edges: new Map([['minutes>stored', stat('', { lag: 19_000, queueFill: 0.95 })]]),
  })
  expect(remedyOf(sink('paused'))).toEqual({ act: 'release', node: 'stored' })
  expect(remedyOf(sink('failed'))).toEqual({ act: 'look', at: 'node', name: 'stored' })
  expect(remedyOf(failing('run-position-gone'))).toEqual({ act: 'clean', newest: true })
  expect(remedyOf(failing('run-other-seed'))).toEqual({ act: 'clean', newest: false })
  // A group with members takes no other offsets.
  expect(remedyOf(saw('from-latest', 'app.py', { topic: 'orders' }))).toEqual({
    ...{ act: 'look', at: 'group', name: 'readers' },
  })
})

it('goes on with the other causes when one fails', () => {
  const faults: string[] = []
  const broken: Evidence = {
    ...{ ...healthy, disk: { state: 'low', freeBytes: 4e8, totalBytes: 1e11 } },
    get groups(): never {
      throw new Error('broken')
    },
  }
  const rest = findCauses(broken, cause => faults.push(cause))
  expect(rest.map(({ cause }) => cause)).toContain('disk')
  expect(faults).toContain('more-consumers')
})
