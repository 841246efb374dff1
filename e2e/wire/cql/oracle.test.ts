// The oracle: 269 statements with the answers of a real Cassandra 5.0.6, replayed as they are, in
// pages of two, and prepared. The scorer in oracle/ is the project's own, without dependencies; its
// client keeps what drivers hide.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runOrThrow } from '../../support/stamped'
import { wireCql, type WireCql } from './support'

const at = (file: string) => fileURLToPath(new URL(`oracle/${file}`, import.meta.url))

interface Score {
  readonly agree: number
  readonly total: number
  readonly bad: readonly { readonly n: number; readonly stmt: string; readonly why: string }[]
}

let cql: WireCql
beforeAll(async () => void (cql = await wireCql()))
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
      at('oracle-public.jsonl'),
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
