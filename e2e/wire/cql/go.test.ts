// gocql, the usual driver of Go: it prepares each statement, sends a custom payload, and pages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goProgram } from '../../support/go'
import { hasTool, repoPath, runOrThrow } from '../../support/stamped'
import { wireCql, type WireCql } from './support'

const isHere = hasTool('go')
let wire: WireCql
beforeAll(async () => {
  if (isHere) wire = await wireCql()
})
afterAll(() => wire?.end())

describe.runIf(isHere)('gocql', () => {
  it('connects, writes, pages and reads back', async () => {
    const program = await goProgram('gocql', repoPath('e2e/wire/cql/go'))
    const { stdout } = await runOrThrow(program, [String(wire.port)], { timeoutMs: 120_000 })
    expect(stdout.trim().split('\n')).toEqual([
      'columns 5',
      'rows 250',
      'collections [a b] 7',
      'applied false v7',
      'invalid Undefined column name nada in table golang.t',
    ])
  })
})
