// The SQL of PostgreSQL. Numbers of column types: pg_type.dat in PostgreSQL's source.
import { plainDecimal, type Dialect } from './dialect'

export const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
} as const
/** json, xml and the shapes have no order of their own. */
const WITHOUT_ORDER = new Set([OID.json, 142, 600, 601, 602, 603, 604, 628, 718])
/** A moment before Christ, or an infinite one, stays as it is stored. */
const MOMENT = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00$/

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

export const postgresDialect: Dialect = {
  takesNaN: true,
  quoted,
  typeName(type) {
    if (typeof type === 'object') return `NUMERIC(${type.decimal[0]},${type.decimal[1]})`
    return {
      text: 'TEXT',
      int: 'INTEGER',
      long: 'BIGINT',
      double: 'DOUBLE PRECISION',
      boolean: 'BOOLEAN',
      date: 'DATE',
      timestamp: 'TIMESTAMPTZ(3)',
    }[type]
  },
  tableOptions: '',
  place: index => `$${index + 1}`,
  literal: () => undefined,
  placesMax: 65_535,
  onConflict({ columns, key }) {
    if (key.length === 0) return ''
    const others = columns.filter(({ name }) => !key.includes(name)).map(({ name }) => quoted(name))
    const changes =
      others.length > 0
        ? `UPDATE SET ${others.map(name => `${name} = excluded.${name}`).join(', ')}`
        : 'NOTHING'
    return ` ON CONFLICT (${key.map(quoted).join(', ')}) DO ${changes}`
  },
  sortable: ({ name, type }) =>
    type !== undefined && WITHOUT_ORDER.has(type) ? `${quoted(name)}::text` : quoted(name),
  /** The text of a row tells NULL from an empty text. */
  rowHash: columns => `md5(ROW(${columns.map(quoted).join(', ')})::text)`,
  primaryKeySql: table =>
    `SELECT a.attname AS name FROM pg_index i
     JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, at) ON true
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
     WHERE i.indisprimary AND i.indrelid = to_regclass('${quoted(table).replaceAll("'", "''")}')
     ORDER BY k.at`,
  recordValue(type) {
    switch (type) {
      case OID.numeric:
        return plainDecimal
      // The session's zone is UTC. A TIMESTAMP without a zone stays the text that it is.
      case OID.timestamptz:
        return value => (typeof value === 'string' ? value.replace(MOMENT, '$1T$2Z') : value)
      case OID.bytea:
        return value => (typeof value === 'string' ? value.replace(/^\\x/, '0x') : value)
      default:
        return value => value
    }
  },
}

/** The driver gives every value as the server's text; this is what a person means by it. */
export function readValue(type: number, text: string): unknown {
  switch (type) {
    case OID.bool:
      return text === 't'
    case OID.int2:
    case OID.int4:
    case OID.int8:
      // Beyond a double's reach it stays a text: JSON's readers would round it.
      return Number.isSafeInteger(Number(text)) ? Number(text) : text
    case OID.float4:
    case OID.float8:
      // JSON has no NaN.
      return Number.isFinite(Number(text)) ? Number(text) : text
    case OID.json:
    case OID.jsonb:
      return LONG_NUMBER.test(text.replace(JSON_TEXT, '""')) ? text : JSON.parse(text)
    default:
      return text
  }
}

const JSON_TEXT = /"(?:[^"\\]|\\.)*"/g
/** A number inside JSON that a double may not hold. */
const LONG_NUMBER = /\d[\d.]{15,}/
