// Sections of docs/compatibility.md that tests write: a test makes the lines from what is true, and
// fails when the document says otherwise. SLUICE_WRITE_REPORT=1 writes the section anew.
import { readFile, writeFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { repoPath } from './stamped'

const DOC = repoPath('docs/compatibility.md')
const END = '<!-- The end of what it writes. -->'

/** `writer`: the test's path in the repository, which the section's first line names. */
export async function checkSection(writer: string, lines: readonly string[]): Promise<void> {
  const begin = `<!-- Written by ${writer} with SLUICE_WRITE_REPORT=1. -->`
  const text = await readFile(DOC, 'utf8')
  const from = text.indexOf(begin)
  expect(from).toBeGreaterThan(0)
  const to = text.indexOf(END, from) + END.length
  const wanted = [begin, '', ...lines, '', END].join('\n')
  if (process.env.SLUICE_WRITE_REPORT === undefined) expect(text.slice(from, to)).toBe(wanted)
  else await writeFile(DOC, text.slice(0, from) + wanted + text.slice(to))
}
