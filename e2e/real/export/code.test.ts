// The golden projects (src-main/export/golden) are Python that compiles, is formatted and linted by
// ruff, and passes mypy in its strict mode against the real PySpark.
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../../support/cli'
import { repoPath } from '../../support/stamped'
import { hasJava } from '../../support/spark'
import { FLINK, GOLDEN, judge, runsAll, runsSpark4, testProject } from './project'

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('export-code')
})
afterAll(() => dir.remove())

describe('the code of an exported job', () => {
  const copyOf = async (lab: string) => {
    const project = join(dir.path, lab)
    await cp(repoPath(`src-main/export/golden/${lab}`), project, { recursive: true })
    return project
  }
  it.each(GOLDEN)('of %s compiles, is well-formed and well-typed', async lab =>
    judge(await copyOf(lab)),
  )

  it.each(FLINK)('of %s for Flink compiles, is well-formed and well-typed', async lab =>
    judge(await copyOf(`flink/${lab}`)),
  )

  it.runIf(hasJava).each(runsAll ? GOLDEN : (['r1-ventas-events'] as const))(
    'of %s passes its own tests: the rows of the built-in engine',
    async lab => expect(await testProject(await copyOf(lab))).toMatch(/\d passed/),
  )

  // A test that is only left out would count as not run.
  if (runsSpark4)
    it.runIf(hasJava)('of R4 for Spark 4 is well-typed and passes its own tests', async () => {
      const project = await copyOf('spark-4/r4-simulator')
      await judge(project, '4')
      expect(await testProject(project, '4')).toMatch(/\d passed/)
    })
})
