// The text tests of src-main/cassandra hold answers of a real Cassandra. Here the real one is asked
// again, so that no recording is made up; with SLUICE_RECORD=1 its answers are written into the
// files instead. To record more statements, add them with `?` as their answer and run
//   SLUICE_RECORD=1 npx vitest run --project real e2e/real/recordings.test.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  comparable,
  parseCqlTest,
  printAnswer,
  printCase,
} from '../../src-main/cassandra/testing/cql-test'
import { startRealCassandra, type RealCassandra } from '../support/real-cassandra'
import { repoPath } from '../support/stamped'
import { CqlConn } from '../wire/cql/oracle/cql-client.mjs'

const root = repoPath('src-main/cassandra')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.cql.test') && !/^\d+-/.test(basename(file)))
  .sort()
const recording = process.env.SLUICE_RECORD !== undefined

let real: RealCassandra
beforeAll(async () => void (real = await startRealCassandra()))
afterAll(() => real?.stop())

describe('a real Cassandra', () => {
  it.each(files)('gives the answers of %s', async file => {
    const text = readFileSync(join(root, file), 'utf8')
    const cases = parseCqlTest(text)
    const client = await new CqlConn({ port: real.port, timeout: 60_000 }).connect()
    const keyspace = /^CREATE KEYSPACE (\w+)/m.exec(text)?.[1]
    await client.query(`DROP KEYSPACE IF EXISTS ${keyspace}`)
    const answers: Answer[] = []
    for (const one of cases) {
      if (one.waitMs > 0) await sleep(one.waitMs)
      answers.push(plain(await client.query(one.statement)))
      if (/^CREATE (CUSTOM )?INDEX/.test(one.statement)) await indexesAreBuilt(client, keyspace)
    }
    client.close()
    if (recording) {
      const recorded = cases.map((one, i) => printCase({ ...one, expected: answers[i]! }))
      writeFileSync(join(root, file), `${headOf(text)}\n${recorded.join('\n')}`)
      return
    }
    const wrong = cases.flatMap((one, i) =>
      comparable(one, steady(one.expected)) === comparable(one, steady(answers[i]!))
        ? []
        : [`line ${one.line}: ${one.statement}\n${printAnswer(answers[i]!).join('\n')}`],
    )
    expect(wrong).toEqual([])
  })
})

/** A real node builds an index beside its other work; ours lets the query wait. */
async function indexesAreBuilt(client: CqlConn, keyspace: string | undefined): Promise<void> {
  const named = `SELECT index_name FROM system_schema.indexes WHERE keyspace_name = '${keyspace}'`
  const built = `SELECT index_name FROM system."IndexInfo" WHERE table_name = '${keyspace}'`
  const countOf = async (query: string) => plain(await client.query(query)).rows?.length
  for (let looks = 0; looks < 100; looks++) {
    if ((await countOf(named)) === (await countOf(built))) return
    await sleep(50)
  }
}

/** The comment at the top of a file. */
const headOf = (text: string) => /^(#.*\n)*/.exec(text)?.[0] ?? ''

/** Only what a recording keeps. */
const plain = (answer: Answer): Answer => {
  const { kind, columns, rows, schema_change, set_keyspace, error, warnings } = answer
  return { kind, columns, rows, schema_change, set_keyspace, error, warnings }
}

/**
 * Without what a node says differently each time: its own port, and the message of an exception that
 * its JVM leaves out when it has thrown it often.
 */
function steady(answer: Answer): Answer {
  if (!answer.error) return answer
  const message = answer.error.message
    .replace(/\/127\.0\.0\.1:\d+/g, '/127.0.0.1')
    .replace(/^(java\.lang\.NullPointerException): .*/, '$1')
  return { ...answer, error: { ...answer.error, message } }
}
