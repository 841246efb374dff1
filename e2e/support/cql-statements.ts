// Random CQL from a seed: a schema of a few tables, then statements over them. Most are right, some
// have a mistake; what they must answer, a real Cassandra says. Writes carry their timestamps, so
// that two servers resolve them alike.

export interface Random {
  /** A whole number below `n`. */
  below(n: number): number
}

/** mulberry32: the same numbers for the same seed on every machine. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return {
    below(n) {
      state = (state + 0x6d2b79f5) >>> 0
      let t = state
      t = Math.imul(t ^ (t >>> 15), t | 1)
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n)
    },
  }
}

export const SCHEMA: readonly string[] = [
  "CREATE KEYSPACE rnd WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
  'USE rnd',
  'CREATE TYPE addr (street text, no int)',
  'CREATE TABLE wide (p int, c1 int, c2 text, c3 timestamp, s int static, v int, w text, l list<int>, st set<text>, m map<text, int>, PRIMARY KEY (p, c1, c2, c3)) WITH CLUSTERING ORDER BY (c1 DESC, c2 ASC)',
  'CREATE TABLE flat (k int PRIMARY KEY, a ascii, bi bigint, bl blob, b boolean, d date, de decimal, do double, du duration, f float, i inet, n int, sm smallint, t text, tm time, ts timestamp, ti tinyint, u uuid, vi varint, fl frozen<list<int>>, fm frozen<map<text, int>>, tu tuple<int, text>, ad frozen<addr>, ve vector<float, 2>)',
  'CREATE TABLE pair (a int, b text, c int, v int, PRIMARY KEY ((a, b), c))',
  'CREATE TABLE tally (k int, c int, n counter, m counter, PRIMARY KEY (k, c))',
]

type Make = (random: Random) => string

export const oneOf = <T>(random: Random, items: readonly T[]): T =>
  items[random.below(items.length)]!
const chance = (random: Random, percent: number) => random.below(100) < percent
const some = <T>(random: Random, items: readonly T[], least = 0): T[] => {
  const chosen = items.filter(() => chance(random, 45))
  return chosen.length >= least ? chosen : items.slice(0, least)
}
const listOf = (random: Random, most: number, make: Make) =>
  Array.from({ length: random.below(most + 1) }, () => make(random)).join(', ')

const words: Make = r => oneOf(r, ["'a'", "'b'", "'c'", "''", "'olá'", "'it''s'", "'Zz'"])
const small: Make = r => String(r.below(6) - 1)
const moments: Make = r =>
  oneOf(r, [
    "'2024-01-01'",
    "'2024-01-01 10:30'",
    "'2024-02-29T23:59:59.999Z'",
    "'1969-12-31 23:00:00+0100'",
    '0',
    '1704067200000',
  ])

/** Literals of each type. */
const VALUES: Readonly<Record<string, Make>> = {
  int: small,
  bigint: r => oneOf(r, ['0', '-5', '9223372036854775807', '4294967296', small(r)]),
  smallint: r => oneOf(r, ['-32768', '32767', small(r)]),
  tinyint: r => oneOf(r, ['-128', '127', small(r)]),
  varint: r => oneOf(r, ['123456789012345678901234567890', '-1', small(r)]),
  text: words,
  ascii: r => oneOf(r, ["'a'", "'Z z'", "''", "'~'"]),
  blob: r => oneOf(r, ['0x', '0xff', '0x00ab', "text_as_blob('x')"]),
  boolean: r => oneOf(r, ['true', 'false', 'TRUE']),
  date: r =>
    oneOf(r, ["'2024-02-29'", "'1970-01-01'", "'1969-12-31'", '2147483648', "'0001-01-01'"]),
  decimal: r => oneOf(r, ['1.10', '-0.005', '1E+5', '7', '12345678901234567890.123456789', '0.0']),
  double: r => oneOf(r, ['1.5', '-0.0', '1e300', 'NaN', 'Infinity', '3']),
  float: r => oneOf(r, ['1.5', '0.1', '1e38', '-Infinity', '3']),
  duration: r => oneOf(r, ['1d', '2h30m', '1y2mo', '-5s', 'P1DT1H', '1mo3d5h']),
  inet: r => oneOf(r, ["'1.2.3.4'", "'::1'", "'10.1'", "'2001:db8::ff00:42:8329'"]),
  time: r => oneOf(r, ["'10:30:00'", "'23:59:59.123456789'", '0', "'00:00:00.5'"]),
  timestamp: moments,
  uuid: r =>
    oneOf(r, ['f47ac10b-58cc-4372-a567-0e02b2c3d479', '00000000-0000-0000-0000-000000000000']),
  'list<int>': r => `[${listOf(r, 3, small)}]`,
  'set<text>': r => `{${listOf(r, 3, words)}}`,
  // Of two equal keys in one literal, Cassandra keeps either.
  'map<text, int>': r =>
    `{${some(r, ["'a'", "'b'", "''", "'olá'"])
      .map(key => `${key}: ${small(r)}`)
      .join(', ')}}`,
  'tuple<int, text>': r => `(${small(r)}, ${words(r)})`,
  addr: r => `{no: ${small(r)}, street: ${words(r)}}`,
  'vector<float, 2>': r => `[${small(r)}, ${oneOf(r, ['0.5', '1', '-2'])}]`,
}

