// A Go application (franz-go): every compression, a group of two members, lag,
// transactions, admin.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goProgram } from '../../support/go'
import { hasTool, repoPath, runOrThrow } from '../../support/stamped'
import { wireBroker, type WireBroker } from './support'

const isHere = hasTool('go')

let wire: WireBroker
let program: string
beforeAll(async () => {
  if (!isHere) return
  program = await goProgram('franz', repoPath('e2e/wire/kafka/go'))
  wire = await wireBroker()
})
afterAll(() => wire?.end())

describe.runIf(isHere)('Go', () => {
  it('a franz-go application: compressions, a group, transactions, topics', async () => {
    const { stdout } = await runOrThrow(program, [wire.address], { timeoutMs: 120_000 })
    const yes = [0, 1, 2].flatMap(i => [`yes${i}`, `yes${i}`])
    expect(JSON.parse(stdout)).toEqual({ read: 1000, lag: 0, committed: yes, written: 9, left: 0 })
  })
})
