// The host as its shells see it: one data directory, the embedded broker in this thread, a client
// over a memory channel.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient, memoryChannels } from '@shared/rpc'
import { readLock } from '@main/platform'
import { createLabHost, type HostOptions } from './index'

const dirs: string[] = []
const closers: (() => Promise<void> | void)[] = []

async function newDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-host-'))
  dirs.push(dir)
  return dir
}

async function open(options: Partial<HostOptions> & { dataDir: string }) {
  const host = await createLabHost({
    shell: 'test',
    placement: 'in-process',
    kafka: 'off',
    cql: 'off',
    kafkaPort: 0,
    cqlPort: 0,
    ...options,
  })
  closers.push(() => host.stop())
  const client = createClient(async () => {
    const [near, far] = memoryChannels()
    host.accept(far)
    return near
  })
  closers.push(() => client.close())
  return { host, client }
}

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  for (const dir of dirs.splice(0)) await rm(dir, { recursive: true, force: true })
})

describe('the host', () => {
  it('serves the embedded broker through the contract, and topics survive its restart', async () => {
    const dataDir = await newDir()
    const first = await open({ dataDir, kafka: 'embedded' })
    expect(await first.host.ready).toMatchObject({
      kafka: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    })
    const { topics, engines } = first.client
    await topics.create({ topic: 'vendas', partitions: 2 })
    await topics.produce({
      topic: 'vendas',
      records: [
        { key: 'a', value: '{"n":1}' },
        { key: 'b', value: '{"n":2}' },
      ],
    })
    expect(
      (await topics.browse({ topic: 'vendas', from: 'oldest' })).records
        .map(record => record.value)
        .sort(),
    ).toEqual(['{"n":1}', '{"n":2}'])
    await expect(topics.create({ topic: 'vendas' })).rejects.toMatchObject({
      code: 'kafka-topic-exists',
    })
    expect(await engines.list({})).toMatchObject([{ id: 'kafka', state: 'ready' }])
    expect((await engines.restart({ id: 'kafka' })).restarts).toBe(1)
    expect((await topics.list({})).map(topic => topic.name)).toContain('vendas')
    await first.host.stop()

    const second = await open({ dataDir, kafka: 'embedded' })
    await second.host.ready
    expect(
      (await second.client.topics.list({})).find(topic => topic.name === 'vendas'),
    ).toMatchObject({
      records: 2,
      partitions: 2,
    })
  })

  it('tails a topic live', async () => {
    const { host, client } = await open({ dataDir: await newDir(), kafka: 'embedded' })
    await host.ready
    await client.topics.create({ topic: 't' })
    let { cursor } = await client.topics.tail({ topic: 't' })
    await new Promise(resolve => setTimeout(resolve, 300))
    await client.topics.produce({ topic: 't', records: [{ value: 'x' }] })
    for (let seen = 0; seen === 0;) {
      const page = await client.topics.tail({ topic: 't', cursor })
      cursor = page.cursor
      seen = page.items.length
    }
  })

  it('refuses a second host on the same directory, and a directory that is a file', async () => {
    const dataDir = await newDir()
    await open({ dataDir })
    await expect(open({ dataDir })).rejects.toMatchObject({
      code: 'data-dir-in-use',
      params: { pid: process.pid },
    })
    const file = join(await newDir(), 'file')
    await writeFile(file, '')
    await expect(open({ dataDir: file })).rejects.toMatchObject({ code: 'data-dir-unusable' })
  })

  it('says of a partition that it cannot read, also to those who only see its lock', async () => {
    const dataDir = await newDir()
    const first = await open({ dataDir, kafka: 'embedded' })
    await first.host.ready
    await first.client.topics.create({ topic: 'orders' })
    await first.client.topics.produce({ topic: 'orders', records: [{ value: 'x' }] })
    await first.host.stop()
    const topics = join(dataDir, 'kafka', 'topics')
    const [folder = ''] = await readdir(topics)
    await rm(join(topics, folder, '0'), { recursive: true })
    await writeFile(join(topics, folder, '0'), 'a file in place of the folder')

    const second = await open({ dataDir, kafka: 'embedded' })
    await second.host.ready
    const event = {
      id: 'recovery-unreadable',
      params: { folder: expect.stringContaining('orders') },
    }
    const [kafka] = await second.client.engines.list({})
    expect(kafka?.recovery?.events).toContainEqual(expect.objectContaining({ id: event.id }))
    expect((await second.client.app.doctor({})).checks).toContainEqual(
      expect.objectContaining({ ...event, params: expect.objectContaining(event.params) }),
    )
    await expect
      .poll(async () => String((await readLock(dataDir))?.health))
      .toContain('recovery-unreadable')
  })

  it('keeps settings, and moves a damaged file aside instead of overwriting it', async () => {
    const dataDir = await newDir()
    const first = await open({ dataDir })
    await first.client.app.saveSettings({ language: 'pt-BR' })
    await first.host.stop()
    const second = await open({ dataDir })
    expect(await second.client.app.settings({})).toMatchObject({
      language: 'pt-BR',
      theme: 'system',
    })
    await second.host.stop()
    await writeFile(join(dataDir, 'settings.json'), '{"language":')
    const third = await open({ dataDir })
    expect(await third.client.app.settings({})).toMatchObject({ language: 'system' })
    expect((await third.client.app.doctor({})).checks).toContainEqual(
      expect.objectContaining({ id: 'damaged-file', state: 'warn' }),
    )
    expect((await readdir(dataDir)).some(name => name.startsWith('settings.json.damaged-'))).toBe(
      true,
    )
  })

  it('keeps profiles without their secrets, which never come out', async () => {
    const dataDir = await newDir()
    const { client } = await open({ dataDir })
    const profile = {
      bootstrap: '127.0.0.1:1',
      security: 'SASL_SSL',
      sasl: { mechanism: 'PLAIN', username: 'key' },
    }
    const saved = await client.connections.save({
      name: 'cloud',
      type: 'kafka',
      profile,
      secret: { password: 'hush' },
    })
    expect(saved).toMatchObject({ hasSecret: true, address: '127.0.0.1:1' })
    expect(JSON.stringify(await client.connections.list({}))).not.toContain('hush')
    expect(await readFile(join(dataDir, 'connections.json'), 'utf8')).not.toContain('hush')
    await expect(
      client.connections.save({ name: 'bad', type: 'kafka', profile: { bootstrap: 'x' } }),
    ).rejects.toMatchObject({
      code: 'lab-form-host-port',
    })
    await expect(client.topics.list({ connection: 'nowhere' })).rejects.toMatchObject({
      code: 'connection-not-found',
    })
    await client.connections.save({
      name: 'glass',
      type: 'kafka',
      profile: { bootstrap: '127.0.0.1:1', readOnly: true },
    })
    await expect(client.topics.delete({ connection: 'glass', topic: 't' })).rejects.toMatchObject({
      code: 'connection-read-only',
    })
    // Renamed, and with a key beside the password: what was not typed again is not lost.
    await client.connections.save({
      name: 'sky',
      was: 'cloud',
      type: 'kafka',
      profile,
      secret: { key: 'PEM' },
    })
    expect(JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))).toEqual({
      sky: { sealedBy: 'plain', text: '{"password":"hush","key":"PEM"}' },
    })
    await client.connections.delete({ name: 'sky' })
    await expect(client.connections.delete({ name: 'sky' })).rejects.toMatchObject({
      code: 'connection-not-found',
    })
    expect((await client.connections.list({})).map(connection => connection.name)).toEqual([
      'builtin',
      'builtin',
      'glass',
    ])
  })

  it('shows the gallery, opens and saves labs, refuses to touch its own', async () => {
    const { client } = await open({ dataDir: await newDir() })
    const { gallery, recent } = await client.labs.list({})
    expect(gallery.map(lab => lab.id)).toContain('r0-vendas-ecommerce')
    expect(recent).toEqual([])
    const opened = await client.labs.open({ ref: 'r0-vendas-ecommerce' })
    expect(opened).toMatchObject({ origin: 'gallery', lab: { id: 'r0-vendas-ecommerce' } })
    const text = opened.text.replace('id: r0-vendas-ecommerce', 'id: mine')
    const { path } = await client.labs.save({ text })
    expect(path).toMatch(/labs.mine\.yaml$/)
    expect(await client.labs.open({ ref: 'mine' })).toMatchObject({ origin: 'file', path })
    expect((await client.labs.list({})).recent.map(lab => lab.id)).toEqual(['mine'])
    await expect(client.labs.save({ path: opened.path, text })).rejects.toMatchObject({
      code: 'gallery-read-only',
    })
    await expect(client.labs.save({ path: '/tmp/x.sh', text })).rejects.toMatchObject({
      code: 'lab-file-ending',
    })
    await expect(client.labs.open({ ref: 'nothing' })).rejects.toMatchObject({
      code: 'lab-not-found',
    })
    await expect(client.labs.open({ ref: './nothing.yaml' })).rejects.toMatchObject({
      code: 'file-not-found',
    })
    await expect(client.labs.open({ ref: '/tmp/notes.txt' })).rejects.toMatchObject({
      code: 'lab-file-ending',
    })
  })

  it('replaces no file that it was not told to replace', async () => {
    const dataDir = await newDir()
    const { client } = await open({ dataDir })
    const { text } = await client.labs.open({ ref: 'r0-vendas-ecommerce' })
    const first = await client.labs.save({ path: 'aula', text })
    expect(first.path).toBe(join(dataDir, 'labs', 'aula.yaml'))
    await expect(client.labs.save({ path: first.path, text })).rejects.toMatchObject({
      code: 'file-exists',
      kind: 'conflict',
    })
    const again = await client.labs.save({
      path: first.path,
      text: `${text}# mine\n`,
      over: first.stamp,
    })
    expect(await client.labs.open({ ref: 'aula.yaml' })).toMatchObject({
      path: first.path,
      stamp: again.stamp,
    })
    await writeFile(first.path, `${text}# of another program\n`)
    await expect(
      client.labs.save({ path: first.path, text, over: again.stamp }),
    ).rejects.toMatchObject({ code: 'file-changed' })
    await client.labs.save({ path: first.path, text, over: 'any' })
    expect(await readFile(first.path, 'utf8')).toBe(text)
    await mkdir(join(dataDir, 'labs', 'folder.yaml'))
    await expect(client.labs.open({ ref: 'folder.yaml' })).rejects.toMatchObject({
      code: 'file-is-folder',
    })
    await expect(
      client.labs.save({ path: 'folder.yaml', text, over: 'any' }),
    ).rejects.toMatchObject({ code: 'file-is-folder' })
    await expect(
      client.labs.save({ path: join(first.path, 'x.yaml'), text }),
    ).rejects.toMatchObject({ code: 'file-in-file' })
  })
})
