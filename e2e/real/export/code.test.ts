// The golden projects (src-main/export/golden) are Python that compiles, is formatted and linted by
// ruff, and passes mypy in its strict mode against the real PySpark. Their own tests run beside the jobs
// (jobs.test.ts).
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { tempDir } from '../../support/cli'
import { repoPath } from '../../support/stamped'
import { sparkPython } from '../../support/spark'
import { FLINK, GOLDEN, judge } from './project'

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  await Promise.all([sparkPython('3.5'), sparkPython('4')])
  dir = await tempDir('export-code')
})
afterAll(() => dir.remove())

describe('the code of an exported job', () => {
  const copyOf = async (lab: string) => {
    const project = join(dir.path, lab)
    await cp(repoPath(`src-main/export/golden/${lab}`), project, { recursive: true })
    return project
  }
  it.each([...GOLDEN, 'lookups', 'orders-avro', 'outward', 'timers'])(
    'of %s compiles, is well-formed and well-typed',
    async lab => judge(await copyOf(lab)),
  )

  it.each([...FLINK, 'orders-avro'])(
    'of %s for Flink compiles, is well-formed and well-typed',
    async lab => judge(await copyOf(`flink/${lab}`)),
  )

  it.each(['r4-simulator', 'timers'])(
    'of %s for Spark 4 compiles, is well-formed and well-typed',
    async lab => judge(await copyOf(`spark-4/${lab}`), '4'),
  )
})
