// Rows as requests, against a small web service: what it gets, what is tried again, what becomes a dead
// letter, and what a crash makes of it.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolveConnection } from '@main/connections'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bench, type Bench } from '../../../testing/node-bench'

interface Got {
  readonly line: string
  readonly key: string
  readonly login: string | undefined
  readonly extra: string | undefined
  readonly body: unknown
}
let server: Server
let got: Got[]
/** What to answer to the next requests; then 200. `gone` takes the request and gives no answer. */
let answers: (number | 'gone')[]
beforeEach(async () => {
  got = []
  answers = []
  server = createServer((request, response) => {
    void bodyOf(request).then(body => {
      const { headers, method, url } = request
      got.push({
        line: `${method} ${url}`,
        key: String(headers['idempotency-key']),
        login: headers.authorization,
        extra: String(headers['x-lab']),
        body: JSON.parse(body) as unknown,
      })
      const status = answers.shift() ?? 200
      if (status === 'gone') request.socket.destroy()
      else response.writeHead(status).end(status === 200 ? '' : 'no, thank you')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}

const sink = (settings: object = {}, username?: string): Bench =>
  bench(
    'http-out',
    { connection: 'service', path: '/rows?of=lab', headers: { 'X-Lab': 'r1' }, ...settings },
    {
      inputs: [{ id: 'long', price: 'decimal(19,2)' }],
      connections: {
        service: resolveConnection(
          'http',
          {
            url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in/`,
            ...(username === undefined ? {} : { username }),
          },
          { password: 'secret' },
        ),
      },
    },
  )
const row = (id: number) => ({ id, price: '1.50' })

describe('HTTP out', () => {
  it('posts each row as an object, or several as an array, with a key of their own', async () => {
    const one = sink()
    one.feed([row(1), row(2)])
    await one.operator.flush?.(4, false)
    expect(got.map(({ line, login, extra, body }) => [line, login, extra, body])).toEqual(
      [1, 2].map(id => ['POST /in/rows?of=lab', 'Bearer secret', 'r1', { id, price: 1.5 }]),
    )
    expect(new Set(got.map(({ key }) => key)).size).toBe(2)
    await one.operator.close?.()
    got = []
    const several = sink({ rowsPerRequest: 2, method: 'PUT', fields: ['id'] }, 'me')
    several.feed([1, 2, 3].map(row))
    await several.operator.flush?.(4, false)
    expect(got.map(({ line, body }) => [line, body])).toEqual([
      ['PUT /in/rows?of=lab', [{ id: 1 }, { id: 2 }]],
      ['PUT /in/rows?of=lab', [{ id: 3 }]],
    ])
    expect(got[0]?.login).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`)
    await several.operator.close?.()
  })

  it('tries again what may be taken later, goes on behind what was, and buries what is refused', async () => {
    const it = sink()
    it.feed([1, 2, 3].map(row))
    answers = [200, 503, 400]
    await expect(it.operator.flush?.(1, false)).rejects.toMatchObject({
      code: 'http-later',
      retry: true,
    })
    await it.operator.flush?.(1, true)
    expect(got.map(({ body }) => body)).toEqual([1, 2, 2, 3].map(id => ({ id, price: 1.5 })))
    expect(got[1]?.key).toBe(got[2]?.key)
    expect(it.dead).toMatchObject([{ reason: { code: 'http-refused', params: { status: 400 } } }])
    expect(it.operator.figures?.()).toEqual({ written: 2, requests: 4 })
    expect(it.operator.doubled?.()).toBe(0)
    await it.operator.close?.()
  })

  it('gives up after so many tries, and fails by name when the login is refused', async () => {
    const it = sink({ tries: 2 })
    it.feed([row(1)])
    answers = [500, 500, 401]
    await expect(it.operator.flush?.(1, false)).rejects.toMatchObject({ code: 'http-later' })
    await it.operator.flush?.(1, true)
    expect(it.dead).toMatchObject([{ reason: { code: 'http-later' } }])
    it.feed([row(2)])
    await expect(it.operator.flush?.(2, false)).rejects.toMatchObject({
      code: 'http-login',
      retry: false,
    })
    await it.operator.close?.()
  })

  it('counts rows whose answer was lost, and those of a batch that a crash left open, as doubled', async () => {
    const it = sink()
    it.feed([row(1)])
    answers = ['gone']
    await expect(it.operator.flush?.(1, false)).rejects.toMatchObject({ code: 'http-unreachable' })
    await it.operator.flush?.(1, true)
    expect(it.operator.doubled?.()).toBe(1)
    const keys = got.map(({ key }) => key)
    expect(keys[0]).toBe(keys[1])
    const later = it.again()
    later.feed([row(1)])
    await later.operator.flush?.(1, true)
    expect(got.at(-1)?.key).toBe(keys[0])
    expect(later.operator.doubled?.()).toBe(2)
    await it.operator.close?.()
    await later.operator.close?.()
  })

  it('gives other rows another key, and a decimal all of its digits', async () => {
    const two = sink({ rowsPerRequest: 2 })
    two.feed([row(1), row(2)])
    await two.operator.flush?.(1, false)
    const one = sink()
    one.feed([row(1), { id: 2, price: '12345678.91' }, { id: 3, price: '99999999999999999.99' }])
    await one.operator.flush?.(1, true)
    expect(new Set(got.map(({ key }) => key)).size).toBe(4)
    expect(got.slice(2).map(({ body }) => body)).toEqual([
      { id: 2, price: 12345678.91 },
      { id: 3, price: '99999999999999999.99' },
    ])
    await one.operator.close?.()
    await two.operator.close?.()
  })

  it('says which header HTTP cannot carry', () => {
    for (const headers of [{ 'X-Lab': 'a\nb' }, { 'X-Lab': '5 \u20ac' }, { 'X Lab': 'r1' }])
      expect(sink({ headers }).problems).not.toEqual([])
    expect(sink({ path: '/a b' }).problems).not.toEqual([])
  })

  it('keeps secrets out of the lab file', () => {
    expect(sink({ headers: { Authorization: 'x', 'X-Api-Key': 'y', Host: 'z' } }).problems).toEqual(
      [...['lab-http-secret', 'lab-http-secret', 'lab-http-header']],
    )
  })
})
