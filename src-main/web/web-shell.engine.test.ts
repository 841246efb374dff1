// The page's server against what a web site, another program or a wrong link may try.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { LabError } from '@shared/errors'
import { createClientOf, memoryChannels, opened } from '@shared/rpc'
import { testContract, testHost, TEST_TOKEN } from './testing/test-host'
import { startWebShell, type WebShell } from './web-shell'

let pageDir: string
let shell: WebShell
let hostIsThere = true
const host = testHost()

beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'sluice-page-'))
  await mkdir(join(pageDir, 'assets'))
  await writeFile(join(pageDir, 'index.html'), '<!doctype html>')
  await writeFile(join(pageDir, 'assets', 'a-1.js'), '1')
  await writeFile(join(pageDir, 'assets', 'a-1.js.br'), brotliCompressSync('1'))
  await writeFile(join(pageDir, 'assets', 'a-1.js.gz'), gzipSync('1'))
  shell = await startWebShell({
    port: 0,
    pageDir,
    token: TEST_TOKEN,
    open: async () => {
      if (!hostIsThere) throw new Error('gone')
      const [near, far] = memoryChannels()
      host.accept(far)
      return near
    },
  })
})
afterAll(async () => {
  await shell.stop()
  await rm(pageDir, { recursive: true })
})

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: shell.port,
        path,
        method,
        headers: { host: `localhost:${shell.port}`, ...headers },
      }
      get(options, response => {
        response.resume()
        resolve({ status: response.statusCode, headers: response.headers })
      }).on('error', reject)
    },
  )
}

const socket = (path = '/rpc', headers: Record<string, string> = {}) =>
  new WebSocket(`ws://127.0.0.1:${shell.port}${path}`, { headers })
const outcome = (one: WebSocket) =>
  new Promise<string>(resolve => {
    one.on('open', () => resolve('open'))
    one.on('error', error => resolve(error.message))
  })

describe('the page over HTTP', () => {
  it('sends a file compressed to a browser that takes it', async () => {
    const plain = await ask('/assets/a-1.js')
    expect(plain.headers['content-encoding']).toBeUndefined()
    const small = await ask('/assets/a-1.js', { 'accept-encoding': 'gzip, deflate, br' })
    expect(small.status).toBe(200)
    expect(small.headers['content-encoding']).toBe('br')
    const older = await ask('/assets/a-1.js', { 'accept-encoding': 'gzip' })
    expect(older.headers['content-encoding']).toBe('gzip')
  })

  it('has a strict policy, is never cached as a page, is cached as a hashed file', async () => {
    const page = await ask('/')
    expect(page.status).toBe(200)
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect((await ask('/assets/a-1.js')).headers['cache-control']).toContain('immutable')
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost.evil.example'])(
    'refuses the host name “%s” (DNS rebinding)',
    async name => {
      expect((await ask('/', { host: name })).status).toBe(421)
    },
  )

  it('serves nothing but files of the page, and only to be read', async () => {
    expect((await ask('/../../../etc/passwd.txt')).status).toBe(404)
    expect((await ask('/%2e%2e/%2e%2e/etc/hosts.txt')).status).toBe(404)
    expect((await ask('/%zz.txt')).status).toBe(404)
    expect((await ask('/', {}, 'POST')).status).toBe(405)
  })

  it('gives the token in the fragment, which no server sees', () => {
    expect(new URL(shell.url).hash).toBe(`#t=${TEST_TOKEN}`)
    expect(new URL(shell.url).search).toBe('')
  })
})

describe('the contract over its WebSocket', () => {
  it('refuses the pages of other origins, other host names and other paths before a socket is open', async () => {
    expect(await outcome(socket('/rpc', { origin: 'http://evil.example' }))).toContain('403')
    expect(await outcome(socket('/rpc', { origin: 'null' }))).toContain('403')
    expect(await outcome(socket('/rpc', { host: `evil.example:${shell.port}` }))).toContain('403')
    expect(await outcome(socket('/other'))).toContain('403')
    const own = socket('/rpc', { origin: `http://127.0.0.1:${shell.port}` })
    expect(await outcome(own)).toBe('open')
    own.terminate()
  })

  it('outlives a caller that is refused and breaks off in the same moment', async () => {
    // Without a listener the error of such a socket would end the process, which fails this file.
    for (let tries = 0; tries < 6; tries++) {
      const caller = connect(shell.port, '127.0.0.1')
      caller.on('error', () => {})
      const over = new Promise(resolve => caller.once('close', resolve))
      caller.once('connect', () => {
        caller.write(
          `GET /other HTTP/1.1\r\nHost: 127.0.0.1:${shell.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
        )
        caller.resetAndDestroy()
      })
      await over
    }
    expect((await ask('/')).status).toBe(200)
  })

  it('says why it sends somebody away who has not the token', async () => {
    for (const first of [
      '{"t":"hello","protocol":1,"contract":"x","token":"wrong"}',
      '{"t":"hello","protocol":1,"contract":"x"}',
      'rubbish',
    ]) {
      const one = socket()
      one.on('open', () => one.send(first))
      const said = await new Promise<string>(resolve =>
        one.on('message', data => resolve(String(data))),
      )
      expect(JSON.parse(said)).toMatchObject({ t: 'refused', error: { code: 'not-allowed' } })
      await new Promise(resolve => one.on('close', resolve))
    }
  })

  it('lets the page in while 64 silent sockets hold on', async () => {
    const silent = Array.from({ length: 64 }, () => socket())
    for (const one of silent) one.on('error', () => {})
    await Promise.all(silent.map(outcome))
    const client = createClientOf(testContract, () => opened(socket()), { token: TEST_TOKEN })
    expect(await client.test.echo({ text: 'in' })).toBe('in')
    client.close()
    for (const one of silent) one.terminate()
  })

  it('says that the host is silent and that it is back, and ends with the reason when it is given up', async () => {
    const client = createClientOf(testContract, () => opened(socket()), { token: TEST_TOKEN })
    await client.test.echo({ text: '' })
    const until = async (holds: () => boolean) => {
      while (!holds()) await new Promise(resolve => setTimeout(resolve, 2))
    }
    shell.notify(
      new LabError('host-silent', { kind: 'unreachable', params: { seconds: 10 } }).toData(),
    )
    await until(() => client.error?.code === 'host-silent')
    expect(client.state).toBe('ready')
    shell.notify(undefined)
    await until(() => client.error === undefined)
    shell.notify(
      new LabError('host-crashed', { kind: 'bug', params: { crashes: 3, reason: 'x' } }).toData(),
      true,
    )
    await until(() => client.state === 'refused')
    expect(client.error?.code).toBe('host-crashed')
  })

  it('hands a guest with the token through to the host, and lets go when the host is gone', async () => {
    const client = createClientOf(testContract, () => opened(socket()), {
      token: TEST_TOKEN,
      retry: { firstMs: 1, maxMs: 20 },
    })
    expect(await client.test.echo({ text: 'olá' })).toBe('olá')
    hostIsThere = false
    await client.test.cut({ afterMs: 1 }).catch(() => {})
    while (client.state === 'ready') await new Promise(resolve => setTimeout(resolve, 2))
    const waiting = client.test.echo({ text: 'again' })
    hostIsThere = true
    expect(await waiting).toBe('again')
    client.close()
  })
})
