// Topics, groups, CQL and connections for the made-up host: enough of each to see every screen in
// every state, a thousand topics included.
import type {
  CqlResult,
  GroupDetail,
  SchemaTree,
  TopicDetail,
  TopicRecord,
  TopicSummary,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { printType } from '@shared/expr'
import { compileFilter, fieldsOfValues, type MessageFilter } from '@shared/messages'

const NAMES = [
  'Golem de Ferro Forjado',
  'Troll da Ponte Rústica',
  'Ave de Rapina Veloz',
  'Grifo Real Majestoso',
  'Fênix das Cinzas Eternas',
  'Hidra Primordial',
  'Esfinge Enigmática',
  'Ninfa da Fonte Serena',
  'Zumbi Errante Faminto',
  'Ent da Floresta Guardiã',
]
interface Asked {
  readonly filter?: string
  readonly where?: MessageFilter
  readonly limit?: number
}
const startedAt = Date.now()
const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

function topicsNow(): TopicSummary[] {
  const seconds = (Date.now() - startedAt) / 1000
  const own = [
    { name: 'vendas-ecommerce', partitions: 1, rate: 1, records: 2021, sizeBytes: 1_400_000 },
    { name: 'sales-events', partitions: 3, rate: 20.1, records: 14_482, sizeBytes: 5_100_000 },
    { name: 'transactions-topic', partitions: 3, rate: 0, records: 96, sizeBytes: 96_000 },
    {
      name: 'ecommerce-transactions',
      partitions: 6,
      rate: 48,
      records: 391_220,
      sizeBytes: 61_300_000,
    },
  ].map(({ rate, ...each }) => ({
    ...each,
    records: each.records + Math.floor(rate * seconds),
    replication: 1,
    ratePerSecond: rate,
    internal: false,
  }))
  const many = Array.from({ length: 1000 }, (_, n) => ({
    name: `zz-topic-${String(n).padStart(4, '0')}`,
    partitions: 1,
    replication: 1,
    records: 0,
    sizeBytes: 0,
    ratePerSecond: 0,
    internal: false,
  }))
  return [
    ...own,
    {
      name: '__consumer_offsets',
      partitions: 50,
      replication: 1,
      records: 640,
      sizeBytes: 640_000,
      ratePerSecond: 2.4,
      internal: true,
    },
    ...many,
  ]
}

function recordAt(offset: number, partition = 0): TopicRecord {
  const item = (n: number) => ({
    nome: NAMES[(offset * 3 + n) % NAMES.length],
    quantidade: 1 + ((offset + n) % 3),
    preco_unitario: 9.39 + n,
  })
  const items = [0, 1, 2, 3, 4].slice(0, 1 + (offset % 5)).map(item)
  const total = items.reduce((sum, each) => sum + each.quantidade * each.preco_unitario, 0)
  const value = JSON.stringify({
    id_ordem: `6bdaeaf5-4faf-444d-bd50-${String(offset).padStart(12, '0')}`,
    documento_cliente: `${100 + (offset % 900)}.136.262-81`,
    produtos_comprados: items,
    valor_total_venda: Number(total.toFixed(2)),
    data_hora_venda: '14/03/2025 14:01:54',
  })
  return {
    partition,
    offset: String(offset),
    timeMs: startedAt - (2021 - offset) * 1000,
    key: null,
    value,
    headers: [['run', 'b2e0-51ac']],
    sizeBytes: value.length + 70,
    truncated: false,
  }
}

const DDL = `CREATE TABLE atividade_cassandra.vendas_por_produto (\n  nome_produto text PRIMARY KEY,\n  valor_total double\n);`
const moves = [0, 1, 2].map(partition => ({ partition, from: '4794', to: '4800' }))
const schema: SchemaTree = {
  functions: [],
  keyspaces: [
    {
      name: 'atividade_cassandra',
      system: false,
      types: [],
      tables: [
        {
          name: 'vendas_por_produto',
          createStatement: DDL,
          columns: [
            { name: 'nome_produto', type: 'text', kind: 'partition_key' },
            { name: 'valor_total', type: 'double', kind: 'regular' },
          ],
        },
      ],
    },
    {
      name: 'system',
      system: true,
      types: [],
      tables: [{ name: 'local', columns: [{ name: 'key', type: 'text', kind: 'partition_key' }] }],
    },
  ],
}

async function cql({
  statement,
  tracing,
}: {
  statement: string
  tracing?: boolean
}): Promise<CqlResult> {
  await wait(30)
  const refuse = (message: string, code: string) =>
    new LabError('cql-remote', {
      kind: 'remote',
      params: { message, code, address: '127.0.0.1:9042' },
    })
  if (/^\s*use\s+(\w+)/i.test(statement))
    return {
      kind: 'use',
      columns: [],
      rows: [],
      warnings: [],
      ms: 0.3,
      keyspace: /^\s*use\s+(\w+)/i.exec(statement)?.[1],
    }
  if (/nome\b(?!_)/.test(statement))
    throw refuse(
      'Undefined column name nome in table atividade_cassandra.vendas_por_produto',
      '0x2200',
    )
  if (!/^\s*select/i.test(statement))
    throw refuse(
      `line 1:0 no viable alternative at input '${statement.split(/\s/)[0]}' ([${statement.split(/\s/)[0]}]...)`,
      '0x2000',
    )
  const trace = [
    'Parsing SELECT',
    'Preparing statement',
    'Computing ranges to query',
    'Submitting range requests',
    'Executing seq scan across 1 sstables',
    'Read 30 live rows',
    'Merged data from memtables',
    'Request complete',
  ].map((activity, n) => ({ activity, source: '127.0.0.1', elapsedUs: 90 + n * 410 + n * n * 20 }))
  return {
    kind: 'rows',
    columns: [
      { name: 'nome_produto', type: 'text', kind: 'partition_key' },
      { name: 'valor_total', type: 'double' },
      { name: 'system.token(nome_produto)', type: 'bigint' },
    ],
    rows: Array.from({ length: 30 }, (_, n) => [
      `${NAMES[n % NAMES.length]}${n >= 10 ? ` ${n}` : ''}`,
      (8000 + ((n * 7919) % 5000) + 0.85).toFixed(2),
      String(-8370126365870236556n + BigInt(n) * 412345678901234567n),
    ]),
    pageState: 'next',
    warnings: /allow filtering/i.test(statement)
      ? ['Read 30 live rows and 0 tombstone cells for query']
      : [],
    ms: 5.2,
    ...(tracing ? { trace } : {}),
  }
}

export const fakeStore = {
  topics: {
    list: async () => topicsNow(),
    describe: async ({ topic }: { topic: string }): Promise<TopicDetail> => {
      const found = topicsNow().find(each => each.name === topic)
      if (!found)
        throw new LabError('kafka-no-topic', {
          kind: 'remote',
          params: { topic, address: '127.0.0.1:9092' },
        })
      const per = Math.floor(found.records / found.partitions)
      return {
        ...found,
        partitionList: Array.from({ length: found.partitions }, (_, id) => ({
          id,
          leader: 1,
          replicas: [1],
          isr: [1],
          earliest: '0',
          latest: String(Math.floor(per * (1 + id / 5))),
        })),
        configs: [
          { name: 'retention.ms', value: '604800000', isDefault: true, readOnly: false },
          { name: 'cleanup.policy', value: 'delete', isDefault: true, readOnly: false },
          { name: 'min.insync.replicas', value: '2', isDefault: false, readOnly: false },
        ],
      }
    },
    create: async () => undefined,
    delete: async () => undefined,
    empty: async () => undefined,
    addPartitions: async () => undefined,
    fields: async () => ({
      fields: printType(fieldsOfValues([1, 2].map(n => recordAt(n).value ?? ''))),
    }),
    browse: async ({ filter, where, limit = 100 }: Asked) => {
      await wait(60)
      const all = Array.from({ length: 2021 }, (_, n) => recordAt(2020 - n))
      const verdict = where && compileFilter(where)
      const found = all.filter(
        each =>
          (!filter || each.value?.toLowerCase().includes(filter.toLowerCase())) &&
          (!verdict || verdict(each) === 'yes'),
      )
      return {
        records: found.slice(0, limit),
        scanned: filter || where ? all.length : limit,
        matched: Math.min(limit, found.length),
        unlike: 0,
        stoppedBecause: filter || where ? ('oldest' as const) : ('limit' as const),
      }
    },
    tail: async ({ cursor }: { cursor?: string }) => {
      await wait(400)
      const next = Number(cursor ?? 2021) + 2
      return {
        cursor: String(next),
        reset: cursor === undefined,
        items: cursor === undefined ? [] : [recordAt(next - 2), recordAt(next - 1)],
        removed: [],
        dropped: 0,
      }
    },
    produce: async ({ records }: { records: readonly unknown[] }) =>
      records.map((_, n) => ({ partition: 0, offset: String(2021 + n) })),
  },
  groups: {
    list: async () => [
      {
        id: 'sales-job',
        state: 'Stable',
        members: 1,
        topics: ['sales-events'],
        lag: 3,
        lags: [{ topic: 'sales-events', lag: 3 }],
      },
      {
        id: 'spark-vendas',
        state: 'Stable',
        members: 1,
        topics: ['vendas-ecommerce'],
        lag: 0,
        lags: [{ topic: 'vendas-ecommerce', lag: 0 }],
      },
      {
        id: 'old-consumer',
        state: 'Empty',
        members: 0,
        topics: ['vendas-ecommerce'],
        lag: 1200,
        lags: [{ topic: 'vendas-ecommerce', lag: 1200 }],
      },
    ],
    history: async () => ({ isExact: true, changes: [], rereads: [] }),
    describe: async ({ group }: { group: string }): Promise<GroupDetail> => {
      const idle = group === 'old-consumer'
      const lags = idle
        ? [1200]
        : [0, 1, 2].map(p => Math.max(0, Math.round(6 + 6 * Math.sin(Date.now() / 4000 + p))))
      const topic = group === 'sales-job' ? 'sales-events' : 'vendas-ecommerce'
      return {
        id: group,
        state: idle ? 'Empty' : 'Stable',
        members: idle ? 0 : 1,
        topics: [topic],
        lag: lags.reduce((sum, lag) => sum + lag, 0),
        lags: [],
        protocol: 'RoundRobinAssigner',
        memberList: idle
          ? []
          : [
              {
                id: 'm1',
                clientId: 'sluice-sales',
                host: '/127.0.0.1',
                assignment: [{ topic, partitions: lags.map((_, p) => p) }],
              },
            ],
        offsets: lags.map((lag, partition) => ({
          topic,
          partition,
          committed: String(4800 - lag),
          latest: '4800',
          lag,
        })),
      }
    },
    delete: async () => undefined,
    planReset: async () => moves,
    resetOffsets: async () => moves,
  },
  queries: { cql, schema: async () => schema },
  connections: {
    list: async () => [
      {
        name: 'builtin',
        type: 'kafka' as const,
        builtin: true,
        address: '127.0.0.1:9092',
        readOnly: false,
        hasSecret: false,
        profile: {},
      },
      {
        name: 'builtin',
        type: 'cassandra' as const,
        builtin: true,
        address: '127.0.0.1:9042',
        readOnly: false,
        hasSecret: false,
        profile: {},
      },
      {
        name: 'confluent-cloud',
        type: 'kafka' as const,
        builtin: false,
        address: 'pkc-1.confluent.cloud:9092',
        readOnly: true,
        hasSecret: true,
        profile: {
          bootstrap: 'pkc-1.confluent.cloud:9092',
          security: 'SASL_SSL',
          sasl: { mechanism: 'PLAIN', username: 'KEY' },
          readOnly: true,
        },
      },
    ],
    forms: async () => ({
      kafka: {
        type: 'object',
        properties: {
          bootstrap: { type: 'string', description: 'host:port, several with commas' },
          security: {
            type: 'string',
            enum: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
            default: 'PLAINTEXT',
          },
          sasl: {
            type: 'object',
            properties: {
              mechanism: { type: 'string', enum: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] },
              username: { type: 'string' },
            },
            required: ['username'],
          },
          readOnly: { type: 'boolean', default: false },
        },
        required: ['bootstrap'],
      },
    }),
    save: async (input: { name: string; type: 'kafka' }) => ({
      ...input,
      builtin: false,
      address: '',
      readOnly: false,
      hasSecret: false,
      profile: {},
    }),
    delete: async () => undefined,
    test: async () => {
      await wait(300)
      return {
        steps: [
          { id: 'resolve', state: 'ok', ms: 4 },
          { id: 'connect', state: 'ok', ms: 31 },
          { id: 'tls', state: 'ok', ms: 60, detail: 'TLSv1.3' },
          {
            id: 'auth',
            state: 'bad',
            ms: 120,
            error: {
              code: 'kafka-login',
              kind: 'auth',
              params: { address: 'pkc-1.confluent.cloud:9092' },
              retry: false,
            },
          },
          { id: 'metadata', state: 'skipped', ms: 0 },
          { id: 'listeners', state: 'skipped', ms: 0 },
        ],
      }
    },
  },
}
