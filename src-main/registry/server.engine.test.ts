// The registry over HTTP: limits, foreign pages, and errors as bodies.
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EMPTY_REGISTRY, startRegistry, type RunningRegistry } from '.'

let registry: RunningRegistry
const store = {
  value: EMPTY_REGISTRY,
  set: async (value: typeof EMPTY_REGISTRY) => void (store.value = value),
}
beforeAll(async () => {
  registry = await startRegistry({ store, port: 0, ifPortTaken: 'fail' })
})
afterAll(() => registry.stop())

const ask = (path: string, init?: RequestInit) =>
  fetch(`http://${registry.host}:${registry.port}${path}`, init)
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, headers })

it('answers as its clients expect', async () => {
  const schema = JSON.stringify({ type: 'string' })
  const made = await post('/subjects/a%2Fb-value/versions', JSON.stringify({ schema }))
  expect([made.status, await made.json()]).toEqual([200, { id: 1 }])
  expect(made.headers.get('content-type')).toBe('application/vnd.schemaregistry.v1+json')
  expect(await (await ask('/subjects')).json()).toEqual(['a/b-value'])
  expect(await (await ask('/schemas/ids/1/schema')).text()).toBe(schema)
  const missing = await ask('/subjects/x/versions')
  expect([missing.status, await missing.json()]).toEqual([
    404,
    { error_code: 40401, message: "Subject 'x' not found." },
  ])
})

it('refuses pages, foreign names, what is not JSON and what is too large', async () => {
  expect((await post('/subjects', '{}', { Origin: 'http://evil.example' })).status).toBe(403)
  expect((await post('/subjects/a/versions', '{')).status).toBe(400)
  expect((await ask('/subjects/%E0%A4%A/versions')).status).toBe(400)
  const large = await post('/subjects/a/versions', 'x'.repeat(1024 * 1024 + 1))
  expect(large.status).toBe(413)
  const socket = connect(registry.port, registry.host)
  socket.write('GET /subjects HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part as Buffer)
  expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1.1 403/)
})
