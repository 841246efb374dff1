// The room's page on a network address: its own page only, its own names only, small questions only.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClientOf, memoryChannels, opened } from '@shared/rpc'
import { openAudience } from './audience-shell'
import { testContract, testHost, TEST_TOKEN } from './testing/test-host'
import { startWebShell, type WebShell } from './web-shell'

let pageDir: string
let shell: WebShell
const host = testHost()
const open = async () => {
  const [near, far] = memoryChannels()
  host.accept(far)
  return near
}
const room = {
  host: '127.0.0.1',
  names: () => ['192.0.2.7'],
  index: 'audience.html',
  guestsMax: 1,
  payloadBytesMax: 4096,
  unreadBytesMax: 1_000_000,
}

beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'sluice-room-'))
  await mkdir(join(pageDir, 'assets'))
  await writeFile(join(pageDir, 'index.html'), '<!doctype html><title>lab</title>')
  await writeFile(join(pageDir, 'audience.html'), '<!doctype html><title>room</title>')
  await writeFile(join(pageDir, 'assets', 'a-1.js'), '1')
  shell = await startWebShell({ port: 0, pageDir, token: TEST_TOKEN, open, room })
})
afterAll(async () => {
  await shell.stop()
  await rm(pageDir, { recursive: true })
})

function ask(path: string, name = `192.0.2.7:${shell.port}`) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: shell.port, path, headers: { host: name } }
    get(options, response => {
      let text = ''
      response.on('data', (data: Buffer) => (text += data.toString()))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    }).on('error', reject)
  })
}
const socket = (headers: Record<string, string>) =>
  new WebSocket(`ws://127.0.0.1:${shell.port}/rpc`, { headers })
const outcome = (one: WebSocket) =>
  new Promise<string>(resolve => {
    one.on('open', () => resolve('open'))
    one.on('error', error => resolve(error.message))
  })
const own = () => ({
  host: `192.0.2.7:${shell.port}`,
  origin: `http://192.0.2.7:${shell.port}`,
})
const closed = (one: WebSocket) => new Promise<number>(resolve => one.on('close', resolve))
const greeting = (token: string) =>
  JSON.stringify({ t: 'hello', protocol: 1, contract: 'x', token })

describe('the page of the room', () => {
  it('is the only page there, whatever is asked for', async () => {
    expect((await ask('/')).text).toContain('room')
    expect((await ask('/audience.html?x=1')).text).toContain('room')
    expect((await ask('/assets/a-1.js')).status).toBe(200)
    for (const path of ['/index.html', '/?/../index.html', '/assets/../index.html', '/rpc', '/x'])
      expect((await ask(path)).text, path).not.toContain('lab')
  })

  it('answers to the names of its address alone', async () => {
    expect((await ask('/', 'evil.example')).status).toBe(421)
    expect((await ask('/', `localhost:${shell.port}`)).status).toBe(421)
    const { host: name, origin } = own()
    expect(await outcome(socket({ host: name, origin: 'http://evil.example' }))).toContain('403')
    expect(await outcome(socket({ host: 'evil.example', origin }))).toContain('403')
  })

  it('sends away a guest without the key, one too many, and one who says too much', async () => {
    const wrong = socket(own())
    wrong.on('open', () => wrong.send(greeting('guess')))
    await closed(wrong)
    const first = createClientOf(testContract, () => opened(socket(own())), { token: TEST_TOKEN })
    expect(await first.test.echo({ text: 'in' })).toBe('in')
    expect(shell.guests()).toBe(1)
    const second = socket(own())
    second.on('open', () => second.send(greeting(TEST_TOKEN)))
    await closed(second)
    first.close()
    const loud = socket(own())
    await outcome(loud)
    loud.send('x'.repeat(5000))
    expect(await closed(loud)).toBe(1009)
  })

  it('says that an address is not of this computer', async () => {
    const wish = { host: '192.0.2.7', port: 0, token: TEST_TOKEN, names: () => [], open }
    await expect(openAudience(wish, pageDir)).rejects.toMatchObject({
      code: 'audience-no-address',
      params: { host: '192.0.2.7' },
    })
  })
})
