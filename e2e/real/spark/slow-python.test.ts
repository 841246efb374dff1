// Spark gives a Python of its own ten seconds to begin. On a busy machine it is slower, and its query
// fails: the runner starts that one again, and does not end before it has read all as well.
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../../support/cli'
import { sparkPython } from '../../support/spark'
import { repoPath, runOrThrow } from '../../support/stamped'

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('slow-python')
  for (const file of ['resources/spark/runner.py', 'resources/spark/batches.py'])
    await copyFile(repoPath(file), join(dir.path, file.split('/').at(-1) ?? ''))
  await writeFile(join(dir.path, 'support.py'), 'session = start = finish = None\n')
  const settings = { functions: {}, rounds: 1, waits: false }
  await writeFile(join(dir.path, 'nodes.json'), JSON.stringify(settings))
})
afterAll(() => dir.remove())

async function endOf(reason: string): Promise<unknown> {
  const words = [repoPath('e2e/real/spark/slow_python.py'), 'a-life', reason]
  const env = { ...process.env, PYTHONPATH: dir.path }
  const { stdout } = await runOrThrow(await sparkPython(), words, { cwd: dir.path, env })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

describe('a query on Spark', () => {
  it('is started again when its Python was too slow to begin', async () => {
    const slow = 'terminated with exception: Python worker failed to connect back.'
    expect(await endOf(slow)).toEqual({
      started: ['quick', 'slow', 'slow'],
      read: ['quick', 'slow'],
    })
  })

  it('ends the job when it fails for another reason', async () => {
    const other = 'terminated with exception: Division by zero.'
    expect(await endOf(other)).toEqual({ failed: other })
  })
})
