// What a person asks of a MySQL or MariaDB server may read, and nothing else.
import { describe, expect, it } from 'vitest'
import { onlyReads } from './mysql-question'

describe('a statement that only reads', () => {
  it.each([
    'SELECT 1',
    ' (select 1) union (select 2)',
    '-- all of them\nSHOW TABLES',
    '/* what? */ WITH a AS (SELECT 1) SELECT * FROM a',
    'SELECT \'into outfile\', "/*! it */"',
    'SELECT * FROM t # into outfile',
  ])('is asked: %s', statement => expect(onlyReads(statement)).toBe(true))

  it.each([
    'DELETE FROM t',
    'SET GLOBAL max_connections = 1',
    'KILL 7',
    'CALL change_it()',
    "SELECT * FROM t INTO OUTFILE '/tmp/x'",
    "SELECT 1 INTO/**/DUMPFILE '/tmp/x'",
    "SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */",
    "SELECT 1 /*M!100100 INTO OUTFILE '/tmp/x' */",
    // With NO_BACKSLASH_ESCAPES the text ends at the second quote.
    "SELECT '\\' INTO OUTFILE '/tmp/x'",
  ])('is not: %s', statement => expect(onlyReads(statement)).toBe(false))
})
