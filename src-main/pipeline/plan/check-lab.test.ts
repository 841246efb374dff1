// Forty wrong labs: each changes one thing of a lab that is right, and the first problem must name
// its place, its reason and a remedy, in three languages.
import { describeError } from '@shared/text'
import { describe, expect, it } from 'vitest'
import { checkLab } from '..'

const GOOD = `sluice: 1
id: shop
title: Shop
timezone: America/Sao_Paulo
connections:
  broker: { type: kafka }
  store: { type: cassandra }
  tables: { type: sql }
records:
  order:
    fields:
      product: { choice: [Mouse, Cabo] }
      amount: { int: [1, 9] }
nodes:
  orders:
    type: fake-data
    with: { record: order, rate: 10 }
  orders-topic:
    type: topic
    from: orders
    with: { connection: broker, topic: orders }
  parsed:
    type: parse
    from: { node: orders-topic, group: shop }
    with:
      fields: { product: string, amount: int, at: timestamp, list: array<int> }
  big:
    type: filter
    from: parsed
    with: { where: amount > 1 }
  singles:
    type: explode
    from: parsed
    with: { path: list, as: one }
  total:
    type: aggregate
    from: big
    with:
      by: { product: product }
      compute: { total: sum(amount) }
      mode: complete
  hourly:
    type: aggregate
    from: parsed
    with:
      compute: { count: count(*) }
      window: { tumbling: 1 hour }
      time: at
      watermark: 10 minutes
      mode: append
  lines:
    type: files
    from: hourly
    with: { path: hours.csv, format: csv }
  view:
    type: live
    from: singles
    with: { chart: table }
  totals:
    type: cassandra
    from: total
    with: { connection: store, keyspace: shop, table: totals }
dashboard:
  - { node: view, chart: table }
`

