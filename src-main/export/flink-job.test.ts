// The gallery's labs as jobs in Flink SQL: golden files that show a change of the generated code in
// review (`npx vitest run -u --project unit src-main/export` renews them), and what the target
// cannot do. e2e/real/export plans the same statements in a real Flink.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkLab } from '@main/pipeline'
import type { LabFile } from '@shared/lab'
import { exportLab } from './targets'

const galleryLab = (id: string): LabFile => labOf(readFileSync(`resources/labs/${id}.yaml`, 'utf8'))

function labOf(text: string): LabFile {
  const { lab, problems } = checkLab(text)
  if (!lab || problems.some(p => p.severity === 'error')) throw new Error(JSON.stringify(problems))
  return lab
}

const exported = (lab: LabFile) => exportLab(lab, { target: 'flink', language: 'en', spark: '3.5' })

async function sqlOf(lab: LabFile): Promise<string> {
  const { files } = await exported(lab)
  return files.find(f => f.path === 'job.sql')?.text ?? ''
}

const errorsOf = async (lab: LabFile) =>
  (await exported(lab)).problems.flatMap(p => (p.severity === 'error' ? [[p.node, p.code]] : []))

/** A lab whose topic is read into `n`, `text` and `at`. */
const labWith = (nodes: string, more = ''): LabFile =>
  labOf(`sluice: 1
id: try
title: Try
${more}
connections:
  broker: { type: kafka }
nodes:
  t: { type: topic, with: { connection: broker, topic: orders } }
  read:
    type: parse
    from: { node: t, group: "it's" }
    with: { fields: { n: int, text: string, at: string, list: 'array<string>' } }
${nodes}`)

describe('a Flink project', () => {
  it.each([
    ['10', '10 s'],
    ['1.5 s', '1500 ms'],
    ['2 hours', '7200 s'],
    ['0 s', '10 ms'],
  ])('keeps a checkpoint every %s as Flink writes it, %s', async (every, written) => {
    const more = `checkpoints: { every: '${every}' }`
    const sql = await sqlOf(labWith('  out: { type: console, from: read }', more))
    expect(sql).toContain(`SET 'execution.checkpointing.interval' = '${written}';`)
  })

  it.each([
    'r0-vendas-ecommerce',
    'r1-ventas-events',
    'r2-ecommerce-transactions',
    'r3-sales-dashboards',
  ])('of %s is as its golden files say, and has nothing that Flink cannot do', async id => {
    const { files, problems } = await exported(galleryLab(id))
    expect(problems.filter(p => p.severity === 'error')).toEqual([])
    for (const { path, text } of files)
      await expect(text).toMatchFileSnapshot(`golden/flink/${id}/${path}`)
  })

  it.each(['orders-payments', 'orders-customers', 'orders-shop'])(
    'of the join %s is as its golden file says',
    async id => {
      const lab = labOf(readFileSync(`src-main/export/testing/${id}.yaml`, 'utf8'))
      expect(await errorsOf(lab)).toEqual([])
      await expect(await sqlOf(lab)).toMatchFileSnapshot(`golden/flink/joins/${id}.sql`)
    },
  )

  it('of topics in Avro is as its golden files say: the registry is filled in when it runs', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/orders-avro.yaml', 'utf8'))
    const { files, problems } = await exported(lab)
    expect(problems.filter(p => p.severity === 'error')).toEqual([])
    for (const { path, text } of files)
      await expect(text).toMatchFileSnapshot(`golden/flink/orders-avro/${path}`)
  })

  it('of a lookup in Cassandra is refused', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/orders-lookups.yaml', 'utf8'))
    expect(await errorsOf(lab)).toEqual([['sold', 'export-flink-lookup-cassandra']])
  })

  it('of R4 is refused, by node and reason', async () => {
    expect(await errorsOf(galleryLab('r4-simulator'))).toMatchInlineSnapshot(`
      [
        [
          "priced",
          "export-flink-function",
        ],
        [
          "sales-past-hour",
          "export-flink-sliding",
        ],
        [
          "day-orders",
          "export-flink-function",
        ],
        [
          "day-orders",
          "export-flink-processing",
        ],
        [
          "day-products",
          "export-flink-processing",
        ],
        [
          "daily-report",
          "export-flink-report",
        ],
        [
          "inventory",
          "export-flink-machine",
        ],
        [
          "chance",
          "export-flink-route",
        ],
        [
          "order-emails",
          "export-flink-text",
        ],
        [
          "statistics",
          "export-flink-sliding",
        ],
        [
          "consumer_output",
          "export-flink-one-input",
        ],
      ]
    `)
  })

  it('says where the statements of each node are', async () => {
    const { files, functions } = await exported(galleryLab('r1-ventas-events'))
    const lines = (files.find(f => f.path === 'job.sql')?.text ?? '').split('\n')
    expect(functions.map(({ node, from }) => [node, lines[from - 1]])).toMatchInlineSnapshot(`
      [
        [
          "sale",
          "-- Sale. Reads records as JSON, CSV or text into typed fields.",
        ],
        [
          "items",
          "-- Items. One row for each element of an array.",
        ],
        [
          "total",
          "-- Total per product. Totals by key and by window of time.",
        ],
        [
          "console",
          "-- Console. Shows the rows as Spark prints them on the console.",
        ],
        [
          "live",
          "-- Live. Shows rows on the screen as they change.",
        ],
      ]
    `)
    for (const { to } of functions) expect(lines[to]).toBe('')
  })

  it('has neither an address nor a secret in a file', async () => {
    const lab = labWith('  live: { type: live, from: read }\n')
    expect(await sqlOf(lab)).toContain(
      "'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}'",
    )
  })

  it('keeps a title on the line of its comment', async () => {
    const lab = { ...labWith('  live: { type: live, from: read }\n'), title: 'A\nDROP TABLE x' }
    expect(await sqlOf(lab)).toContain('-- A DROP TABLE x\n')
  })

  it('writes a name with a quote as a text', async () => {
    expect(await sqlOf(labWith('  live: { type: live, from: read }\n'))).toContain(
      "'properties.group.id' = 'it''s',",
    )
  })
})

