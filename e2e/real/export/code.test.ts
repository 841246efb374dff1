// The golden projects (src-main/export/golden) are Python that compiles, is formatted and linted by
// ruff, and passes mypy in its strict mode against the real PySpark.
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { tempDir } from '../../support/cli'
import { repoPath } from '../../support/stamped'
import { GOLDEN, judge } from './project'

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('export-code')
})
afterAll(() => dir.remove())

describe('the code of an exported job', () => {
  it.each(GOLDEN)('of %s compiles, is well-formed and well-typed', async lab => {
    const project = join(dir.path, lab)
    await cp(repoPath(`src-main/export/golden/${lab}`), project, { recursive: true })
    await judge(project)
  })
})
