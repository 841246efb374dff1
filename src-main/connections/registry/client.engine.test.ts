// A registry that is made up answers by ids: what it has is asked for once, what it lacked is asked
// for again after a while, and is then there.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { plainRegistry } from '../profiles'
import { FetchedRecord } from '../kafka/fetched-record'
import { SchemaRegistry } from './client'
import { decodeBy } from './decode'

const SCHEMA = JSON.stringify({ schema: '{"type":"record","name":"r","fields":[]}' })
const there = new Set([1])
const asked: string[] = []
let server: Server
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const isThere = there.has(Number(url.split('/').at(-1)))
    response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' })
    response.end(isThere ? SCHEMA : '{"error_code":40403,"message":"none"}')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
})
afterAll(() => new Promise(done => server.close(done)))

/** Without a key and headers. */
function recordOf(value: Buffer): FetchedRecord {
  const { length } = value
  return new FetchedRecord(0, 0, 0, value, 0, -1, 0, length, length, length)
}

it('asks again for an id that was not there', async () => {
  const { port } = server.address() as AddressInfo
  const registry = new SchemaRegistry(plainRegistry(`127.0.0.1:${port}`))
  expect((await registry.learn(1))?.type).toBe('AVRO')
  await registry.learn(1)
  expect(await registry.learn(2)).toBeUndefined()
  expect([registry.isKnown(1), registry.isKnown(2)]).toEqual([true, true])
  expect(asked).toHaveLength(2)
  there.add(2)
  const later = performance.now() + 11_000
  const now = vi.spyOn(performance, 'now').mockReturnValue(later)
  expect(registry.isKnown(2)).toBe(false)
  now.mockRestore()
})

it('is not asked for each page while it does not answer', async () => {
  let requests = 0
  const silent = createServer((request, response) => {
    requests += 1
    if (requests === 1) response.destroy()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(SCHEMA)
    request.resume()
  })
  await new Promise<void>(done => silent.listen(0, '127.0.0.1', done))
  const { port } = silent.address() as AddressInfo
  const registry = new SchemaRegistry(plainRegistry(`127.0.0.1:${port}`))
  const decode = decodeBy(registry)
  const record = recordOf(Buffer.from([0, 0, 0, 0, 7, 1]))
  expect((await decode([record]))[0]?.schemaId).toBeUndefined()
  await decode([record])
  expect([registry.isResting, requests]).toEqual([true, 1])
  const later = performance.now() + 31_000
  const now = vi.spyOn(performance, 'now').mockReturnValue(later)
  await decode([record])
  expect(requests).toBe(2)
  now.mockRestore()
  await new Promise(done => silent.close(done))
})

it('JSON behind a header is shown as it was written', async () => {
  const schema = JSON.stringify({ schemaType: 'JSON', schema: '{}' })
  const json = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(schema)
  })
  await new Promise<void>(done => json.listen(0, '127.0.0.1', done))
  const { port } = json.address() as AddressInfo
  const decode = decodeBy(new SchemaRegistry(plainRegistry(`127.0.0.1:${port}`)))
  const shown = async (text: string) => {
    const [found] = await decode([recordOf(Buffer.from(`\0\0\0\0\x07${text}`))])
    return [found?.schemaId, String(found?.record.value)]
  }
  const text = '{ "id": 9007199254740993, "price": 1.50 }'
  expect(await shown(text)).toEqual([7, text])
  // What is not JSON stays as it is, its header too.
  expect(await shown('{')).toEqual([undefined, '\0\0\0\0\x07{'])
  await new Promise(done => json.close(done))
})
