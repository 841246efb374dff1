// Rows as mails, against a small mail server: what it gets, what is held back, tried again or buried,
// what a crash makes of it, and what stays in the outbox.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveConnection } from '@main/connections'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestMailServer } from '../../../testing/mail-server'
import { bench, type Bench } from '../../../testing/node-bench'

let server: TestMailServer
let port: number
let dir: string
beforeEach(async () => {
  server = new TestMailServer()
  port = await server.listen()
  dir = await mkdtemp(join(tmpdir(), 'sluice-mail-'))
})
afterEach(async () => {
  await server.close()
  await rm(dir, { recursive: true })
})

const settings = { to: ['{who}'], subject: 'Order {id}', text: '{id} costs {price:0.00}' }
async function sink(own: object = {}, isConnected = true): Promise<Bench> {
  const profile = { host: '127.0.0.1', port, sender: 'lab@example.com', security: 'PLAINTEXT' }
  const it = bench(
    'mail-out',
    { ...settings, ...(isConnected ? { connection: 'post' } : {}), ...own },
    {
      inputs: [{ id: 'long', who: 'string', price: 'decimal(10,2)' }],
      connections: { post: resolveConnection('smtp', profile, {}) },
      filesDir: dir,
      runDir: dir,
    },
  )
  await it.operator.open?.()
  return it
}
const row = (id: number, who = 'ann@example.com') => ({ id, who, price: '1.5' })
const subjects = () => server.got.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1])
const bodies = () => server.got.map(({ source }) => source.slice(source.indexOf('\n\n') + 2).trim())

