// A wrong lab file names file, line, field, what is wrong and what is expected, in three languages
// (issue 3, "Bad input"). Each case changes one thing of a lab that is right; `at` is a piece of
// the line that must be named.
import { describe, expect, it } from 'vitest'
import { languageSchema } from '@shared/lab'
import { checkLab } from '@main/pipeline'
import { hasErrors, printedProblems, problemLine } from '../problems'

const GOOD = `sluice: 1
id: shop
title: Shop
timezone: America/Sao_Paulo
connections:
  broker: { type: kafka }
  store: { type: cassandra }
catalogs:
  products: [Mouse, Cabo]
records:
  order:
    locale: pt_BR
    fields:
      product: { pick: products }
      amount: { int: [1, 9] }
nodes:
  orders:
    type: fake-data
    with:
      record: order
      rate: 10
  orders-topic:
    type: topic
    from: orders
    with:
      connection: broker
      topic: orders
  parsed:
    type: parse
    from: orders-topic
    with:
      format: json
      fields: { product: string, amount: int }
  total:
    type: aggregate
    from: parsed
    with:
      by: { product: product }
      compute: { total: sum(amount) }
      mode: complete
  totals:
    type: cassandra
    from: total
    with:
      connection: store
      keyspace: shop
      table: totals
      key: [product]
`

interface Case {
  readonly name: string
  readonly change: readonly [string, string]
  readonly at: string
  readonly field: string
}

const CASES: readonly Case[] = [
  {
    name: 'YAML that does not parse',
    change: ['{ type: kafka }', '{ type: kafka'],
    at: 'store:',
    field: '',
  },
  {
    name: 'a key that stands twice',
    change: ['title: Shop', 'id: shop2'],
    at: 'id: shop2',
    field: '',
  },
  { name: 'another format', change: ['sluice: 1', 'sluice: 9'], at: 'sluice: 9', field: 'sluice' },
  {
    name: 'a setting that is missing',
    change: ['title: Shop\n', ''],
    at: 'sluice: 1',
    field: 'title',
  },
  {
    name: 'a setting that does not exist',
    change: ['title: Shop', 'title: Shop\ncolour: red'],
    at: 'colour',
    field: 'colour',
  },
  { name: 'an id that is no name', change: ['id: shop', 'id: 7 shops'], at: 'id: 7', field: 'id' },
  {
    name: 'a zone that does not exist',
    change: ['America/Sao_Paulo', 'America/Atlantis'],
    at: 'Atlantis',
    field: 'timezone',
  },
  {
    name: 'a kind of connection that does not exist',
    change: ['type: kafka', 'type: rabbit'],
    at: 'rabbit',
    field: 'connections.broker.type',
  },
  {
    name: 'a node type that does not exist',
    change: ['type: aggregate', 'type: agregate'],
    at: 'agregate',
    field: 'nodes.total.type',
  },
  {
    name: 'an input that does not exist',
    change: ['from: parsed', 'from: parse'],
    at: 'from: parse',
    field: 'nodes.total.from',
  },
  {
    name: 'an input that is missing',
    change: ['    from: total\n', ''],
    at: 'totals:',
    field: 'nodes.totals',
  },
  {
    name: 'an output that does not exist',
    change: ['from: total', 'from: total.left'],
    at: 'from: total.left',
    field: 'nodes.totals.from',
  },
  {
    name: 'a circle',
    change: ['from: orders-topic', 'from: total'],
    at: 'from:',
    field: 'nodes.parsed.from',
  },
  {
    name: 'a node setting that does not exist',
    change: ['mode: complete', 'mood: complete'],
    at: 'mood',
    field: 'nodes.total.with.mood',
  },
  {
    name: 'an output mode that does not exist',
    change: ['mode: complete', 'mode: whole'],
    at: 'mode: whole',
    field: 'nodes.total.with.mode',
  },
  {
    name: 'a column that does not exist',
    change: ['sum(amount)', 'sum(amuont)'],
    at: 'amuont',
    field: 'nodes.total.with.compute.total',
  },
  {
    name: 'a function that does not exist',
    change: ['sum(amount)', 'summ(amount)'],
    at: 'summ(',
    field: 'nodes.total.with.compute.total',
  },
  {
    name: 'a sum of texts',
    change: ['sum(amount)', 'sum(product)'],
    at: 'sum(product)',
    field: 'nodes.total.with.compute.total',
  },
  {
    name: 'an expression that does not parse',
    change: ['sum(amount)', 'sum(amount'],
    at: 'sum(amount',
    field: 'nodes.total.with.compute.total',
  },
  {
    name: 'a type that does not exist',
    change: ['amount: int }', 'amount: integerr }'],
    at: 'integerr',
    field: 'nodes.parsed.with.fields',
  },
  {
    name: 'a key column that the rows do not have',
    change: ['key: [product]', 'key: [produkt]'],
    at: 'produkt',
    field: 'nodes.totals.with.key',
  },
  {
    name: 'a connection that the lab does not have',
    change: ['connection: store', 'connection: stove'],
    at: 'stove',
    field: 'nodes.totals.with.connection',
  },
  {
    name: 'a connection of the wrong kind',
    change: ['connection: store', 'connection: broker'],
    at: 'connection: broker',
    field: 'nodes.totals.with.connection',
  },
  {
    name: 'a record that the lab does not have',
    change: ['record: order', 'record: ordre'],
    at: 'ordre',
    field: 'nodes.orders.with.record',
  },
  {
    name: 'a rate that is none',
    change: ['rate: 10', 'rate: quick'],
    at: 'quick',
    field: 'nodes.orders.with.rate',
  },
  {
    name: 'a setting that is missing in a node',
    change: ['      topic: orders\n', ''],
    at: 'with:',
    field: 'nodes.orders-topic.with.topic',
  },
]

const problemsOf = (text: string, language: 'en' | 'pt-BR' | 'es' = 'en') =>
  printedProblems('lab.yaml', checkLab(text).problems, language)

describe('a wrong lab file', () => {
  it('is not the one that all cases change', () => {
    expect(problemsOf(GOOD)).toEqual([])
    expect(hasErrors(checkLab(GOOD))).toBe(false)
  })

  it.each(CASES)('names $name', ({ change: [from, to], at, field }) => {
    const text = GOOD.replace(from, to)
    expect(text).not.toBe(GOOD)
    expect(hasErrors(checkLab(text))).toBe(true)
    const first = problemsOf(text)[0]!
    const line = text.split('\n')[first.line - 1]
    expect(`${first.field} | ${line}`).toContain(at)
    expect(first.field.startsWith(field), first.field).toBe(true)
    expect(first.column).toBeGreaterThan(0)
    const told = languageSchema.options.map(language => problemsOf(text, language)[0]!)
    for (const { what, todo, code } of told) {
      expect(`${what} ${todo}`, code).not.toMatch(/…|\{\w+\}/)
      expect(Math.min(what.length, todo.length), code).toBeGreaterThan(0)
    }
    expect(new Set(told.map(({ todo }) => todo)).size, first.code).toBe(3)
  })

  it('is told as compilers do: file:line:column', () => {
    const [first] = problemsOf(GOOD.replace('type: aggregate', 'type: agregate'))
    expect(problemLine(first!, 'en')).toMatch(
      /^lab\.yaml:\d+:\d+: error: nodes\.total\.type: .*agregate/,
    )
  })
})
