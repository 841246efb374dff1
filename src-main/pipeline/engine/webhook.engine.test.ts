// Records that programs post over HTTP, end to end: taken in once, refused by name, and gone on with after a
// stop in the middle.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveConnection } from '@main/connections'
import type { RunOverrides } from '@shared/contract'
import { labFileSchema, type LabFile } from '@shared/lab'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startRun, type Run } from '..'

let dir: string
let port: number
let run: Run | undefined
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-webhook-'))
  port = await freePort()
})
afterEach(async () => {
  await run?.stop()
  await rm(dir, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return free
}

const labOf = (source: object = {}): LabFile =>
  labFileSchema.parse({
    sluice: 1,
    id: 'hooked',
    title: 'test',
    connections: { tables: { type: 'sql' }, senders: { type: 'http' } },
    nodes: {
      taken: { type: 'webhook', with: { port, key: 'id', maxKb: 1, ...source } },
      parsed: { type: 'parse', from: 'taken', with: { fields: { id: 'long' } } },
      total: {
        type: 'aggregate',
        from: 'parsed',
        with: { by: { id: 'id' }, compute: { n: 'count(*)' } },
      },
      totals: { type: 'sql', from: 'total', with: { connection: 'tables', table: 'totals' } },
    },
  })

function begin(lab: LabFile, overrides: RunOverrides = {}): Run {
  run = startRun({
    lab,
    dataDir: dir,
    connections: {
      senders: resolveConnection('http', { url: 'http://127.0.0.1/' }, { password: 'secret' }),
    },
    overrides,
    endWhenDrained: true,
  })
  return run
}

const hook = () => `http://127.0.0.1:${port}/hook`
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(hook(), { method: 'POST', body, headers })
/** As soon as somebody listens. */
const firstPost = (body: string, headers: Record<string, string> = {}) =>
  vi.waitFor(() => post(body, headers), { timeout: 60_000, interval: 20 })
const countsOf = ({ tables }: Awaited<Run['done']>) =>
  (tables.totals ?? [])
    .map(({ id, n }) => [Number(id), Number(n)])
    .sort(([a = 0], [b = 0]) => a - b)

describe('a webhook', () => {
  it('takes each record once, also when the run was stopped in the middle and a request came twice', async () => {
    const lab = labOf()
    const first = begin(lab)
    const answer = await firstPost('{"id":1}', { 'Idempotency-Key': 'a' })
    expect([answer.status, await answer.json()]).toEqual([202, { taken: 1 }])
    expect((await post('[{"id":2},{"id":3}]')).status).toBe(202)
    await first.stop()
    await expect(post('{"id":9}')).rejects.toThrow()
    const second = begin(lab, { events: 5 })
    const again = await firstPost('{"id":1}', { 'Idempotency-Key': 'a' })
    expect([again.status, await again.json()]).toEqual([202, { taken: 0 }])
    expect((await post('{"id":4}\n{"id":5}')).status).toBe(202)
    const result = await second.done
    expect(result.error).toBeUndefined()
    expect(countsOf(result)).toEqual([1, 2, 3, 4, 5].map(id => [id, 1]))
    expect(result.ledger.intakes).toEqual([{ node: 'taken', taken: 5, refused: {} }])
  })

  it('refuses by name, counts it, and takes nothing of such a request', async () => {
    const refusing = begin(labOf({ login: 'senders' }))
    const token = { Authorization: 'Bearer secret' }
    await firstPost('{"id":1}', token)
    const statuses = [
      await post('{"id":2}'),
      await post('{"id":2}', { Authorization: 'Bearer wrong' }),
      await post('{"id":2}', { ...token, Origin: 'http://evil.example' }),
      await post('{"id":2}\n{', token),
      await post(JSON.stringify({ id: 2, text: 'x'.repeat(2000) }), token),
      await fetch(hook()),
      await fetch(`http://127.0.0.1:${port}/other`, { method: 'POST', body: '{}', headers: token }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 401, 403, 400, 413, 405, 404])
    await refusing.pause()
    expect((await post('{"id":2}', token)).status).toBe(503)
    await refusing.resume()
    await vi.waitFor(() =>
      expect(refusing.summary().ledger.intakes).toEqual([
        {
          node: 'taken',
          taken: 1,
          refused: { paused: 1, large: 1, malformed: 1, unauthorized: 3 },
        },
      ]),
    )
  })

  it('takes no more than the run wants, also of requests side by side', async () => {
    const short = begin(labOf(), { events: 3 })
    await firstPost('{"id":1}')
    const ids = Array.from({ length: 20 }, (_, i) => i + 2)
    const statuses = await Promise.all(ids.map(async id => (await post(`{"id":${id}}`)).status))
    const taken = ids.filter((_, i) => statuses[i] === 202)
    expect(statuses.filter(status => status !== 202).every(status => status === 503)).toBe(true)
    const result = await short.done
    expect(countsOf(result)).toEqual([1, ...taken].map(id => [id, 1]))
  })

  it('answers a long key, and a body in pieces that is too large', async () => {
    begin(labOf())
    const key = 'k'.repeat(201)
    const long = await firstPost('{"id":1}', { 'Idempotency-Key': key })
    expect([long.status, await long.json()]).toEqual([
      400,
      { error: 'An Idempotency-Key has at most 200 characters.' },
    ])
    const sent = request(hook(), { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } })
    sent.write(' '.repeat(700))
    sent.write(' '.repeat(700))
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    sent.destroy()
    expect(answer.statusCode).toBe(413)
  })

  it('takes nothing in for a web service that has no address', async () => {
    const { nodes, ...lab } = labOf()
    const { taken } = nodes
    const out = { type: 'http-out', from: 'parsed', with: { connection: 'service' } }
    const posted = labFileSchema.parse({
      ...lab,
      connections: { service: { type: 'http' } },
      nodes: { taken, parsed: nodes['parsed'], out },
    })
    const result = await begin(posted).done
    expect(result).toMatchObject({ state: 'failed', error: { code: 'http-no-address' } })
  })

  it('says when its port is taken', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(port, '127.0.0.1', resolve))
    const result = await begin(labOf()).done
    await new Promise(resolve => other.close(resolve))
    expect(result).toMatchObject({ state: 'failed', error: { code: 'port-taken' } })
  })
})