describe('E-mail', () => {
  it('sends each row, or several to the same addresses in one mail', async () => {
    const one = await sink()
    one.feed([row(1), row(2, 'bob@example.com')])
    await one.operator.flush?.(1, false)
    expect(server.got.map(({ to }) => to)).toEqual([['ann@example.com'], ['bob@example.com']])
    expect(subjects()).toEqual(['Order 1', 'Order 2'])
    expect(bodies()).toEqual(['1 costs 1.50', '2 costs 1.50'])
    await one.operator.close?.()
    server.got.length = 0
    const several = await sink({ rowsPerMail: 2 })
    several.feed([row(1), row(2, 'bob@example.com'), row(3), row(4)])
    await several.operator.flush?.(1, false)
    expect(bodies()).toEqual(['1 costs 1.50\n3 costs 1.50', '2 costs 1.50', '4 costs 1.50'])
    expect(several.operator.figures?.()).toEqual({ written: 4, mails: 3 })
    await several.operator.close?.()
  })

  it('holds mails back by name beyond so many a minute, and loses none', async () => {
    const it = await sink({ perMinute: 2 })
    it.feed([1, 2, 3, 4].map(id => row(id)))
    const held = { code: 'mail-held-back', retry: true, params: { perMinute: 2, waiting: 2 } }
    await expect(it.operator.flush?.(1, false)).rejects.toMatchObject(held)
    await expect(it.operator.flush?.(1, true)).rejects.toMatchObject(held)
    expect(subjects()).toEqual(['Order 1', 'Order 2'])
    // After a stop the same batch comes again: mails that were sent are not sent twice.
    const later = it.again()
    await later.operator.open?.()
    later.feed([1, 2, 3, 4].map(id => row(id)))
    await later.operator.flush?.(1, true)
    expect(subjects()).toEqual([1, 2, 3, 4].map(id => `Order ${id}`))
    expect(later.operator.doubled?.()).toBe(0)
    await it.operator.close?.()
    await later.operator.close?.()
  })

  it('lets no row add headers or recipients', async () => {
    const it = await sink({ subject: '{who}' })
    const bad = [
      ...['ann@example.com\nBcc: eve@example.com', 'ann@example.com, eve@example.com'],
      ...['Ann <eve@example.com>', 'nobody', 'a@b c'],
    ]
    it.feed(bad.map(who => row(1, who)))
    expect(it.operator.pending?.()).toBe(false)
    expect(it.dead.map(({ reason }) => reason.code)).toEqual([
      'mail-header-lines',
      ...Array<string>(4).fill('mail-address'),
    ])
    expect((await sink({ to: ['a@b\r\nBcc: c@d'] })).problems).toEqual(['lab-form-one-line'])
    expect((await sink({ subject: '{nothing}' })).problems).toEqual(['lab-no-field'])
    await it.operator.close?.()
  })

  it('buries what is refused, tries again what is not taken now, and gives up when told to', async () => {
    const it = await sink({ tries: 2 })
    it.feed([row(1, 'refused@example.com'), row(2, 'later@example.com'), row(3)])
    await expect(it.operator.flush?.(1, false)).rejects.toMatchObject({
      code: 'smtp-later',
      retry: true,
    })
    await it.operator.flush?.(1, true)
    expect(it.dead.map(({ reason }) => reason.code)).toEqual(['smtp-refused', 'smtp-later'])
    expect(subjects()).toEqual(['Order 3'])
    const some = await sink({ to: ['{who}', 'refused@example.com'] })
    some.feed([row(4)])
    await some.operator.flush?.(1, false)
    expect(some.dead).toMatchObject([
      { reason: { code: 'smtp-recipients', params: { address: 'refused@example.com' } } },
    ])
    expect(server.got.at(-1)?.to).toEqual(['ann@example.com'])
    await it.operator.close?.()
    await some.operator.close?.()
  })

  it('counts the mail whose answer a crash lost as doubled, with the same Message-ID', async () => {
    const it = await sink()
    it.feed([row(1), row(2)])
    server.isSilent = true
    await expect(it.operator.flush?.(1, false)).rejects.toMatchObject({ code: 'smtp-unreachable' })
    const later = it.again()
    await later.operator.open?.()
    later.feed([row(1), row(2)])
    await later.operator.flush?.(1, true)
    expect(subjects()).toEqual(['Order 1', 'Order 1', 'Order 2'])
    const ids = server.got.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1])
    expect(ids[0]).toBe(ids[1])
    expect(later.operator.doubled?.()).toBe(1)
    await it.operator.close?.()
    await later.operator.close?.()
  })

  it('sends nothing again of batches before the one that a crash broke off', async () => {
    const it = await sink()
    const later = it.again()
    for (const batch of [1, 2]) {
      it.feed([row(batch)])
      await it.operator.flush?.(batch, false)
    }
    await later.operator.open?.()
    for (const batch of [1, 2, 3]) {
      later.feed([row(batch)])
      await later.operator.flush?.(batch, true)
    }
    expect(subjects()).toEqual(['Order 1', 'Order 2', 'Order 3'])
    expect(later.operator.figures?.()).toEqual({ written: 3, mails: 3 })
    expect(later.operator.doubled?.()).toBe(0)
    await it.operator.close?.()
    await later.operator.close?.()
  })

  it('keeps mails in the outbox without a connection, the same files after a crash', async () => {
    const it = await sink({ perMinute: 1, subject: 'Preço {id}' }, false)
    it.feed([row(1), row(2)])
    await it.operator.flush?.(7, false)
    const later = it.again()
    await later.operator.open?.()
    later.feed([row(1), row(2)])
    await later.operator.flush?.(7, true)
    const names = await readdir(join(dir, 'outbox', 'it'))
    expect(names).toEqual(['000000007-000000000.eml', '000000007-000000001.eml'])
    const text = await readFile(join(dir, 'outbox', 'it', names[0] ?? ''), 'utf8')
    expect(text).toContain('To: ann@example.com')
    expect(text).toContain('=?UTF-8?')
    expect(server.got).toEqual([])
    expect(it.operator.figures?.()).toEqual({ written: 2, outbox: 2 })
    expect(await it.operator.readBack?.()).toMatchObject({
      rows: [{ to: 'ann@example.com', subject: 'Preço 1', text: '1 costs 1.50', sent: false }, {}],
    })
  })
})
