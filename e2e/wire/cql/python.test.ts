// The Python cassandra-driver: schema metadata, prepared statements, paging, batches, types,
// errors.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonVenv } from '../../support/python'
import { hasTool, runOrThrow } from '../../support/stamped'
import { wireCql, type WireCql } from './support'

const script = `
import sys, json, uuid, datetime, decimal
from cassandra.cluster import Cluster
from cassandra.query import BatchStatement, SimpleStatement
from cassandra import InvalidRequest, AlreadyExists
cluster = Cluster(['127.0.0.1'], port=int(sys.argv[1]))
session = cluster.connect()
seen = {'protocol': cluster.protocol_version}
session.execute("CREATE KEYSPACE py WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")
session.set_keyspace('py')
session.execute('CREATE TYPE addr (street text, no int)')
session.execute('CREATE TABLE t (k int, c int, v text, d decimal, ts timestamp, u uuid, m map<text, int>, l list<frozen<addr>>, du duration, PRIMARY KEY (k, c))')
seen['columns'] = len(cluster.metadata.keyspaces['py'].tables['t'].columns)
insert = session.prepare('INSERT INTO t (k, c, v, d, ts, u, m) VALUES (?, ?, ?, ?, ?, ?, ?)')
now = datetime.datetime(2024, 1, 2, 3, 4, 5, 678000)
batch = BatchStatement()
for i in range(50): batch.add(insert, (1, i, 'v%d' % i, decimal.Decimal('1.50'), now, uuid.UUID(int=i), {'a': i}))
session.execute(batch)
for i in range(50, 250): session.execute(insert, (1, i, None, None, None, None, None))
rows = list(session.execute(SimpleStatement('SELECT * FROM t WHERE k = 1', fetch_size=33)))
seen['rows'] = len(rows)
seen['ordered'] = [r.c for r in rows] == list(range(250))
seen['first'] = [rows[0].v, str(rows[0].d), rows[0].ts.isoformat(), rows[0].m['a']]
for name, run in (('exists', lambda: session.execute('CREATE TABLE t (k int PRIMARY KEY)')), ('invalid', lambda: session.execute('SELECT nada FROM t'))):
    try: run()
    except (InvalidRequest, AlreadyExists) as e: seen[name] = type(e).__name__
session.execute('INSERT INTO t (k, c, du) VALUES (9, 9, 1mo2d3h)')
seen['duration'] = str(session.execute('SELECT du FROM t WHERE k = 9').one().du)
seen['lwt'] = session.execute("INSERT INTO t (k, c) VALUES (9, 9) IF NOT EXISTS").was_applied
session.execute('CREATE TABLE vs (k int PRIMARY KEY, s vector<smallint, 3>, n vector<tinyint, 2>, d vector<date, 1>, h vector<time, 1>, t vector<text, 2>, i vector<int, 2>, f vector<float, 2>)')
session.execute("INSERT INTO vs (k, s, n, d, h, t, i, f) VALUES (1, [1, -2, 300], [7, -8], ['2024-02-29'], ['01:02:03'], ['a', 'bcd'], [5, 6], [0.5, 1.5])")
one = session.execute('SELECT s, n, d, h, t, i, f FROM vs').one()
seen['vectors'] = [list(v) for v in (one.s, one.n, one.t, one.i, one.f)]
seen['times'] = [str(v[0]) for v in (one.d, one.h)]
print(json.dumps(seen))
cluster.shutdown()
`

let cql: WireCql
beforeAll(async () => void (cql = await wireCql()))
afterAll(() => cql.end())

const missing = !process.env.CI && !hasTool('python3')

describe.skipIf(missing)('the Python driver', () => {
  it('connects, writes, pages and reads back', async () => {
    const python = await pythonVenv('cql', ['cassandra-driver', 'cqlsh'])
    const file = join(cql.dir, 'client.py')
    await writeFile(file, script)
    const { stdout } = await runOrThrow(python, [file, String(cql.port)])
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      protocol: 4,
      columns: 9,
      rows: 250,
      ordered: true,
      first: ['v0', '1.50', '2024-01-02T03:04:05.678000', 0],
      exists: 'AlreadyExists',
      invalid: 'InvalidRequest',
      duration: '1mo2d10800000000000ns',
      lwt: false,
      vectors: [
        [1, -2, 300],
        [7, -8],
        ['a', 'bcd'],
        [5, 6],
        [0.5, 1.5],
      ],
      times: ['2024-02-29', '01:02:03.000000000'],
    })
  })
})
