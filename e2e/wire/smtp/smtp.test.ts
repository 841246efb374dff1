// Our mails at a foreign mail server (aiosmtpd), with STARTTLS and a login: what Python's parser reads,
// and each refusal by its name.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MailServer, resolveConnection, testConnection } from '@main/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCerts } from '../../support/certs'
import { pythonVenv } from '../../support/python'
import { hasTool, repoPath } from '../../support/stamped'

const has = hasTool('python3') && hasTool('openssl')

describe.runIf(has)('mails at aiosmtpd', () => {
  let dir: string
  let server: ChildProcess
  let lines: AsyncIterator<string>
  let profile: Record<string, unknown>
  const next = async () => JSON.parse(String((await lines.next()).value)) as Record<string, unknown>
  const connect = (own: object = {}, password = 'secret') =>
    resolveConnection('smtp', { ...profile, ...own }, { password })

  beforeAll(async () => {
    const python = await pythonVenv('aiosmtpd', ['aiosmtpd==1.4.6'])
    dir = await mkdtemp(join(tmpdir(), 'sluice-smtp-'))
    const { caPem } = await makeCerts(dir)
    const script = repoPath('e2e/wire/smtp/server.py')
    server = spawn(python, [script, join(dir, 'broker.pem'), join(dir, 'broker.key')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    if (!server.stdout) throw new Error('no output')
    lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]()
    const { port } = await next()
    const sender = 'lab@example.com'
    profile = { host: 'localhost', port, sender, username: 'lab', tls: { ca: caPem } }
  }, 300_000)
  afterAll(async () => {
    server.stdin?.end()
    await rm(dir, { recursive: true })
  })

  it('are read as they were written, over TLS', async () => {
    const connection = connect()
    if (connection.type !== 'smtp') throw new Error(connection.type)
    const mails = new MailServer(connection, 10_000)
    const subject = `Açúcar ${'é'.repeat(80)}`
    const text = `a line\n.\n..a dot first\n${'x'.repeat(2000)}\nÄrger 😀`
    const to = ['ann@example.com', 'bob@example.com']
    expect(await mails.send({ id: 'one', from: mails.sender, to, subject, text })).toEqual([])
    const got = await next()
    expect(got).toMatchObject({ tls: true, from: 'lab@example.com', to, subject })
    expect(got).toMatchObject({ header_from: 'lab@example.com', header_to: to.join(', ') })
    expect(String(got['text']).trimEnd().replaceAll('\r\n', '\n')).toBe(text)
    expect(got['id']).toBe('<one@example.com>')
    mails.close()
  })

  it('name what keeps them back: the login, the encryption, the certificate', async () => {
    const stepsOf = async (connection: ReturnType<typeof connect>) =>
      (await testConnection(connection)).map(({ id, state, error }) => [id, error?.code ?? state])
    const first = [
      ['resolve', 'ok'],
      ['connect', 'ok'],
    ]
    expect(await stepsOf(connect())).toEqual([...first, ['auth', 'ok']])
    expect(await stepsOf(connect({}, 'wrong'))).toEqual([...first, ['auth', 'smtp-login']])
    expect(await stepsOf(connect({ tls: undefined }))).toEqual([...first, ['auth', 'smtp-tls']])
    expect(await stepsOf(connect({ security: 'PLAINTEXT' }))).toEqual([
      ...first,
      ['auth', 'smtp-tls'],
    ])
  })
})
