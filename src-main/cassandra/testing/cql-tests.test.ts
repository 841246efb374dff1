// Runs every *.cql.test below src-main/cassandra against an engine in this process: as sent, in
// pages of two, and prepared. A folder of recordings (their names begin with a number) is one
// session, in the order of the names; any other file has an engine of its own. The sessions run side
// by side, because much of their time is waiting for files. Where a recording waited for rows to
// expire, only the clock of its session goes on.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparable, parseCqlTest, printAnswer } from './cql-test'
import { type SessionMode, TestSession } from './session'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.cql.test'))
  .sort()
const sessions = new Map<string, string[]>()
for (const file of files) {
  const session = /^\d+-/.test(basename(file)) ? dirname(file) : file
  sessions.set(session, [...(sessions.get(session) ?? []), file])
}

const MODES: readonly (readonly [string, SessionMode])[] = [
  ['as sent', {}],
  ['in pages of two', { pageSize: 2 }],
  ['prepared', { prepare: true }],
]

describe.concurrent.each([...sessions])('%s', (name, members) => {
  describe.each(MODES)('%s', (mode, options) => {
    let session: TestSession
    // Moves by the waits of the recording alone: a busy machine expires nothing early.
    let nowMs = Math.ceil(Date.now() / 1000) * 1000
    let agreed = 0
    let total = 0
    beforeAll(async () => void (session = await TestSession.open({}, undefined, () => nowMs)))
    afterAll(async () => {
      await session.close()
      console.log(`${name}: ${agreed} of ${total} agree (${mode})`)
    })

    it.sequential.each(members)('%s', async file => {
      const wrong: string[] = []
      for (const one of parseCqlTest(readFileSync(join(root, file), 'utf8'))) {
        nowMs += one.waitMs
        const got = await session.answer(one.statement, options)
        const agrees = comparable(one, got) === comparable(one, one.expected)
        total++
        if (agrees) agreed++
        if (agrees === one.differs)
          wrong.push(
            `line ${one.line}: ${one.statement}\n${agrees ? 'agrees now: take @differs away' : printAnswer(got).join('\n')}`,
          )
      }
      expect(wrong).toEqual([])
    })
  })
})
