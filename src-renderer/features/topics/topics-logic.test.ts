import { describe, expect, it } from 'vitest'
import { commonFields, fieldOf, nodeText, parseJson } from './json-nodes'
import { jsonFault, recordsOfLines } from './produce'
import { retentionOf } from './retention'
import { nameFault, nameInstead } from './topic-name'
import { directionOf, inOrder, nextOrder, orderOf } from './topic-order'
import { lagOn, readersOf } from './topic-readers'

describe('the order of topics', () => {
  const topic = (name: string, records: number, sizeBytes?: number, ratePerSecond?: number) => ({
    name,
    partitions: 1,
    replication: 1,
    records,
    sizeBytes,
    ratePerSecond,
    internal: name.startsWith('__'),
  })
  const topics = [
    topic('__own', 9, 9000, 9),
    topic('b', 3, 10, 0.5),
    topic('a', 1),
    topic('c', 3, 700, 0),
    topic('d', 2, 10, 2),
  ]
  const names = (
    ...of: Parameters<typeof inOrder> extends [unknown, ...infer Rest] ? Rest : never
  ) =>
    inOrder(topics, ...of)
      .map(each => each.name)
      .join(' ')

  it('is by name, size or rate; the broker’s own and the unknown stay behind', () => {
    expect(names('name', true)).toBe('a b c d __own')
    expect(names('name-down', true)).toBe('d c b a __own')
    expect(names('size-down', true)).toBe('c b d a __own')
    expect(names('size', true)).toBe('b d c a __own')
    expect(names('rate-down', true)).toBe('d b c a __own')
    expect(names('size-down', false)).toBe('b c d a __own')
  })

  it('turns around at the second click, and takes what it kept', () => {
    expect(nextOrder('name', 'size')).toBe('size-down')
    expect(nextOrder('size-down', 'size')).toBe('size')
    expect(nextOrder('size', 'name')).toBe('name')
    expect([directionOf('size-down', 'size'), directionOf('size-down', 'rate')]).toEqual([
      'descending',
      'none',
    ])
    expect([orderOf('rate'), orderOf('gone')]).toEqual(['rate', 'name'])
  })
})

describe('JSON nodes', () => {
  it('agree with JSON.parse on what is JSON, for whole and damaged texts', () => {
    const good = '{"a": [1, -2.50e+3, "x\\u00e9\\n", {}, []], "b": {"c": null, "d": true}, "": ""}'
    const isJson = (text: string) => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    for (let at = 0; at <= good.length; at++) {
      for (const text of [
        good.slice(0, at),
        good.slice(0, at) + good.slice(at + 1),
        `${good.slice(0, at)},${good.slice(at)}`,
      ]) {
        expect(parseJson(text) !== undefined, text).toBe(isJson(text))
      }
    }
  })

  it('keep every digit and give fields to columns', () => {
    const node = parseJson(
      '{"n": 9007199254740993, "price": 1.10, "o": {"p": "x"}, "l": [{"a": 1, "b": "y"}], "z": null}',
    )
    expect(nodeText(fieldOf(node, 'n'))).toBe('9007199254740993')
    expect(nodeText(fieldOf(node, 'price'))).toBe('1.10')
    expect(nodeText(fieldOf(node, 'o.p'))).toBe('x')
    expect(nodeText(fieldOf(node, 'l'))).toBe('1 · y')
    expect(nodeText(fieldOf(node, 'z'))).toBeNull()
    expect(fieldOf(node, 'o.q.r')).toBeUndefined()
    expect(commonFields([node, undefined])).toEqual(['n', 'price', 'o', 'l', 'z'])
  })

  it('refuse a nesting that would exhaust the stack', () => {
    expect(parseJson('['.repeat(100_000))).toBeUndefined()
    expect(parseJson('['.repeat(150) + ']'.repeat(150))).toBeDefined()
  })
})

describe('names, records, retention', () => {
  it('follow Kafka', () => {
    expect(nameFault('a.b_c-1', new Set())).toBeUndefined()
    expect(nameFault('sales events', new Set())).toBe('characters')
    expect(nameFault('..', new Set())).toBe('characters')
    expect(nameFault('x'.repeat(250), new Set())).toBe('long')
    expect(nameFault('a', new Set(['a']))).toBe('taken')
    for (const odd of ['sales events', 'Ação!', '', '..', ' x ', 'é'.repeat(400)])
      expect(nameFault(nameInstead(odd), new Set())).toBeUndefined()
    expect(nameInstead('Ação de vendas')).toBe('Acao-de-vendas')
  })

  it('lines become records', () => {
    expect(recordsOfLines('a\n\nk\tv\tw\r\n{"x":1}')).toEqual([
      { value: 'a' },
      { key: 'k', value: 'v\tw' },
      { value: '{"x":1}' },
    ])
    expect(jsonFault('plain words')).toBeUndefined()
    expect(jsonFault('{"a": }')).toBeTypeOf('string')
    expect(retentionOf([{ name: 'retention.ms', value: '604800000' }])).toEqual({
      kind: 'days',
      n: 7,
    })
    expect(retentionOf([{ name: 'retention.ms', value: '-1' }])).toEqual({ kind: 'forever' })
    expect(retentionOf([])).toBeUndefined()
  })
})

describe('readers of a topic', () => {
  it('are the groups that read it, with their lag on it alone', () => {
    const own = { state: 'Stable', members: 1 }
    const groups = [
      {
        ...{ id: 'both', ...own, topics: ['a', 'b'], lag: 12 },
        lags: [
          { topic: 'a', lag: 2 },
          { topic: 'b', lag: 10 },
        ],
      },
      { id: 'new', ...own, topics: ['a'], lag: 0, lags: [] },
    ]
    expect(groups.map(group => lagOn(group, 'a'))).toEqual([2, 0])
    expect(readersOf(groups).get('a')).toEqual({ groups: 2, lag: 2 })
    expect(readersOf(groups).get('b')).toEqual({ groups: 1, lag: 10 })
    expect(readersOf(groups).get('c')).toBeUndefined()
  })
})
