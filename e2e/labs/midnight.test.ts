// R4's midnight: the lab's clock is moved past it between two runs. The report of the day must then
// exist and equal a recomputation from the topic.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sluiceJson, tempDir } from '../support/cli'
import { r4Orders, r4Report } from '../support/expected/r4'
import { R4 } from '../support/reference-labs'
import { startServe, type Served } from '../support/serve'
import { readTopic } from '../support/topic-reader'

const DAY_MS = 86_400_000
const ORDERS = 120

let serve: Served
let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('midnight')
  serve = await startServe({ data: join(dir.path, 'serve') })
})
afterAll(async () => {
  await serve?.stop()
  await dir?.remove()
})

it('writes the report of a day when its midnight has passed, once', async () => {
  const data = join(dir.path, 'run')
  const reports = join(data, 'files', R4.id, 'reports')
  const midnight = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS
  const run = (events: number, clockMs: number) =>
    sluiceJson(
      [
        'run',
        R4.id,
        '--events',
        `${events}`,
        '--rate',
        'max',
        '--seed',
        '7',
        '--clock',
        new Date(clockMs).toISOString(),
      ].concat(['--data', data, '--kafka', serve.kafka, '--cql', serve.cql]),
      { timeoutMs: 170_000 },
    )
  const reportsThere = async () =>
    (await readdir(reports)).filter(name => name.endsWith('_sales_report.txt'))

  await run(ORDERS, midnight - 10 * 60_000)
  expect(await reportsThere()).toEqual([])

  await run(2 * ORDERS, midnight + 60_000)
  const day = new Date(midnight - 1).toISOString().slice(0, 10)
  expect(await reportsThere()).toEqual([`${day}_sales_report.txt`])
  const orders = r4Orders(
    (await readTopic(serve.kafka, R4.topics[0] ?? '')).map(record => record.value),
  )
  expect(orders).toHaveLength(2 * ORDERS)
  const report = r4Report(day, orders.slice(0, ORDERS))
  expect(await readFile(join(reports, `${day}_sales_report.txt`), 'utf8')).toBe(report)

  // As a person asks for it, when nothing runs any more.
  const path = `reports/${day}_sales_report.txt`
  const files = await sluiceJson<{ path: string }[]>(['runs', 'files', R4.id, '--data', data])
  expect(files.map(file => file.path)).toContain(path)
  expect(await sluiceJson(['runs', 'files', R4.id, path, '--data', data])).toMatchObject({
    text: report,
    skippedBytes: 0,
  })
})