type Case = readonly [
  name: string,
  from: string,
  to: string,
  code: string,
  path: string,
  on: string,
]
const CASES: readonly Case[] = [
  ['broken YAML', '{ type: kafka }', '{ type: kafka', 'lab-yaml', '', 'store:'],
  ['a key twice', 'title: Shop', 'id: other', 'lab-yaml', '', 'id: other'],
  ['another format', 'sluice: 1', 'sluice: 9', 'lab-format', 'sluice', 'sluice: 9'],
  ['no title', 'title: Shop\n', '', 'lab-missing-setting', 'title', 'sluice'],
  [
    'a setting unknown',
    'title: Shop',
    'title: Shop\ncolour: red',
    'lab-unknown-setting',
    'colour',
    'colour',
  ],
  ['an id that is no name', 'id: shop', 'id: 7 shops', 'lab-form-name', 'id', 'id: 7'],
  [
    'a zone unknown',
    'America/Sao_Paulo',
    'America/Atlantis',
    'lab-timezone',
    'timezone',
    'Atlantis',
  ],
  [
    'a connection type unknown',
    'broker: { type: kafka }',
    'broker: { type: rabbit }',
    'lab-not-one-of',
    'connections.broker.type',
    'rabbit',
  ],
  [
    'a node type unknown',
    'type: filter',
    'type: fliter',
    'lab-unknown-node-type',
    'nodes.big.type',
    'fliter',
  ],
  ['an input unknown', 'from: big', 'from: bgi', 'lab-unknown-node', 'nodes.total.from', 'bgi'],
  ['no input', '    from: total\n', '', 'lab-input-missing', 'nodes.totals', 'totals:'],
  [
    'an output unknown',
    'from: total',
    'from: total.left',
    'lab-no-port',
    'nodes.totals.from',
    'total.left',
  ],
  [
    'a circle',
    'from: parsed\n    with: { where',
    'from: total\n    with: { where',
    'lab-cycle',
    'nodes.big.from',
    'from: total',
  ],
  [
    'a source with an input',
    'type: fake-data',
    'type: fake-data\n    from: total',
    'lab-no-input-here',
    'nodes.orders.from',
    'from: total',
  ],
  [
    'two inputs for one',
    'from: big',
    'from: [big, parsed]',
    'lab-one-input',
    'nodes.total.from',
    '[big, parsed]',
  ],
  [
    'a topic into a topic',
    'type: topic\n    from: orders\n',
    'type: topic\n    from: [orders, other]\n',
    'lab-unknown-node',
    'nodes.orders-topic.from',
    'other',
  ],
  [
    'out of a sink',
    'from: singles',
    'from: totals',
    'lab-sink-has-no-output',
    'nodes.view.from',
    'from: totals',
  ],
  [
    'a group without a topic',
    'from: big',
    'from: { node: big, group: x }',
    'lab-group-without-topic',
    'nodes.total.from',
    'group: x',
  ],
  [
    'a dashboard of nothing',
    'node: view',
    'node: veiw',
    'lab-unknown-node',
    'dashboard.0.node',
    'veiw',
  ],
  [
    'a tile of text without words',
    '{ node: view, chart: table }',
    '{ chart: text }',
    'lab-tile-text',
    'dashboard.0',
    'chart: text',
  ],
  [
    'a chart of nothing',
    '{ node: view, chart: table }',
    '{ chart: bar }',
    'lab-tile-node',
    'dashboard.0',
    'chart: bar',
  ],
  [
    'words beside a chart',
    '{ node: view, chart: table }',
    '{ node: view, chart: bar, text: Look }',
    'lab-tile-no-text',
    'dashboard.0.text',
    'Look',
  ],
  [
    'a gauge that ends before it begins',
    '{ node: view, chart: table }',
    '{ node: view, chart: gauge, min: 9, max: 3 }',
    'lab-tile-range',
    'dashboard.0.max',
    '3 }',
  ],
  [
    'an alert with two bounds',
    '{ node: view, chart: table }',
    '{ node: view, chart: figure, alert: { above: 9, below: 3 } }',
    'lab-alert-bound',
    'dashboard.0.alert',
    '{ above',
  ],
  [
    'an alert that ends beyond its bound',
    '{ node: view, chart: table }',
    '{ node: view, chart: figure, alert: { above: 9, until: 12 } }',
    'lab-alert-until',
    'dashboard.0.alert.until',
    '12',
  ],
  [
    'an alert on a text',
    '{ node: view, chart: table }',
    '{ text: Look, chart: text, alert: { above: 9 } }',
    'lab-tile-no-alert',
    'dashboard.0.alert',
    '{ above',
  ],
  [
    'a frame around nothing',
    'dashboard:',
    'frames:\n  f: { nodes: [veiw] }\ndashboard:',
    'lab-unknown-node',
    'frames.f.nodes.0',
    'veiw',
  ],
  [
    'a node in two frames',
    'dashboard:',
    'frames:\n  f: { nodes: [view] }\n  g: { nodes: [lines, view] }\ndashboard:',
    'lab-two-frames',
    'frames.g.nodes.1',
    'g: {',
  ],
  [
    'a node setting unknown',
    'mode: complete',
    'mood: complete',
    'lab-unknown-setting',
    'nodes.total.with.mood',
    'mood',
  ],
  [
    'a mode unknown',
    'mode: complete',
    'mode: whole',
    'lab-not-one-of',
    'nodes.total.with.mode',
    'whole',
  ],
  [
    'a field unknown',
    'sum(amount)',
    'sum(amuont)',
    'expr-',
    'nodes.total.with.compute.total',
    'amuont',
  ],
  [
    'a function unknown',
    'sum(amount)',
    'summ(amount)',
    'expr-',
    'nodes.total.with.compute.total',
    'summ(',
  ],
  [
    'a sum of texts',
    'sum(amount)',
    'sum(product)',
    'expr-',
    'nodes.total.with.compute.total',
    'sum(product)',
  ],
  ['an expression cut off', 'sum(amount)', 'sum(amount', 'lab-yaml|expr-', '', 'sum(amount'],
  [
    'a total without an aggregate',
    'sum(amount)',
    'amount + 1',
    'expr-',
    'nodes.total.with.compute.total',
    'amount + 1',
  ],
  [
    'a type unknown',
    'amount: int,',
    'amount: integerr,',
    'expr-',
    'nodes.parsed.with.fields.amount',
    'integerr',
  ],
  [
    'no condition',
    'amount > 1',
    'amount + 1',
    'lab-not-a-condition',
    'nodes.big.with.where',
    'amount + 1',
  ],
  [
    'a comparison of text and number',
    'amount > 1',
    'product > 1',
    'expr-',
    'nodes.big.with.where',
    'product > 1',
  ],
  [
    'an explode of no array',
    'path: list',
    'path: amount',
    'lab-not-an-array',
    'nodes.singles.with.path',
    'path: amount',
  ],
  [
    'a total without a key',
    '      by: { product: product }\n',
    '',
    'lab-aggregate-without-key',
    'nodes.total.with.by',
    '',
  ],
  [
    'append without a watermark',
    '      watermark: 10 minutes\n',
    '',
    'lab-append-needs-watermark',
    'nodes.hourly.with.mode',
    'mode: append',
  ],
  [
    'append without a window',
    '      window: { tumbling: 1 hour }\n',
    '      by: {}\n',
    'lab-append-needs-window',
    'nodes.hourly.with.mode',
    'mode: append',
  ],
  ['a window without a time', '      time: at\n', '', 'lab-', 'nodes.hourly.with', ''],
  [
    'a time that is none',
    'time: at',
    'time: amount',
    'lab-not-a-timestamp',
    'nodes.hourly.with.time',
    'time: amount',
  ],
  [
    'a length of time that is none',
    'tumbling: 1 hour',
    'tumbling: soon',
    'lab-form-duration',
    'nodes.hourly.with.window',
    'soon',
  ],
  [
    'a file under a changing table',
    'from: hourly',
    'from: total',
    'lab-files-need-events',
    'nodes.lines.with',
    'with:',
  ],
  [
    'a path out of the folder',
    'path: hours.csv',
    'path: ../hours.csv',
    'file-outside',
    'nodes.lines.with.path',
    '../hours',
  ],
  [
    'a total of a total',
    '  total:\n    type: aggregate\n    from: big',
    '  again: { type: aggregate, from: big, with: { by: {}, compute: { amount: sum(amount), product: max(product) } } }\n  total:\n    type: aggregate\n    from: again',
    'lab-aggregate-after-aggregate',
    'nodes.total.with',
    '',
  ],
  [
    'a key column unknown',
    'table: totals }',
    'table: totals, key: [produkt] }',
    'lab-no-field',
    'nodes.totals.with.key',
    'produkt',
  ],
  [
    'a connection unknown',
    'connection: store',
    'connection: stove',
    'lab-no-connection',
    'nodes.totals.with.connection',
    'stove',
  ],
  [
    'a connection of the wrong type',
    'connection: store',
    'connection: broker',
    'lab-connection-type',
    'nodes.totals.with.connection',
    'connection: broker',
  ],
  [
    'a record unknown',
    'record: order',
    'record: ordre',
    'lab-no-record',
    'nodes.orders.with.record',
    'ordre',
  ],
  [
    'a rate that is none',
    'rate: 10',
    'rate: quick',
    'lab-form-rate',
    'nodes.orders.with.rate',
    'quick',
  ],
  [
    'a topic without a name',
    ', topic: orders }',
    ' }',
    'lab-missing-setting',
    'nodes.orders-topic.with.topic',
    'with:',
  ],
  [
    'a topic name that Kafka refuses',
    'topic: orders }',
    'topic: my orders }',
    'lab-form-topic',
    'nodes.orders-topic.with.topic',
    'my orders',
  ],
  [
    'a clock that is no moment',
    'timezone:',
    'clock: noon\ntimezone:',
    'lab-form-moment',
    'clock',
    'clock: noon',
  ],
  [
    'a trigger that is none',
    'mode: complete',
    'mode: complete\n      trigger: often',
    'lab-form-duration',
    'nodes.total.with.trigger',
    'often',
  ],
  ['a node with a name that is none', '  singles:', '  9 singles:', 'lab-form-name', 'nodes', ''],
  [
    'a watermark that is a list',
    'watermark: 10 minutes',
    'watermark: [1]',
    'lab-',
    'nodes.hourly.with.watermark',
    'watermark',
  ],
  [
    'a replay of nothing',
    'type: fake-data\n    with: { record: order, rate: 10 }',
    'type: replay\n    with: { rate: 10 }',
    'lab-replay-source',
    'nodes.orders.with',
    '',
  ],
]

