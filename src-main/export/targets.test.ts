// The targets beside a Spark job, of the gallery's labs: what they write, and what they say where a
// lab gives them nothing. Drawing and guide of R1 are kept as golden files.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { EXPORT_TARGETS, type ExportTarget } from '@shared/contract'
import { parseLab, type LabFile, type Language } from '@shared/lab'
import { exportLab, type TargetWishes } from './targets'

function galleryLab(id: string): LabFile {
  const { lab, problems } = parseLab(readFileSync(`resources/labs/${id}.yaml`, 'utf8'))
  if (!lab) throw new Error(JSON.stringify(problems))
  return lab
}

function servicesOf(compose: string): Record<string, object> {
  return parse(compose).services
}

async function filesOf(
  id: string,
  target: ExportTarget,
  wishes: Partial<TargetWishes> = {},
): Promise<Record<string, string>> {
  const { files } = await exportLab(galleryLab(id), {
    ...{ target, language: 'en', spark: '3.5' },
    ...wishes,
  })
  return Object.fromEntries(files.map(({ path, text }) => [path, text]))
}

describe('a lab becomes', () => {
  it.each(EXPORT_TARGETS)('%s, of R0 in three languages, without an error', async target => {
    for (const language of ['en', 'pt-BR', 'es'] as const satisfies readonly Language[]) {
      const { files, problems } = await exportLab(galleryLab('r0-vendas-ecommerce'), {
        ...{ target, language, spark: '3.5' },
      })
      const errors = problems.filter(problem => problem.severity === 'error')
      // R0 stores in Cassandra alone.
      expect(errors.map(({ code }) => code)).toEqual(target === 'sql' ? ['export-nothing'] : [])
      expect(files.length > 0).toBe(target !== 'sql')
    }
  })

  it('topics: a command for each that it makes, with what it is made with', async () => {
    const { 'topics.sh': text = '' } = await filesOf('r4-simulator', 'topics')
    expect(text).toContain('"${BROKER_BOOTSTRAP_SERVERS:-127.0.0.1:9092}"')
    expect(text).toContain('--create --if-not-exists --topic e-commerce-orders')
    expect(text).toContain('--partitions 1 --replication-factor 1')
    expect(text).toContain('--topic processed-orders')
  })

  it('tables, the same ones that an exported job asks for', async () => {
    const job = await filesOf('r3-sales-dashboards', 'pyspark')
    expect(await filesOf('r3-sales-dashboards', 'cql')).toEqual({
      'schema.cql': job['schema.cql'],
    })
    expect(await filesOf('r3-sales-dashboards', 'sql')).toEqual({
      'schema.sql': job['schema.sql'],
      'schema-postgresql.sql': job['schema-postgresql.sql'],
    })
  })

  it('engines: those of its connections and no others', async () => {
    const { 'compose.yaml': r1 = '' } = await filesOf('r1-ventas-events', 'compose')
    expect(r1).toContain('image: apache/kafka')
    expect(r1).not.toContain('cassandra')
    const { 'compose.yaml': r3 = '' } = await filesOf('r3-sales-dashboards', 'compose')
    for (const name of ['apache/kafka', 'cassandra', 'mariadb']) expect(r3).toContain(name)
    // Of the two that its SQL connection may be, one starts by itself.
    const asked = Object.entries(servicesOf(r3)).filter(([, service]) => 'profiles' in service)
    expect(asked).toMatchObject([['postgres', { profiles: ['postgresql'] }]])
  })

  it.each(['python', 'java', 'javascript'] as const)('a client in %s', async code => {
    for (const role of ['consumer', 'producer'] as const) {
      const client = { topic: 'ventas-events', code, role }
      const files = await filesOf('r1-ventas-events', 'client', { client })
      const texts = Object.values(files).join('\n')
      expect(texts).toContain('ventas-events')
      expect(texts).toContain('BROKER_BOOTSTRAP_SERVERS')
      for (const [path, text] of Object.entries(files))
        await expect(text).toMatchFileSnapshot(`golden/clients/${code}-${role}/${path}`)
    }
  })

  it.each(['java', 'javascript'] as const)('a producer in %s that sends keys', async code => {
    const client = { topic: 'ecommerce-transactions', code, role: 'producer' } as const
    const files = await filesOf('r2-ecommerce-transactions', 'client', { client })
    const lines = (files['records.jsonl'] ?? '').trim().split('\n')
    expect(lines).toHaveLength(50)
    for (const line of lines) {
      const record: { key?: string; value?: string } = JSON.parse(line)
      expect(record.key).toBe(JSON.parse(record.value ?? '').TransactionNo)
    }
    expect(files['README.md']).toContain('that this lab’s own source made')
    expect(files['producer.js'] ?? files['src/main/java/Producer.java']).toMatch(/key/)
  })

  it('a producer of a topic that no source fills, which says that it has an example', async () => {
    const { lab } = parseLab(`
sluice: 1
id: small
title: Small
connections: { broker: { type: kafka } }
nodes: { rows: { type: topic, with: { connection: broker, topic: rows } } }`)
    if (!lab) throw new Error('no lab')
    const client = { code: 'javascript', role: 'producer' } as const
    const wishes = { target: 'client', language: 'en', spark: '3.5', client } as const
    const { files } = await exportLab(lab, wishes)
    expect(files.find(({ path }) => path === 'README.md')?.text).toContain('has one example')
    expect(files.find(({ path }) => path === 'records.jsonl')?.text).toBe(
      `${JSON.stringify({ key: 'example', value: '{"hello":"world"}' })}\n`,
    )
  })

  it('no client of a topic that it does not have', async () => {
    const client = { topic: 'nothing', code: 'java', role: 'consumer' } as const
    await expect(filesOf('r1-ventas-events', 'client', { client })).rejects.toMatchObject({
      code: 'export-no-topic',
      params: { known: 'ventas-events' },
    })
  })
})

describe('a solution', () => {
  it('has drawing, guide, scripts, tables, job and clients', async () => {
    const files = await filesOf('r0-vendas-ecommerce', 'solution')
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        ...['README.md', 'drawing.svg', 'drawing.drawio', 'topics.sh', 'schema.cql'],
        ...['compose.yaml', 'job/job.py', 'job/producer.py'],
        'clients/vendas-ecommerce/java-producer/src/main/java/Producer.java',
      ]),
    )
  })

  it('of R1 is as its golden files say', async () => {
    const files = await filesOf('r1-ventas-events', 'solution', { language: 'es' })
    for (const path of ['README.md', 'drawing.svg', 'drawing.drawio'])
      await expect(files[path]).toMatchFileSnapshot(`golden/solution/${path}`)
  })

  it('cannot be broken by a title', async () => {
    const lab = galleryLab('r1-ventas-events')
    const first = Object.entries(lab.nodes)[0]
    if (!first) throw new Error('no node')
    const [id, node] = first
    const named = { ...lab, nodes: { ...lab.nodes, [id]: { ...node, title: 'a <b> & "c"' } } }
    const wishes = { target: 'solution', language: 'en', spark: '3.5' } as const
    const { files } = await exportLab(named, wishes)
    const svg = files.find(({ path }) => path === 'drawing.svg')?.text ?? ''
    expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;')
  })
})
