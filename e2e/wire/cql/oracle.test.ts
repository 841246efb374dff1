// The oracle over TCP: statements with the answers of a real Cassandra 5.0.6, replayed as they are,
// in pages of two, and prepared. The recordings are the text tests of src-main/cassandra/oracle;
// the scorer in oracle/ reads them as JSON lines and shares no code with the server. Its client
// keeps what drivers hide.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCqlTest } from '../../../src-main/cassandra/testing/cql-test'
import { repoPath, runOrThrow } from '../../support/stamped'
import { wireCql, type WireCql } from './support'

const at = (file: string) => fileURLToPath(new URL(`oracle/${file}`, import.meta.url))

interface Score {
  readonly agree: number
  readonly total: number
  readonly bad: readonly { readonly n: number; readonly stmt: string; readonly why: string }[]
}

let cql: WireCql
beforeAll(async () => {
  cql = await wireCql()
  await writeFile(join(cql.dir, 'oracle.jsonl'), await recordings())
})
afterAll(() => cql.end())

describe('the CQL oracle', () => {
  it.each([
    ['as sent', []],
    ['in pages of two', ['--fetch', '2']],
    ['prepared', ['--prepare']],
  ])('agrees with Cassandra %s', async (mode, flags) => {
    const report = join(cql.dir, 'report.json')
    await runOrThrow(process.execPath, [
      at('oracle.mjs'),
      'replay',
      '--file',
      join(cql.dir, 'oracle.jsonl'),
      '--port',
      String(cql.port),
      '--strict-order',
      '--json',
      report,
      ...flags,
    ])
    const score = JSON.parse(await readFile(report, 'utf8')) as Score
    const floor = JSON.parse(await readFile(at('floor.json'), 'utf8')) as { agree: number }
    console.log(`CQL oracle: ${score.agree} of ${score.total} agree (${mode})`)
    expect(score.bad.length <= score.total - floor.agree ? [] : score.bad).toEqual([])
    expect(score.agree).toBeGreaterThanOrEqual(floor.agree)
  })
})

/** The text tests as the scorer's JSON lines. */
async function recordings(): Promise<string> {
  const dir = repoPath('src-main/cassandra/oracle')
  const lines: string[] = []
  for (const file of (await readdir(dir)).sort()) {
    const group = file.replace(/^\d+-(.*)\.cql\.test$/, '$1')
    for (const one of parseCqlTest(await readFile(join(dir, file), 'utf8'))) {
      const { kind, columns, rows, schema_change, set_keyspace, error, warnings } = one.expected
      const line = {
        n: lines.length + 1,
        split: 'public',
        ks: 'pub',
        group,
        stmt: one.statement,
        kind,
        columns,
        rows,
        ordered: kind === 'rows' ? !one.unordered : undefined,
        nondet: one.nondet || undefined,
        wait_ms: one.waitMs || undefined,
        schema_change,
        set_keyspace,
        error,
        warnings,
      }
      lines.push(JSON.stringify(line))
    }
  }
  return `${lines.join('\n')}\n`
}
