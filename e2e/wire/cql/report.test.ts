// The CQL section of docs/compatibility.md says what is true: how many statements were recorded from
// a real Cassandra, which of them are answered otherwise, and which differences the comparison of
// random statements may find.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseCqlTest } from '../../../src-main/cassandra/testing/cql-test'
import { checkSection } from '../../support/report'
import { repoPath } from '../../support/stamped'

const root = repoPath('src-main/cassandra')
const reasons = z.array(z.object({ why: z.string() }))

it('the CQL section of compatibility.md is what the recordings say', async () => {
  const chapters = new Map<string, { statements: number; differ: string[] }>()
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter(name => name.endsWith('.cql.test')).sort()) {
    const cases = parseCqlTest(readFileSync(join(root, file), 'utf8'))
    const name = /^\d+-/.test(basename(file)) ? dirname(file) : file.replace('.cql.test', '')
    const chapter = chapters.get(name) ?? { statements: 0, differ: [] }
    chapter.statements += cases.length
    chapter.differ.push(...cases.filter(one => one.differs).map(one => one.statement))
    chapters.set(name, chapter)
  }
  const all = [...chapters.values()]
  const differ = all.flatMap(chapter => chapter.differ)
  const count = all.reduce((sum, chapter) => sum + chapter.statements, 0)
  const json = readFileSync(repoPath('e2e/real/cassandra/justified.json'), 'utf8')
  const justified = reasons.parse(JSON.parse(json))
  expect(count).toBeGreaterThan(0)
  await checkSection('e2e/wire/cql/report.test.ts', [
    `${count - differ.length} of ${count} recorded statements are answered as Cassandra 5.0.6 answers them, words of errors`,
    'and warnings included. The others:',
    '',
    ...differ.map(statement => `- \`${statement}\``),
    '',
    'What random statements may differ in:',
    '',
    ...justified.map(({ why }) => `- ${why}`),
    '',
    '| chapter | statements |',
    '|---|---|',
    ...[...chapters].map(([name, { statements }]) => `| \`${name}\` | ${statements} |`),
  ])
})
