// Random statements from a seed, on a real Cassandra and on ours: the answers must be equal, or be a
// difference that `cassandra/justified.json` names with its reason. That list only gets shorter.
//   SLUICE_DIFFERENTIAL=20000 SLUICE_TEST_SEED=7 \
//     npx vitest run --project real e2e/real/differential.test.ts
// Without SLUICE_DIFFERENTIAL it runs a few hundred statements.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type Answer, comparable, printAnswer } from '../../src-main/cassandra/testing/cql-test'
import { TestSession } from '../../src-main/cassandra/testing/session'
import { randomOf, SCHEMA, Statements } from '../support/cql-statements'
import { startRealCassandra, type RealCassandra } from '../support/real-cassandra'
import { repoPath } from '../support/stamped'
import { CqlConn } from '../wire/cql/oracle/cql-client.mjs'

const STATEMENTS = Number(process.env.SLUICE_DIFFERENTIAL ?? 300)
/** From here on every justified difference should have been met: some come once in 50,000. */
const LONG_RUN = 200_000
const seed = Number(process.env.SLUICE_TEST_SEED ?? 1)

const WRITE_FAILED = 0x1500
/** The statement that empties the table that a statement creates. */
const emptied = (statement: string) =>
  /^CREATE TABLE (\w+)/
    .exec(statement)
    ?.slice(1, 2)
    .map(table => `TRUNCATE ${table}`) ?? []

const justified = z
  .array(
    z.strictObject({
      why: z.string(),
      statement: z.string().optional(),
      real: z.string().optional(),
      ours: z.string().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(repoPath('e2e/real/cassandra/justified.json'), 'utf8')))
type Justified = (typeof justified)[number]

let real: RealCassandra
let session: TestSession
beforeAll(async () => {
  real = await startRealCassandra({ heap: '768M' })
  session = await TestSession.open()
})
afterAll(async () => {
  await session?.close()
  await real?.stop()
})

it(`answers ${STATEMENTS} statements of seed ${seed} as a real Cassandra does`, async () => {
  const client = await new CqlConn({ port: real.port, timeout: 60_000 }).connect()
  const statements = new Statements(randomOf(seed))
  const different: string[] = []
  const needed = new Map<Justified, number>()
  for (let i = 0; i < SCHEMA.length + STATEMENTS; i++) {
    const statement = SCHEMA[i] ?? statements.next()
    const theirs = plain(await client.query(statement))
    const ours = plain(await session.answer(statement))
    // A real node may have written a part of what it failed to write: both go on without rows.
    if (theirs.error?.code === WRITE_FAILED)
      for (const empty of SCHEMA.flatMap(emptied))
        await Promise.all([client.query(empty), session.answer(empty)])
    if (shown(statement, theirs) === shown(statement, ours)) continue
    const reason = reasonFor(statement, theirs, ours)
    if (reason) needed.set(reason, (needed.get(reason) ?? 0) + 1)
    else
      different.push(
        [statement, ...printAnswer(theirs), '--- ours', ...printAnswer(ours)].join('\n'),
      )
  }
  client.close()
  for (const [{ why }, times] of needed) console.log(`justified ${times} times: ${why}`)
  expect(different.join('\n\n')).toBe('')
  if (STATEMENTS >= LONG_RUN)
    expect(justified.filter(one => !needed.has(one)).map(one => one.why)).toEqual([])
}, 3_600_000)

/** Only what an answer says, without what the client adds. */
const plain = ({ kind, columns, rows, schema_change, set_keyspace, error }: Answer): Answer => ({
  kind,
  columns,
  rows,
  schema_change,
  set_keyspace,
  error,
})

const shown = (statement: string, answer: Answer) =>
  comparable(
    {
      line: 0,
      statement,
      expected: answer,
      nondet: false,
      unordered: false,
      waitMs: 0,
      differs: false,
    },
    answer,
  )

const reasonFor = (statement: string, theirs: Answer, ours: Answer): Justified | undefined =>
  justified.find(
    one =>
      new RegExp(one.statement ?? '').test(statement) &&
      new RegExp(one.real ?? '').test(printAnswer(theirs).join('\n')) &&
      new RegExp(one.ours ?? '').test(printAnswer(ours).join('\n')),
  )