interface Shape {
  readonly name: string
  readonly partition: readonly string[]
  readonly clustering: readonly string[]
  readonly types: Readonly<Record<string, string>>
}

const WIDE: Shape = {
  name: 'wide',
  partition: ['p'],
  clustering: ['c1', 'c2', 'c3'],
  types: {
    p: 'int',
    c1: 'int',
    c2: 'text',
    c3: 'timestamp',
    s: 'int',
    v: 'int',
    w: 'text',
    l: 'list<int>',
    st: 'set<text>',
    m: 'map<text, int>',
  },
}
const FLAT: Shape = {
  name: 'flat',
  partition: ['k'],
  clustering: [],
  types: {
    k: 'int',
    a: 'ascii',
    bi: 'bigint',
    bl: 'blob',
    b: 'boolean',
    d: 'date',
    de: 'decimal',
    do: 'double',
    du: 'duration',
    f: 'float',
    i: 'inet',
    n: 'int',
    sm: 'smallint',
    t: 'text',
    tm: 'time',
    ts: 'timestamp',
    ti: 'tinyint',
    u: 'uuid',
    vi: 'varint',
    fl: 'list<int>',
    fm: 'map<text, int>',
    tu: 'tuple<int, text>',
    ad: 'addr',
    ve: 'vector<float, 2>',
  },
}
const PAIR: Shape = {
  name: 'pair',
  partition: ['a', 'b'],
  clustering: ['c'],
  types: { a: 'int', b: 'text', c: 'int', v: 'int' },
}
const SHAPES = [WIDE, WIDE, WIDE, FLAT, FLAT, PAIR]

/** A literal for a column, now and then of another type or null. */
function literal(random: Random, type: string): string {
  if (chance(random, 3)) return 'null'
  const wanted = chance(random, 3) ? oneOf(random, Object.keys(VALUES)) : type
  return VALUES[wanted]!(random)
}

const keysOf = (shape: Shape) => [...shape.partition, ...shape.clustering]
const columnsOf = (shape: Shape) => Object.keys(shape.types)
const othersOf = (shape: Shape) => columnsOf(shape).filter(c => !keysOf(shape).includes(c))

export class Statements {
  private timestamp = 1_000_000

  constructor(private readonly random: Random) {}

  next(): string {
    const kinds: readonly (() => string)[] = [
      () => this.insert(),
      () => this.insert(),
      () => this.insert(),
      () => this.update(),
      () => this.remove(),
      () => this.batch(),
      () => this.tally(),
      () => this.select(),
      () => this.select(),
      () => this.select(),
      () => this.select(),
      () => this.expressions(),
      () => this.expressions(),
    ]
    return oneOf(this.random, kinds)()
  }

  private using(): string {
    this.timestamp += this.random.below(3)
    const ttl = chance(this.random, 5) ? ' AND TTL 1000000' : ''
    return ` USING TIMESTAMP ${this.timestamp}${ttl}`
  }

  private insert(): string {
    const { random } = this
    const shape = oneOf(random, SHAPES)
    const keys = keysOf(shape).filter(() => !chance(random, 2))
    const columns = [...keys, ...some(random, othersOf(shape))]
    const values = columns.map(c => literal(random, shape.types[c]!))
    return `INSERT INTO ${shape.name} (${columns.join(', ')}) VALUES (${values.join(', ')})${this.using()}`
  }

  private pinned(shape: Shape, columns: readonly string[]): string {
    return columns.map(c => `${c} = ${literal(this.random, shape.types[c]!)}`).join(' AND ')
  }

