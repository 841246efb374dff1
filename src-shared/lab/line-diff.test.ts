import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unifiedDiff } from './line-diff'

it('says nothing of equal texts', () => {
  expect(unifiedDiff('job.py', 'a\nb\n', 'a\nb\n')).toBe('')
})

it('shows what went and what came, with three lines around', () => {
  const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n')
  expect(unifiedDiff('job.py', before, before.replace('5', 'five'))).toBe(
    [
      ...['--- a/job.py', '+++ b/job.py', '@@ -2,7 +2,7 @@'],
      ...[' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8', ''],
    ].join('\n'),
  )
})

it('shows a file that is new', () => {
  expect(unifiedDiff('job.py', undefined, 'a\n')).toBe(
    '--- /dev/null\n+++ b/job.py\n@@ -0,0 +1,1 @@\n+a\n',
  )
})

it('keeps changes that are far apart in pieces of their own', () => {
  const lines = Array.from({ length: 40 }, (_, n) => String(n))
  const after = lines.map(line => (line === '3' || line === '30' ? `${line}!` : line))
  const diff = unifiedDiff('f', lines.join('\n'), after.join('\n'))
  expect(diff.match(/^@@/gm)).toHaveLength(2)
})

const hasPatch = (() => {
  try {
    execFileSync('git', ['--version'])
    return true
  } catch {
    return false
  }
})()

it.runIf(hasPatch)('is what git applies', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'diff-'))
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { minLength: 1, maxLength: 25 })
    .map(lines => lines.map(line => `${line}\n`).join(''))
  try {
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        fc.pre(before !== after)
        await writeFile(join(dir, 'f'), before)
        await writeFile(join(dir, 'p.diff'), unifiedDiff('f', before, after))
        execFileSync('git', ['apply', '--unsafe-paths', 'p.diff'], { cwd: dir, stdio: 'pipe' })
        expect(await readFile(join(dir, 'f'), 'utf8')).toBe(after)
      }),
      { numRuns: 10 },
    )
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
