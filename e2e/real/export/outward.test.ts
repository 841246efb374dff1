// An exported job whose rows leave for the world in a real Spark: it looks its customers up in a real
// PostgreSQL, posts rows to a web service, and mails some. What arrives is what the built-in engine sends
// from the same topic. Runs with SLUICE_EXPORT=outward.
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestMailServer } from '@main/pipeline/testing/mail-server'
import { tempDir } from '../../support/cli'
import { centsOfStored } from '../../support/expected/cents'
import { startRealPostgres, type RealPostgres } from '../../support/real-postgres'
import { writeSqlEnv } from '../../support/real-sql'
import { startServe, type Served } from '../../support/serve'
import { hasJava } from '../../support/spark'
import { repoPath } from '../../support/stamped'
import { readTopic } from '../../support/topic-reader'
import { runLab, type Rows } from '../labs/place'
import { judge, runProject, writeProject } from './project'

const LAB = repoPath('src-main/export/testing/orders-outward.yaml')
const EVENTS = 600

let dir: Awaited<ReturnType<typeof tempDir>>
let served: Served
let sql: RealPostgres
let web: Server
const mails = new TestMailServer()
/** Bodies of requests, since the last look. */
let posted: Rows[number][] = []
let mailPort = 0

const webUrl = () => `http://127.0.0.1:${(web.address() as AddressInfo).port}`

async function startAll(): Promise<void> {
  dir = await tempDir('outward')
  served = await startServe({ data: join(dir.path, 'data') })
  sql = await startRealPostgres()
  web = createServer((request, response) => {
    void text(request).then(body => {
      posted.push(...(JSON.parse(body) as Rows))
      response.end()
    })
  })
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
  mailPort = await mails.listen()
  await sql.query(
    'CREATE TABLE customers (id bigint PRIMARY KEY, name text, since date, seen timestamptz(3), ' +
      'credit numeric(12,2))',
  )
  // The server's own zone skips no hour here, and a day of its own begins at another moment than UTC's.
  const values = Array.from(
    { length: 15 },
    (_, n) =>
      `(${n + 1}, 'name ${n + 1}', '2024-02-${n + 10}', '2024-03-31 02:30:00.${n + 100}+00', ${n}.5)`,
  )
  await sql.query(`INSERT INTO customers VALUES ${values.join(', ')}`)
}

/** What came out of one run: rows of the topic, of the web service, and lines of mails. */
async function arrived(
  from: number,
): Promise<{ rows: string[]; posts: string[]; lines: string[] }> {
  const records = await readTopic(served.kafka, 'known-orders-outward')
  const rows = records.slice(from).map(({ value }) => JSON.parse(value) as Rows[number])
  const lines = mails.got.flatMap(({ source }) => source.match(/^Order .*$/gm) ?? [])
  const found = { rows: plain(rows), posts: plain(posted), lines: lines.sort() }
  posted = []
  mails.got.length = 0
  return found
}

/** Moments and decimals are texts of each engine's own. */
const plain = (rows: Rows): string[] =>
  rows
    .map(({ seen, amount, credit, ...rest }) =>
      JSON.stringify({
        ...Object.fromEntries(Object.entries(rest).sort()),
        seen: seen === null ? null : Date.parse(String(seen)),
        money: [amount, credit].map(value => value && String(centsOfStored(value))),
      }),
    )
    .sort()

/** Settings files, as `--connection NAME=FILE` reads them. */
async function connections(): Promise<string[]> {
  const files = {
    shop: await writeSqlEnv('postgresql', sql, join(dir.path, 'shop.env')),
    service: join(dir.path, 'service.env'),
    office: join(dir.path, 'office.env'),
  }
  await writeFile(files.service, `HTTP_URL=${webUrl()}\n`)
  const office = {
    HOST: '127.0.0.1',
    PORT: mailPort,
    SECURITY: 'PLAINTEXT',
    FROM: 'lab@example.com',
  }
  const lines = Object.entries(office).map(([name, value]) => `SMTP_${name}=${value}\n`)
  await writeFile(files.office, lines.join(''))
  return Object.entries(files).flatMap(([name, file]) => ['--connection', `${name}=${file}`])
}

if (process.env.SLUICE_EXPORT === 'outward')
  describe.runIf(hasJava)('an exported job whose rows leave', () => {
    beforeAll(startAll)
    afterAll(async () => {
      await mails.close()
      web?.close()
      await sql?.stop()
      await served?.stop()
      await dir?.remove()
    })

    it('finds customers in PostgreSQL, and posts and mails what the built-in engine does', async () => {
      const where = ['--kafka', served.kafka, ...(await connections())]
      await runLab(LAB, { events: EVENTS, seed: 42 }, where)
      const here = await arrived(0)
      expect(here.rows).toHaveLength(EVENTS)
      expect(here.posts).toEqual(here.rows)
      expect(here.lines.length).toBeGreaterThan(2)
      expect(here.rows.some(row => row.includes('"name":null'))).toBe(true)

      const project = join(dir.path, 'project')
      await writeProject(LAB, project)
      await judge(project)
      const { host, port, database, user, password } = sql
      await runProject(project, {
        BROKER_BOOTSTRAP_SERVERS: served.kafka,
        SHOP_URL: `postgresql://${user}:${password}@${host}:${port}/${database}`,
        SERVICE_URL: webUrl(),
        OFFICE_HOST: '127.0.0.1',
        OFFICE_PORT: String(mailPort),
        OFFICE_SECURITY: 'PLAINTEXT',
        OFFICE_FROM: 'lab@example.com',
      })
      expect(await arrived(EVENTS)).toEqual(here)
    })
  })