describe('the time of an event in Flink', () => {
  const windowed = (
    before: string,
    from: string,
    time = "to_timestamp(at, 'yyyy-MM-dd HH:mm:ss')",
  ) =>
    labWith(`${before}  total:
    type: aggregate
    from: ${from}
    with:
      by: {}
      compute: { n: count(*) }
      window: { tumbling: 10 s }
      time: "${time}"
      watermark: 5 s
      mode: append
  live: { type: live, from: total }
`)

  it('is declared where the record is read, and carried on', async () => {
    const filter = '  some: { type: filter, from: read, with: { where: n > 1 } }\n'
    const select =
      '  more: { type: select, from: some, with: { keep: true, fields: { m: n + 1 } } }\n'
    const lab = windowed(filter + select, 'more')
    expect(await errorsOf(lab)).toEqual([])
    const sql = await sqlOf(lab)
    expect(sql).toContain(
      "`total_time` AS COALESCE(CAST(TO_TIMESTAMP(`at`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3)), TO_TIMESTAMP_LTZ(-62135596800000, 3))",
    )
    expect(sql).toContain(
      "WATERMARK FOR `total_time` AS `total_time` - INTERVAL '0 00:00:05.000' DAY(3) TO SECOND(3)",
    )
    expect(sql).toContain(
      "TABLE(TUMBLE(TABLE `total_timed`, DESCRIPTOR(`total_time`), INTERVAL '0 00:00:10.000' DAY(3) TO SECOND(3)))",
    )
  })

  it('makes sessions within the columns of the key', async () => {
    const lab = labWith(`  total:
    type: aggregate
    from: read
    with: { by: { who: text }, compute: { n: count(*) }, window: { session: 10 s }, time: to_timestamp(at), watermark: 5 s, mode: append }
  live: { type: live, from: total }
`)
    expect(await errorsOf(lab)).toEqual([])
    expect(await sqlOf(lab)).toContain(
      'TABLE(SESSION(TABLE `total_timed` PARTITION BY `text`, DESCRIPTOR(',
    )
  })

  it('is asked for by what makes it, where a step names it anew', async () => {
    const time = "to_timestamp(at, 'yyyy-MM-dd HH:mm:ss')"
    const select = `  more: { type: select, from: read, with: { fields: { moment: "${time}" } } }\n`
    const again = '  again: { type: select, from: more, with: { fields: { later: moment } } }\n'
    const lab = windowed(select + again, 'again', 'later')
    expect(await errorsOf(lab)).toEqual([])
    expect(await sqlOf(lab)).toContain(
      "`total_time` AS COALESCE(CAST(TO_TIMESTAMP(`at`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3)), TO_TIMESTAMP_LTZ(-62135596800000, 3))",
    )
  })

  it('is refused where it is computed on the way', async () => {
    const select =
      '  more: { type: select, from: read, with: { keep: true, fields: { at: "concat(at, \':00\')" } } }\n'
    expect(await errorsOf(windowed(select, 'more'))).toEqual([['more', 'export-flink-time']])
  })

  it('of windows without a watermark is a key like any other', async () => {
    const lab = labWith(`  total:
    type: aggregate
    from: read
    with: { by: {}, compute: { n: count(*) }, window: { calendar: day }, time: to_timestamp(at), mode: update }
  live: { type: live, from: total }
`)
    expect(await errorsOf(lab)).toEqual([])
    expect(await sqlOf(lab)).toContain(
      'GROUP BY FLOOR(TRY_CAST(TRIM(`at`) AS TIMESTAMP_LTZ(3)) TO DAY)',
    )
  })
})

describe('nodes in Flink', () => {
  it.each([
    [
      'machine',
      "{ by: { n: n }, state: { s: { type: int, start: '0' } }, set: { s: state.s + n } }",
    ],
    ['route', '{ by: text, shares: { a: 0.5 } }'],
  ])('%s is refused with a reason of its own', async (type, settings) => {
    const lab = labWith(`  step: { type: ${type}, from: read, with: ${settings} }\n`)
    expect(await errorsOf(lab)).toEqual([['step', `export-flink-${type}`]])
  })

  it('send dead letters where the lab sends them', async () => {
    const sql = await sqlOf(
      labWith('  live: { type: live, from: read }\n  bad: { type: live, from: read.dead }\n'),
    )
    expect(sql).toContain('CREATE VIEW `read_dead` AS')
    expect(sql).not.toContain("'-dead'")
  })

  it('send them to a topic of their own otherwise', async () => {
    const sql = await sqlOf(labWith('  live: { type: live, from: read }\n'))
    expect(sql).toContain("'topic' = 'orders-dead'")
  })

  it('have a view for each port that is read', async () => {
    const sql = await sqlOf(
      labWith(`  ways: { type: split, from: read, with: { ports: { big: n > 9, odd: n % 2 = 1 } } }
  live: { type: live, from: ways.odd }
`),
    )
    expect(sql).toContain('CREATE VIEW `ways_odd` AS')
    expect(sql).not.toContain('`ways_big`')
  })
})
