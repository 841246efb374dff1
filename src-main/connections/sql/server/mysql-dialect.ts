// The SQL of MySQL and MariaDB. One for both: `VALUES(c)` in ON DUPLICATE KEY UPDATE (MySQL 8's row
// alias is a syntax error in MariaDB). Numbers of column types: MySQL's client/server protocol,
// "Column Definition".
import { plainDecimal, type Dialect } from './dialect'

const DECIMAL = 246
const TIMESTAMP = 7
/** TINY, SHORT, LONG, FLOAT, DOUBLE, LONGLONG, INT24, DECIMAL. */
const NUMBERS = new Set([1, 2, 3, 4, 5, 8, 9, 0, DECIMAL])
/** A zero date has no moment: it stays as it is stored. */
const MOMENT = /^(\d{4}-(?!00)\d\d-(?!00)\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``

export const mysqlDialect: Dialect = {
  takesNaN: false,
  quoted,
  typeName(type, inKey) {
    if (typeof type === 'object') return `DECIMAL(${type.decimal[0]},${type.decimal[1]})`
    // A key of utf8mb4 text may have 768 characters at most; 191 fit every row format.
    if (type === 'text') return inKey ? 'VARCHAR(191)' : 'TEXT'
    return {
      int: 'INT',
      long: 'BIGINT',
      double: 'DOUBLE',
      boolean: 'BOOLEAN',
      date: 'DATE',
      timestamp: 'DATETIME(3)',
    }[type]
  },
  tableOptions: ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  place: () => '?',
  /** Beside a text, a number is compared as a double, which does not hold every digit. */
  literal: (type, value) =>
    NUMBERS.has(type ?? -1) && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(String(value))
      ? String(value)
      : undefined,
  placesMax: Infinity,
  onConflict({ columns, key }) {
    if (key.length === 0) return ''
    const others = columns.filter(({ name }) => !key.includes(name))
    const first = quoted(columns[0]?.name ?? '')
    const changes =
      others.length > 0
        ? others.map(({ name }) => `${quoted(name)} = VALUES(${quoted(name)})`).join(', ')
        : `${first} = ${first}`
    return ` ON DUPLICATE KEY UPDATE ${changes}`
  },
  sortable: ({ name }) => quoted(name),
  /**
   * A hash, since a collation takes A for a, and sorting looks at the first bytes of a long text
   * only. QUOTE tells NULL from 'NULL'.
   */
  rowHash: columns =>
    `MD5(CONCAT_WS(',', ${columns.map(name => `QUOTE(${quoted(name)})`).join(', ')}))`,
  primaryKeySql: table =>
    `SELECT column_name AS name FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND index_name = 'PRIMARY'
     AND table_name = '${table.replaceAll('\\', '\\\\').replaceAll("'", "''")}'
     ORDER BY seq_in_index`,
  recordValue: type =>
    type === DECIMAL ? plainDecimal : type === TIMESTAMP ? plainMoment : plainOther,
}

/** The session's zone is UTC. A DATETIME has no zone, and stays the text that it is. */
const plainMoment = (value: unknown) =>
  typeof value === 'string' ? value.replace(MOMENT, '$1T$2Z') : value
/**
 * Whole numbers beyond a double's reach come as text from the driver, and stay so: JSON's readers
 * would round them.
 */
const plainOther = (value: unknown) =>
  Buffer.isBuffer(value) ? `0x${value.toString('hex')}` : value