describe('checkLab', () => {
  it('finds nothing wrong with a lab that is right', () => {
    expect(checkLab(GOOD).problems).toEqual([])
  })

  it.each(CASES)('names %s', (_name, from, to, code, path, on) => {
    const text = GOOD.replace(from, to)
    expect(text).not.toBe(GOOD)
    const [problem] = checkLab(text).problems
    expect(problem?.severity).toBe('error')
    expect(problem?.code).toMatch(new RegExp(`^(${code})`))
    expect(problem?.path).toContain(path)
    expect(text.split('\n')[(problem?.line ?? 0) - 1], `line ${problem?.line}`).toContain(on)
    expect(problem?.column).toBeGreaterThan(0)
    const words = (['en', 'pt-BR', 'es'] as const).map(language =>
      describeError({ code: problem?.code ?? '', params: problem?.params ?? {} }, language),
    )
    for (const { what, todo } of words)
      expect(`${what} ${todo}`.replace('CAST(… AS', '')).not.toMatch(/…|\{\w+\}|undefined/)
    expect(new Set(words.map(w => w.what)).size).toBe(3)
    expect(new Set(words.map(w => w.todo)).size).toBe(3)
  })
})

describe('fields looked for in the records of a topic', () => {
  const unparsed = GOOD.replace(/ {2}parsed:[^]*?(?= {2}big:)/, '').replace(
    / {2}singles:[^]*?(?= {2}total:)/,
    '',
  )
  const lab = unparsed
    .replace('from: parsed\n    with: { where', 'from: orders-topic\n    with: { where')
    .replace(/ {2}(hourly|lines|view):[^]*?(?=\n {2}\w|\ndashboard)\n/g, '')
    .replace(/dashboard:[^]*$/, '')

  it('says that a Parse is missing, and does not blame the table behind it', () => {
    const { problems } = checkLab(lab)
    expect(problems.map(({ code, node }) => `${node} ${code}`)).toEqual([
      'big lab-field-before-parse',
    ])
  })
})
