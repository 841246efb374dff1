import { describe, expect, it } from 'vitest'
import { cqlName, jsonRow, toCsv, toInserts, toJson } from './export-rows'
import { HistoryWalk, loadHistory, remember, saveHistory, type HistoryEntry } from './history'
import { phasesOf, timelineOf } from './trace'

const result = {
  columns: [
    { name: 'nome', type: 'text' },
    { name: 'Total', type: 'double' },
    { name: 'big', type: 'bigint' },
    { name: 'tags', type: 'list<text>' },
  ],
  rows: [
    ['Golem, "de" Ferro', '9357.72', '9007199254740993', "['a', 'b']"],
    ["D'água", 'NaN', null, null],
    ['', null, '1', null],
  ] as const,
}

describe('export', () => {
  it('writes CSV that tells empty from null and quotes what needs it', () => {
    expect(toCsv(result)).toBe(
      'nome,Total,big,tags\r\n"Golem, ""de"" Ferro",9357.72,9007199254740993,"[\'a\', \'b\']"\r\nD\'água,NaN,,\r\n"",,1,\r\n',
    )
  })

  it('writes JSON with every digit and no number that JSON does not know', () => {
    const text = toJson(result)
    expect(text).toContain('"big": 9007199254740993')
    expect(text).toContain('"Total": "NaN"')
    expect(JSON.parse(text)).toHaveLength(3)
    expect(jsonRow([{ name: 'ok', type: 'boolean' }], ['True'])).toBe('{ "ok": true }')
    expect(toJson({ columns: [], rows: [] })).toBe('[]\n')
  })

  it('writes INSERTs that leave nulls out and double quotes where a name or a text asks', () => {
    expect(toInserts(result, 'ks.t').split('\n')).toEqual([
      `INSERT INTO ks.t (nome, "Total", big, tags) VALUES ('Golem, "de" Ferro', 9357.72, 9007199254740993, ['a', 'b']);`,
      `INSERT INTO ks.t (nome, "Total") VALUES ('D''água', NaN);`,
      `INSERT INTO ks.t (nome, big) VALUES ('', 1);`,
      '',
    ])
    expect(cqlName('a"b')).toBe('"a""b"')
  })
})

describe('history', () => {
  const entry = (statement: string): HistoryEntry => ({ statement, at: 1 })

  it('does not repeat the last statement, stays bounded and survives a damaged store', () => {
    let all: HistoryEntry[] = []
    for (let i = 0; i < 400; i++) all = remember(all, entry(`s${i >> 1}`))
    expect(all).toHaveLength(200)
    for (let i = 0; i < 400; i++) all = remember(all, entry(`t${i}`))
    expect(all).toHaveLength(300)
    const kept = new Map<string, string>()
    const store = {
      getItem: (k: string) => kept.get(k) ?? null,
      setItem: (k: string, v: string) => void kept.set(k, v),
    }
    saveHistory(store, all)
    expect(loadHistory(store)).toEqual(all)
    kept.set('sluice.query.history', '[{"x":1}, nonsense')
    expect(loadHistory(store)).toEqual([])
    kept.set('sluice.query.history', '[{"x":1}, {"statement":"a","at":2}]')
    expect(loadHistory(store)).toEqual([{ statement: 'a', at: 2 }])
  })

  it('walks back and forth and ends at what was being written', () => {
    const walk = new HistoryWalk(() => [entry('a'), entry('b')])
    expect(walk.newer()).toBeUndefined()
    expect(walk.older('draft')).toBe('b')
    expect(walk.older('b')).toBe('a')
    expect(walk.older('a')).toBeUndefined()
    expect(walk.newer()).toBe('b')
    expect(walk.newer()).toBe('draft')
    expect(walk.newer()).toBeUndefined()
  })
})

describe('trace', () => {
  it('gives each node a lane, the coordinator first, bars to the next activity', () => {
    const { lanes, totalUs } = timelineOf([
      { activity: 'Parsing SELECT', source: 'a', elapsedUs: 10 },
      { activity: 'READ message received from a', source: 'b', elapsedUs: 40 },
      { activity: 'Preparing statement', source: 'a', elapsedUs: 20 },
      { activity: 'Merged data', source: 'b', elapsedUs: 60 },
      { activity: 'Request complete', source: 'a', elapsedUs: 100 },
    ])
    expect(totalUs).toBe(100)
    expect(lanes.map(lane => [lane.source, lane.coordinator])).toEqual([
      ['a', true],
      ['b', false],
    ])
    expect(lanes[0]?.bars.map(bar => [bar.fromUs, bar.toUs, bar.kind])).toEqual([
      [10, 20, 'parse'],
      [20, 100, 'plan'],
      [100, 100, 'merge'],
    ])
    expect(timelineOf([]).lanes).toEqual([])
  })

  it('says what took the time, each kind of work with its sum', () => {
    const event = (activity: string, elapsedUs: number) => ({ activity, source: 'a', elapsedUs })
    const phases = phasesOf(
      timelineOf([
        event('Parsing SELECT', 10),
        event('Preparing statement', 50),
        event('Executing query on 2 partitions of t', 90),
        event('Sorting 4 rows', 390),
        event('Read 4 live rows', 400),
        event('Sending the answer', 410),
        event('Request complete', 500),
      ]),
    )
    expect(phases).toEqual([
      { kind: 'parse', us: 40 },
      { kind: 'plan', us: 40 },
      { kind: 'read', us: 310 },
      { kind: 'sort', us: 10 },
      { kind: 'send', us: 90 },
    ])
  })
})