  private update(): string {
    const { random } = this
    const shape = oneOf(random, SHAPES)
    const column = oneOf(random, othersOf(shape))
    const value = literal(random, shape.types[column]!)
    const change = oneOf(random, [
      `${column} = ${value}`,
      `${column} = ${value}`,
      `${column} = ${column} + ${value}`,
      `${column} = ${column} - ${value}`,
      `${column} = ${value} + ${column}`,
      `${column}[${oneOf(random, ['0', "'a'", '5'])}] = ${small(random)}`,
    ])
    const keys = column === 's' && chance(random, 60) ? shape.partition : keysOf(shape)
    return `UPDATE ${shape.name}${this.using()} SET ${change} WHERE ${this.pinned(shape, keys)}`
  }

  private remove(): string {
    const { random } = this
    const shape = oneOf(random, SHAPES)
    const what = chance(random, 30) ? `${oneOf(random, othersOf(shape))} ` : ''
    const depth = random.below(shape.clustering.length + 1)
    const pinned = this.pinned(shape, [...shape.partition, ...shape.clustering.slice(0, depth)])
    const next = shape.clustering[depth]
    const range = next && chance(random, 50) ? ` AND ${this.range(shape, next)}` : ''
    this.timestamp += this.random.below(3)
    return `DELETE ${what}FROM ${shape.name} USING TIMESTAMP ${this.timestamp} WHERE ${pinned}${range}`
  }

  private range(shape: Shape, column: string): string {
    const { random } = this
    const bound = () => literal(random, shape.types[column]!)
    return oneOf(random, [
      () => `${column} > ${bound()}`,
      () => `${column} <= ${bound()}`,
      () => `${column} >= ${bound()} AND ${column} < ${bound()}`,
      () => `${column} IN (${bound()}, ${bound()})`,
      () => `${column} = ${bound()}`,
    ])()
  }

  private batch(): string {
    const { random } = this
    const inner = Array.from({ length: 1 + random.below(3) }, () =>
      oneOf(random, [() => this.insert(), () => this.update(), () => this.remove()])(),
    )
    return `BEGIN ${oneOf(random, ['', 'UNLOGGED '])}BATCH ${inner.join('; ')}; APPLY BATCH`
  }

  private tally(): string {
    const { random } = this
    const column = oneOf(random, ['n', 'm'])
    const sign = oneOf(random, ['+', '-'])
    return oneOf(random, [
      `UPDATE tally SET ${column} = ${column} ${sign} ${random.below(10)} WHERE k = ${random.below(3)} AND c = ${random.below(3)}`,
      'SELECT * FROM tally',
      `SELECT k, sum(n), avg(m), max(n) FROM tally GROUP BY k`,
      `SELECT n + 1, n * m, -n FROM tally WHERE k = ${random.below(3)}`,
      `INSERT INTO tally (k, c, n) VALUES (1, 1, 1)`,
      `UPDATE tally SET n = 5 WHERE k = 1 AND c = 1`,
    ])
  }

  private select(): string {
    const { random } = this
    const shape = oneOf(random, SHAPES)
    const where = this.where(shape)
    const grouped = chance(random, 15)
    const selected = grouped
      ? `${shape.partition.join(', ')}, count(*), max(${oneOf(random, othersOf(shape))})`
      : chance(random, 30)
        ? '*'
        : some(random, columnsOf(shape), 1).join(', ')
    const groups = [
      ...shape.partition,
      ...shape.clustering.slice(0, random.below(shape.clustering.length + 1)),
    ]
    const clauses = [
      where === '' ? '' : ` WHERE ${where}`,
      grouped ? ` GROUP BY ${groups.join(', ')}` : '',
      chance(random, 20) && shape.clustering.length > 0
        ? ` ORDER BY ${shape.clustering[0]} ${oneOf(random, ['ASC', 'DESC'])}`
        : '',
      chance(random, 15) ? ` PER PARTITION LIMIT ${1 + random.below(3)}` : '',
      chance(random, 25) ? ` LIMIT ${random.below(5)}` : '',
      chance(random, 50) ? ' ALLOW FILTERING' : '',
    ]
    const modifier = chance(random, 8) ? 'JSON ' : chance(random, 4) ? 'DISTINCT ' : ''
    return `SELECT ${modifier}${selected} FROM ${shape.name}${clauses.join('')}`
  }

