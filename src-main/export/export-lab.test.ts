// The projects of the gallery's five labs, as files that show a change of the generated code in
// review (`golden/`; `npx vitest run -u --project unit src-main/export` renews them), and what the
// target cannot do.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Problem } from '@shared/contract'
import { parseLab, type LabFile } from '@shared/lab'
import { exportLab } from './targets'

const LABS = [
  'r0-vendas-ecommerce',
  'r1-ventas-events',
  'r2-ecommerce-transactions',
  'r3-sales-dashboards',
  'r4-simulator',
]
const galleryLab = (id: string): LabFile => labOf(readFileSync(`resources/labs/${id}.yaml`, 'utf8'))

function labOf(text: string): LabFile {
  const { lab, problems } = parseLab(text)
  if (!lab) throw new Error(JSON.stringify(problems))
  return lab
}

describe('a PySpark project', () => {
  it.each(LABS)('of %s is as its golden files say', async id => {
    const { files } = await exportLab(galleryLab(id), {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    for (const { path, text } of files)
      await expect(text).toMatchFileSnapshot(`golden/${id}/${path}`)
  })

  it('of R4 for Spark 4 keeps its state by a processor, as its golden files say', async () => {
    const wishes = { target: 'pyspark', language: 'en', spark: '4' } as const
    const { files } = await exportLab(galleryLab('r4-simulator'), wishes)
    for (const { path, text } of files)
      await expect(text).toMatchFileSnapshot(`golden/spark-4/r4-simulator/${path}`)
  })

  it('of lookups reads their tables with each batch, as its golden files say', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/orders-lookups.yaml', 'utf8'))
    const { files, problems } = await exportLab(lab, {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    expect(problems.filter(p => p.severity === 'error')).toEqual([])
    for (const { path, text } of files.filter(f => !f.path.startsWith('producer')))
      await expect(text).toMatchFileSnapshot(`golden/lookups/${path}`)
  })

  it('of a topic in Avro reads and fills it by its schema, as its golden files say', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/orders-avro.yaml', 'utf8'))
    const { files, problems } = await exportLab(lab, {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    expect(problems.filter(p => p.severity === 'error')).toEqual([])
    for (const { path, text } of files)
      await expect(text).toMatchFileSnapshot(`golden/orders-avro/${path}`)
  })

  it('of rows that leave posts and mails them, as its golden files say', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/orders-outward.yaml', 'utf8'))
    const { files, problems } = await exportLab(lab, {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    expect(problems.filter(p => p.severity === 'error')).toEqual([])
    for (const { path, text } of files.filter(f => !f.path.startsWith('producer')))
      await expect(text).toMatchFileSnapshot(`golden/outward/${path}`)
  })

  it.each(['3.5', '4'] as const)(
    'of timers, for Spark %s, is as its golden files say',
    async spark => {
      const lab = labOf(readFileSync('src-main/export/testing/orders-expire.yaml', 'utf8'))
      const { files, problems } = await exportLab(lab, { target: 'pyspark', language: 'en', spark })
      expect(problems.filter(p => p.severity === 'error')).toEqual([])
      const place = spark === '4' ? 'golden/spark-4/timers' : 'golden/timers'
      for (const { path, text } of files.filter(f => !f.path.startsWith('producer')))
        await expect(text).toMatchFileSnapshot(`${place}/${path}`)
    },
  )

  it.each(LABS)('of %s has nothing that Spark cannot do', async id => {
    const { problems } = await exportLab(galleryLab(id), {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    expect(problems.filter(p => p.severity === 'error')).toEqual([])
  })

  it('of R1 has a job of at most 120 lines', async () => {
    expect(
      (await fileOf(galleryLab('r1-ventas-events'), 'job.py')).split('\n').length,
    ).toBeLessThan(121)
  })

  it('says where the function of each node is', async () => {
    const { files, functions } = await exportLab(galleryLab('r1-ventas-events'), {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    const lines = (files.find(f => f.path === 'job.py')?.text ?? '').split('\n')
    expect(functions.map(({ node, from }) => [node, lines[from - 1]])).toEqual([
      [
        'ventas-events',
        'def ventas_events(spark: SparkSession, start: str = "earliest") -> DataFrame:',
      ],
      ['sale', 'def sale(records: DataFrame, port: str = "out") -> DataFrame:'],
      ['items', 'def items(rows: DataFrame) -> DataFrame:'],
      ['total', 'def total_per_product(rows: DataFrame) -> DataFrame:'],
      ['console', 'def console(rows: DataFrame, batch: int) -> None:'],
      ['live', 'def live(rows: DataFrame, batch: int) -> None:'],
    ])
    for (const { to } of functions) expect([lines[to], lines[to + 1]]).toEqual(['', ''])
  })

  it('speaks the chosen language', async () => {
    const { files } = await exportLab(galleryLab('r1-ventas-events'), {
      target: 'pyspark',
      language: 'es',
      spark: '3.5',
    })
    const texts = Object.fromEntries(files.map(f => [f.path, f.text]))
    expect(texts['job.py']).toContain('def total_por_producto(')
    expect(texts['README.md']).toContain('## Configuración')
  })

  it('names the packages of its version of Spark', async () => {
    const { files } = await exportLab(galleryLab('r0-vendas-ecommerce'), {
      target: 'pyspark',
      language: 'en',
      spark: '4',
    })
    const texts = Object.fromEntries(files.map(f => [f.path, f.text]))
    expect(texts['requirements.txt']).toContain('pyspark==4.')
    for (const script of ['submit.sh', 'submit.ps1']) {
      expect(texts[script]).toContain('spark-sql-kafka-0-10_2.13:')
      expect(texts[script]).toContain('spark-cassandra-connector_2.13:')
    }
  })
})

const small = (nodes: string) => `
sluice: 1
id: small
title: Small
connections: { broker: { type: kafka } }
records: { row: { fields: { id: uuid } } }
nodes:
  made: { type: fake-data, with: { record: row, rate: 1/s } }
  rows: { type: topic, from: made, with: { connection: broker, topic: rows } }
  row: { type: parse, from: rows, with: { fields: { id: string, n: int, at: timestamp } } }
${nodes}`

const fileOf = async (lab: LabFile, path: string) => {
  const { files } = await exportLab(lab, { target: 'pyspark', language: 'en', spark: '3.5' })
  return files.find(f => f.path === path)?.text ?? ''
}

const problemsOf = async (nodes: string) =>
  (
    await exportLab(labOf(small(nodes)), { target: 'pyspark', language: 'en', spark: '3.5' })
  ).problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`)

describe('a topic that a job fills', () => {
  const nodes = `
  told:
    type: topic
    from: row
    with: { connection: broker, topic: told, key: id, headers: { day: to_date(at) } }`
  it('gives its records their key and headers, in both engines', async () => {
    expect(await fileOf(labOf(small(nodes)), 'job.py')).toContain(
      "array(struct('day' AS key, CAST(COALESCE(CAST(",
    )
    const lab = labOf(small(nodes))
    const { files } = await exportLab(lab, { target: 'flink', language: 'en', spark: '3.5' })
    const sql = files.map(({ text }) => text).join()
    expect(sql).toContain("`message_headers` MAP<STRING, BYTES> METADATA FROM 'headers'")
    expect(sql).toContain("MAP['day', ENCODE(COALESCE(CAST(")
  })
})

describe('what PySpark lacks or does otherwise', () => {
  it.each(['pyspark', 'flink'] as const)(
    'is an error where %s would get JSON for Avro: damage is done to JSON',
    async target => {
      const text = small('  shown: { type: console, from: row }\n')
        .replace('broker: {', 'schemas: { type: registry }, broker: {')
        .replace('fields: { id: uuid }', 'fields: { id: uuid }, faults: { corrupt: 0.1 }')
        .replace('topic: rows }', 'topic: rows, format: avro, registry: schemas }')
        .replace('with: { fields', 'with: { format: avro, registry: schemas, fields')
      const { problems } = await exportLab(labOf(text), { target, language: 'en', spark: '3.5' })
      expect(
        problems.flatMap(p => (p.severity === 'error' ? [`${p.node} ${p.code}`] : [])),
      ).toEqual(['rows export-producer-format'])
    },
  )

  it.each([
    ['pyspark', 'export-protobuf-spark'],
    ['flink', 'export-protobuf-flink'],
  ] as const)('is an error where %s would read or write Protobuf', async (target, code) => {
    const avro = readFileSync('src-main/export/testing/orders-avro.yaml', 'utf8')
    const lab = labOf(avro.replaceAll('format: avro', 'format: protobuf'))
    const { problems } = await exportLab(lab, { target, language: 'en', spark: '3.5' })
    const named = problems.flatMap(p => (p.code === code ? [`${p.severity} ${p.node}`] : []))
    expect(named).toEqual(['error order', 'error large-orders', 'error large-order'])
  })

  it('is named by node', async () => {
    expect(
      await problemsOf(`
  first: { type: aggregate, from: row, with: { compute: { f: first(id) } } }
  shown: { type: console, from: first }`),
    ).toEqual([
      'hint export-producer nodes.made',
      'warning export-order-of-arrival nodes.first.with.compute.f',
    ])
  })

  it('is an error where windows of a day in a zone with summer time would have to close', async () => {
    const text = `
  days:
    type: aggregate
    from: row
    with:
      window: { calendar: day }
      time: at
      watermark: 1 m
      mode: append
      compute: { n: count(*) }
  shown: { type: console, from: days }`
    const { problems } = await exportLab(labOf(`${small(text)}\ntimezone: Europe/Madrid\n`), {
      target: 'pyspark',
      language: 'en',
      spark: '3.5',
    })
    expect(problems.map(p => `${p.severity} ${p.code}`)).toContain('error export-calendar-append')
  })
})

it('says that Spark takes one watermark in a query, unless a topic is between', async () => {
  const windows = (from: string) => `
  narrow:
    type: aggregate
    from: row
    with: { window: { tumbling: 5 min }, time: at, watermark: 1 min, mode: append, compute: { n: count(*) } }
  some: { type: filter, from: narrow, with: { where: n > 1 } }
  wide:
    type: aggregate
    from: ${from}
    with: { window: { tumbling: 1 h }, time: window_end, watermark: 1 min, mode: append, compute: { m: sum(n) } }
  shown: { type: console, from: wide }`
  expect(await problemsOf(windows('some'))).toContain('error export-watermark-again nodes.wide')
  const topic = `
  between: { type: topic, from: some, with: { connection: broker, topic: between } }
  again: { type: parse, from: between, with: { fields: { n: long, window_end: timestamp } } }`
  const apart = await problemsOf(topic + windows('again'))
  expect(apart.filter(problem => problem.includes('watermark-again'))).toEqual([])
})

describe('sessions in PySpark', () => {
  const visits = (mode: string) => `
  visits:
    type: aggregate
    from: row
    with:
      by: { id: id }
      window: { session: 5 min }
      time: at
      watermark: 1 min
      mode: ${mode}
      compute: { n: count(*) }
  shown: { type: console, from: visits }`

  it('are windows of its own', async () => {
    const job = await fileOf(labOf(small(visits('append'))), 'job.py')
    expect(job).toContain("session_window(_time, '300000 milliseconds') AS window")
  })

  it('are not taken back in complete mode, which is said', async () => {
    expect(await problemsOf(visits('complete'))).toContain(
      'warning export-session-complete nodes.visits.with.mode',
    )
  })
})

describe('joins in PySpark', () => {
  const join = (settings: string) => `
  one: { type: filter, from: row, with: { where: n > 1 } }
  two: { type: select, from: row, with: { fields: { id: id, n: n, paid: at } } }
  pair:
    type: join
    from: [one, two]
    with: { on: { id: id }, ${settings} }
  shown: { type: console, from: pair }`

  it('are of two streams, with a watermark each and a bound in time', async () => {
    const job = await fileOf(
      labOf(
        small(
          join(
            [
              'how: left',
              'left: { time: at, watermark: 1 min }',
              'right: { time: paid, watermark: 2 min }',
              'within: { before: 0 s, after: 5 min }',
            ].join(', '),
          ),
        ),
      ),
      'job.py',
    )
    expect(job).toContain('left = left.withWatermark("_left_time", "60000 milliseconds")')
    expect(job).toContain('right = right.withWatermark("_right_time", "120000 milliseconds")')
    expect(job).toContain('pairs = left.join(right, where, "leftOuter")')
    expect(job).toContain('_right_n AS right_n')
    expect(job).toContain('pair(one(row(rows_2(spark))), two(row(rows_2(spark))))')
  })

  it('quote names of both inputs that Spark would read otherwise', async () => {
    const job = await fileOf(
      labOf(
        small(`
  one: { type: select, from: row, with: { fields: { id: id, order no: n } } }
  two: { type: select, from: row, with: { fields: { id: id, order no: n } } }
  pair: { type: join, from: [one, two], with: { on: { id: id } } }
  shown: { type: console, from: pair }`),
      ),
      'job.py',
    )
    const [pairs = ''] = /return pairs\.selectExpr\([^]*?\n {4}\)/.exec(job) ?? []
    expect(pairs).toMatch(/"`order no`"/)
    expect(pairs).toMatch(/AS `right_order no`"/)
  })

  it('have no table that changes with a topic', async () => {
    expect(await problemsOf(join('table: true'))).toContain(
      'error export-join-table nodes.pair.with.table',
    )
  })
})

describe('the real-time mode of Spark', () => {
  const wishes = { target: 'pyspark', language: 'en', spark: '4', realTime: true } as const
  const said = ({ problems }: { problems: readonly Problem[] }) =>
    problems.map(({ node, code }) => `${node ?? ''} ${code}`).filter(text => /real-time/.test(text))

  it('hands records on to topics, where no step keeps a state', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/large-orders.yaml', 'utf8'))
    const exported = await exportLab(lab, wishes)
    const texts = Object.fromEntries(exported.files.map(f => [f.path, f.text]))
    const job = (texts['job.py'] ?? '').replaceAll(/\s+/g, ' ')
    const stream = 'values_of_alerts(large(order(orders(spark))))'
    expect(job).toContain(`relay("large-alerts", ${stream}, "BROKER", "large-orders")`)
    expect(job).not.toContain('def alerts_filled')
    expect(texts['support.py']).toContain('query.trigger(realTime=REAL_TIME).start()')
    expect(texts['README.md']).toContain('`REAL_TIME`')
    expect(exported.noRealTime).toBeUndefined()
    expect(said(exported)).toEqual(['live export-real-time-sink'])
  })

  it('is off until it is asked for, and says beforehand where it does not apply', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/large-orders.yaml', 'utf8'))
    const plain = await exportLab(lab, { ...wishes, realTime: false })
    expect(JSON.stringify(plain.files)).not.toContain('realTime')
    const r0 = await exportLab(galleryLab('r0-vendas-ecommerce'), { ...wishes, realTime: false })
    expect(r0.noRealTime).toMatchObject({ code: 'export-real-time-sink', severity: 'hint' })
    expect(said(r0)).toEqual([])
  })

  it('needs Spark 4', async () => {
    const lab = labOf(readFileSync('src-main/export/testing/large-orders.yaml', 'utf8'))
    const old = await exportLab(lab, { ...wishes, spark: '3.5' })
    expect(old.noRealTime?.code).toBe('export-real-time-version')
    expect(old.problems).toContainEqual(
      expect.objectContaining({ code: 'export-real-time-version', severity: 'error' }),
    )
  })

  it.each([
    [
      'state',
      'n: { type: aggregate, from: row, with: { by: { id: id }, compute: { n: count(*) } } }',
    ],
    ['clock', 'n: { type: select, from: row, with: { fields: { at: current_timestamp() } } }'],
    ['python', 'n: { type: route, from: row, with: { by: id, shares: { some: 0.5 } } }'],
  ])('stays with batches for a %s', async (reason, node) => {
    const from = reason === 'python' ? 'n.some' : 'n'
    const lab = labOf(
      small(`
  ${node}
  out: { type: topic, from: ${from}, with: { connection: broker, topic: out } }`),
    )
    expect(said(await exportLab(lab, wishes))).toEqual([`out export-real-time-${reason}`])
  })
})

describe('the code', () => {
  it('cannot be broken by a title', async () => {
    const lab = labOf(
      small(`
  shown:
    type: console
    title: 'a """ b \\ c'
    from: row`),
    )
    expect(await fileOf(lab, 'job.py')).toContain('"""a \\"\\"\\" b \\\\ c. Shows the rows')
  })

  it('names each function once, whatever the titles', async () => {
    const lab = labOf(
      small(`
  one: { type: filter, title: Main, from: row, with: { where: n > 1 } }
  two: { type: filter, title: Same, from: one, with: { where: n > 2 } }
  three: { type: filter, title: same, from: two, with: { where: n > 3 } }
  shown: { type: console, title: columns, from: three }`),
    )
    const names = [...(await fileOf(lab, 'job.py')).matchAll(/^def (\w+)/gm)].map(match => match[1])
    expect(names).toEqual(['rows_2', 'row', 'one', 'same', 'three', 'shown', 'write_row', 'main'])
  })

  it('keeps a state of one value as a tuple', async () => {
    const lab = labOf(
      small(`
  counter:
    type: machine
    from: row
    with: { by: { id: id }, state: { seen: { type: int, start: '0' } }, set: { seen: state.seen + 1 } }
  shown: { type: console, from: counter }`),
    )
    const job = await fileOf(lab, 'job.py')
    expect(job).toContain('(seen,) = state.get')
    expect(job).toContain('state.update((seen,))')
  })

  it('reads what is there and ends where the lab says so', async () => {
    const lab = labOf(
      small(`
  n: { type: aggregate, from: row, with: { compute: { n: count(*) }, trigger: available-now } }
  shown: { type: console, from: n }`),
    )
    expect(await fileOf(lab, 'job.py')).toContain('"update", shown, "available-now")')
  })
})
