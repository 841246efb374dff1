// What a person asks of a database server may read, and nothing else.
import { describe, expect, it } from 'vitest'
import { onlyReads } from './only-reads'

describe('a statement of MySQL that only reads', () => {
  it.each([
    'SELECT 1',
    ' (select 1) union (select 2)',
    '-- all of them\nSHOW TABLES',
    '/* what? */ WITH a AS (SELECT 1) SELECT * FROM a',
    'SELECT \'into outfile\', "/*! it */"',
    'SELECT * FROM t # into outfile',
  ])('is asked: %s', statement => expect(onlyReads(statement, 'mysql')).toBe(true))

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
  ])('is not: %s', statement => expect(onlyReads(statement, 'mysql')).toBe(false))
})

describe('a statement of PostgreSQL that only reads', () => {
  it.each([
    'SELECT 1',
    ' (select 1) union (select 2)',
    '/* what? */ WITH a AS (SELECT 1) SELECT * FROM a',
    'SHOW server_version',
    'EXPLAIN ANALYZE SELECT 1',
    "SELECT 'pg_terminate_backend(1)', $$lo_export(1, '/tmp/x')$$, $a$ it's $$ $a$",
    'SELECT set_config FROM t -- dblink(1)',
    'SELECT pg_size_pretty(1), count(*) FROM pg_stat_activity',
    "SELECT E'a\\nb'",
    "SELECT $é$ pg_reload_conf() ' $é$",
    'SELECT $1$, $1 FROM t',
  ])('is asked: %s', statement => expect(onlyReads(statement, 'postgresql')).toBe(true))

  it.each([
    'DELETE FROM t',
    "COPY t TO PROGRAM 'rm'",
    'DO $$ BEGIN END $$',
    'DESCRIBE t',
    'SELECT pg_terminate_backend(1)',
    'SELECT pg_catalog."pg_cancel_backend" (1)',
    'SELECT pg_reload_conf/* */()',
    "SELECT lo_export(1, '/tmp/x')",
    "SELECT query_to_xml('SELECT pg_promote()', true, true, '')",
    `SELECT U&"pg_terminate\\005fbackend"(1)`,
    // Comments nest: the server's ends later than it seems to.
    "SELECT 1 /* /* */ ' */, pg_reload_conf() --'",
    // After an E the text goes on behind the second quote, also over lines.
    "SELECT E'\\', ' || pg_reload_conf() --'",
    "SELECT E'a'\n'b\\' -- ', pg_reload_conf()",
    // A dollar inside a name begins no text.
    'SELECT 1 a$$, pg_reload_conf() b$$',
    // Tags of dollar texts may have other letters than those of English.
    "SELECT $é$ ' $é$, pg_reload_conf() --'",
    "SELECT $日1$ ' $日1$, pg_reload_conf() --'",
    "SELECT $a$ $A$, ' $a$, pg_reload_conf() --'",
    'SELECT pg_stat_statements_reset()',
    'SELECT pg_buffercache_evict(1)',
  ])('is not: %s', statement => expect(onlyReads(statement, 'postgresql')).toBe(false))
})