  private where(shape: Shape): string {
    const { random } = this
    if (chance(random, 10)) return ''
    if (chance(random, 8))
      return `token(${shape.partition.join(', ')}) ${oneOf(random, ['>', '<=', '='])} ${oneOf(random, ['0', '-4069959284402364209', 'token(1)'])}`
    const parts = chance(random, 85) ? shape.partition.map(c => this.keyRelation(shape, c)) : []
    const depth = random.below(shape.clustering.length + 1)
    for (const column of shape.clustering.slice(0, depth))
      parts.push(
        chance(random, 75)
          ? `${column} = ${literal(random, shape.types[column]!)}`
          : this.range(shape, column),
      )
    const next = shape.clustering[depth]
    if (next && chance(random, 40)) parts.push(this.range(shape, next))
    if (shape.clustering.length > 1 && chance(random, 15)) parts.push(this.tuple(shape))
    if (chance(random, 30)) parts.push(this.range(shape, oneOf(random, othersOf(shape))))
    if (shape === WIDE && chance(random, 10))
      parts.push(
        oneOf(random, ["st CONTAINS 'a'", "m CONTAINS KEY 'b'", "m['a'] = 1", 'l CONTAINS 2']),
      )
    return parts.join(' AND ')
  }

  private keyRelation(shape: Shape, column: string): string {
    const value = () => literal(this.random, shape.types[column]!)
    return chance(this.random, 80)
      ? `${column} = ${value()}`
      : `${column} IN (${value()}, ${value()})`
  }

  private tuple(shape: Shape): string {
    const { random } = this
    const columns = shape.clustering.slice(0, 1 + random.below(shape.clustering.length))
    const value = () => `(${columns.map(c => literal(random, shape.types[c]!)).join(', ')})`
    const names = `(${columns.join(', ')})`
    return oneOf(random, [
      () => `${names} ${oneOf(random, ['>', '>=', '<', '<=', '='])} ${value()}`,
      () => `${names} IN (${value()}, ${value()})`,
    ])()
  }

  /** Selectors over the table of all types: arithmetic, casts and functions, nested a little. */
  private expressions(): string {
    const selectors = Array.from({ length: 1 + this.random.below(3) }, () => this.expression(2))
    return `SELECT ${selectors.join(', ')} FROM flat LIMIT 3`
  }

  private expression(depth: number): string {
    const { random } = this
    const column = () => oneOf(random, columnsOf(FLAT))
    if (depth === 0) return column()
    const inner = () => this.expression(depth - 1)
    const [number, number2] = [0, 0].map(() =>
      oneOf(random, ['n', 'bi', 'sm', 'ti', 'vi', 'de', 'do', 'f', '1', '2.5', '3', 'k']),
    )
    return oneOf(random, [
      () => column(),
      () => `${number} ${oneOf(random, ['+', '-', '*', '/', '%'])} ${number2}`,
      () => `${inner()} ${oneOf(random, ['+', '-', '*'])} ${number}`,
      () =>
        `cast(${inner()} as ${oneOf(random, ['int', 'text', 'double', 'bigint', 'decimal', 'varint', 'tinyint', 'float', 'ascii', 'date'])})`,
      () =>
        `${oneOf(random, ['abs', 'round', 'exp', 'log10', 'to_json', 'count', 'max', 'min', 'sum', 'avg', 'mask_default', 'mask_null'])}(${inner()})`,
      () =>
        `${oneOf(random, ['ts', 'd'])} ${oneOf(random, ['+', '-'])} ${VALUES.duration!(random)}`,
      () =>
        `floor(${oneOf(random, ['ts', 'd', 'tm'])}, ${oneOf(random, ['1h', '1d', '1mo', '15m', '7d'])})`,
      () =>
        `${oneOf(random, ['to_date', 'to_timestamp', 'to_unix_timestamp'])}(${oneOf(random, ['ts', 'd'])})`,
      () =>
        `${oneOf(random, ['collection_count', 'collection_sum', 'collection_max', 'map_keys', 'map_values'])}(${oneOf(random, ['fl', 'fm', inner()])})`,
      () =>
        `similarity_${oneOf(random, ['cosine', 'euclidean', 'dot_product'])}(ve, ${oneOf(random, ['ve', '[1, 2]', '[0.5, -1]'])})`,
      () =>
        `${oneOf(random, ['text_as_blob(t)', 'int_as_blob(n)', 'ad.street', 'ad.no', 'fl[0]', "fm['a']", 'mask_inner(t, 1, 1)', 'token(k)'])}`,
      () => `(${oneOf(random, ['int', 'text', 'bigint'])})${oneOf(random, ['1', "'x'", 'n', 't'])}`,
    ])()
  }
}
