// Runs an exported producer.py in a real Python, with a made-up Kafka client that prints what it gets.
// Each event has at most one fault, each fault is as frequent as in the lab, and a null key is not sent.
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import avro from 'avsc'
import { tempDir } from '../../support/cli'
import { pythonVenv } from '../../support/python'
import { repoPath, runOrThrow } from '../../support/stamped'
import { writeProject } from './project'

const EVENTS = 4000
const KAFKA = `import json


class KafkaProducer:
    DEFAULT_CONFIG = {"bootstrap_servers": ""}

    def __init__(self, **settings):
        pass

    def send(self, topic, value, key=None, headers=None, timestamp_ms=None):
        text = value.hex() if value[:1] == bytes(1) else value.decode()
        print(json.dumps([text, key and key.decode(), timestamp_ms]))

    def flush(self):
        pass
`

let dir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dir = await tempDir('producer')
})
afterAll(() => dir.remove())

type Sent = readonly [value: string, key: string | null, timestampMs: number]
type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: string): Fields | undefined {
  try {
    return JSON.parse(value) as Fields
  } catch {
    return undefined
  }
}

it('sends the faults of its lab, one an event', async () => {
  const project = join(dir.path, 'project')
  await writeProject(repoPath('src-main/export/testing/faults.yaml'), project)
  const beside = join(dir.path, 'beside')
  await mkdir(beside)
  await writeFile(join(beside, 'kafka.py'), KAFKA)
  const env = { ...process.env, PYTHONPATH: beside, EVENTS: String(EVENTS) }
  const { stdout } = await runOrThrow('python3', ['producer.py'], { cwd: project, env })
  const sent = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Sent)
  const share = (isSo: (fields: Fields | undefined, one: Sent, at: number) => boolean) =>
    sent.filter((one, at) => isSo(fieldsOf(one[0]), one, at)).length / sent.length
  expect(sent.length / EVENTS).toBeCloseTo(0.8, 1)
  expect(share((_, one, at) => one[0] === sent[at - 1]?.[0])).toBeCloseTo(0.1, 1)
  expect(share(fields => fields === undefined)).toBeCloseTo(0.1, 1)
  expect(share(fields => fields !== undefined && Object.keys(fields).length < 4)).toBeCloseTo(
    0.1,
    1,
  )
  expect(share((_, [value]) => value.length > 5000)).toBeCloseTo(0.1, 1)
  expect(share((_, [, key]) => key === null)).toBeCloseTo(0.2, 1)
  const isTwice = (fields: Fields | undefined, [value]: Sent) => {
    if (!fields) return false
    const troubles = [
      Object.keys(fields).length < 4,
      value.length > 5000,
      typeof fields.id === 'string' && fields.id.length < 5000,
      fields.id === null || fields.n === null || fields.at === null,
    ]
    return troubles.filter(Boolean).length > 1
  }
  expect(share(isTwice)).toBe(0)
})

it('writes Avro by the schema that it registers', async () => {
  const project = join(dir.path, 'avro')
  await writeProject(repoPath('src-main/export/testing/orders-avro.yaml'), project)
  const beside = join(dir.path, 'avro-beside')
  await mkdir(beside)
  await writeFile(join(beside, 'kafka.py'), KAFKA)
  const asked: { path?: string | undefined; schema: string }[] = []
  const register = async (request: IncomingMessage, answer: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { schema } = JSON.parse(Buffer.concat(parts).toString()) as { schema: string }
    asked.push({ path: request.url, schema })
    answer.end(JSON.stringify({ id: 7 }))
  }
  const registry = createServer((request, answer) => void register(request, answer))
  registry.listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const address = registry.address()
  const port = typeof address === 'object' ? address?.port : 0
  const python = await pythonVenv('producer-avro', ['fastavro==1.12.1'])
  const SCHEMAS_URL = `http://127.0.0.1:${port}`
  const env = { ...process.env, PYTHONPATH: beside, EVENTS: '20', SCHEMAS_URL }
  try {
    const { stdout } = await runOrThrow(python, ['producer.py'], { cwd: project, env })
    expect(asked.map(({ path }) => path)).toEqual(['/subjects/orders-avro-value/versions'])
    const type = avro.Type.forSchema(JSON.parse(asked[0]?.schema ?? '') as avro.Schema)
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => Buffer.from((JSON.parse(line) as Sent)[0], 'hex'))
    expect(rows).toHaveLength(20)
    for (const [at, bytes] of rows.entries()) {
      expect(bytes.subarray(0, 5)).toEqual(Buffer.from([0, 0, 0, 0, 7]))
      expect(type.fromBuffer(bytes.subarray(5))).toMatchObject({ order_id: at + 1 })
    }
  } finally {
    registry.close()
  }
})
