// Reads a final table that is larger than a message of the channel (8 million characters). A run in
// the started instance must give the same rows as a run in the command line's own process.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluiceJson, tempDir } from '../support/cli'
import { startServe } from '../support/serve'

const ROWS = 20_000
const patient = { timeoutMs: 400_000 }
const noteOf = (n: number) => `${n} "ação" \\ 😀 ${'x'.repeat(500 + (n % 7))}`

interface Answer {
  readonly state: string
  readonly tables: {
    readonly notes?: readonly { readonly id: number | string; readonly note: string }[]
  }
  readonly cut?: unknown
}

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('large-result')
})
afterAll(() => dir?.remove())

describe('a result of more than 8 MB', () => {
  it('is the same whole table, attached to an instance or in a process of its own', async () => {
    const lines = Array.from({ length: ROWS }, (_, id) => JSON.stringify({ id, note: noteOf(id) }))
    await writeFile(join(dir.path, 'notes.ndjson'), `${lines.join('\n')}\n`)
    const lab = join(dir.path, 'notes.yaml')
    await writeFile(
      lab,
      `
sluice: 1
id: large-result
title: A large table
connections:
  broker: { type: kafka }
  tables: { type: sql }
nodes:
  recorded: { type: replay, with: { file: notes.ndjson, rate: max } }
  lines: { type: topic, from: recorded, with: { connection: broker, topic: notes } }
  line: { type: parse, from: lines, with: { fields: { id: long, note: string } } }
  latest: { type: aggregate, from: line, with: { by: { id: id }, compute: { note: last(note) } } }
  notes: { type: sql, from: latest, with: { connection: tables, table: notes } }
`,
    )
    const notesOf = ({ tables }: Answer) =>
      (tables.notes ?? [])
        .map(({ id, note }) => ({ id: Number(id), note }))
        .sort((a, b) => a.id - b.id)
    const own = await sluiceJson<Answer>(['run', lab], patient)
    const served = await startServe({ data: join(dir.path, 'data'), ui: true })
    try {
      const attached = await sluiceJson<Answer>(
        ['run', lab, '--data', join(dir.path, 'data')],
        patient,
      )
      expect(attached.state).toBe('finished')
      expect(JSON.stringify(attached.tables).length).toBeGreaterThan(8_000_000)
      expect(notesOf(attached)).toEqual(
        Array.from({ length: ROWS }, (_, id) => ({ id, note: noteOf(id) })),
      )
      expect(notesOf(own)).toEqual(notesOf(attached))
      expect([own.cut, attached.cut]).toEqual([undefined, undefined])
    } finally {
      await served.stop()
    }
  })
})
