// "Why?" over a real host: causes are put into its broker and into a run, and are named.
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openHost } from '../testing'

const LAB = `
sluice: 1
id: why
title: Why
seed: 3
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: uuid, at: { time: '%Y-%m-%dT%H:%M:%SZ' } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 50/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: why-orders, partitions: 2, idlePartitions: [1] } }
  order: { type: parse, from: orders, with: { fields: { id: string, at: timestamp } } }
  seconds:
    type: aggregate
    from: order
    with: { compute: { n: count(*) }, window: { tumbling: 1 s }, time: at, watermark: 0 s, watermarkBy: partition }
  shown: { type: live, from: seconds }
`

/** Sends bytes and waits until the broker has closed or answered. */
const send = (port: number, bytes: Buffer) =>
  new Promise<void>(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const end = () => {
      socket.destroy()
      resolve()
    }
    socket.on('data', end)
    socket.on('close', end)
    socket.on('error', end)
  })

const text = (value: string) => {
  const bytes = Buffer.from(value)
  const size = Buffer.alloc(2)
  size.writeInt16BE(bytes.length)
  return Buffer.concat([size, bytes])
}
/** SaslHandshake, version 0. */
function handshake(clientId: string): Buffer {
  const head = Buffer.from([0, 17, 0, 0, 0, 0, 0, 1])
  const frame = Buffer.concat([head, text(clientId), text('PLAIN')])
  const size = Buffer.alloc(4)
  size.writeInt32BE(frame.length)
  return Buffer.concat([size, frame])
}

it('names what it sees, and nothing where nothing is wrong', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-why-'))
  const { client, close } = await openHost(dir)
  try {
    const causes = async (lab?: string) =>
      (await client.why.ask(lab === undefined ? {} : { lab })).findings.map(({ cause }) => cause)
    const make = async (topic: string, partitions = 1) => {
      await client.topics.create({ topic, partitions })
      return (records: { key?: string | null; value: string; partition?: number }[]) =>
        client.topics.produce({ topic, records })
    }
    const plain = await make('plain')
    await plain([...Array(20).keys()].map(n => ({ key: `k${n}`, value: JSON.stringify({ n }) })))
    // The disk of the machine that tests is not part of the test.
    const without = (list: readonly string[]) => list.filter(cause => cause !== 'disk')
    expect(without(await causes())).toEqual([])

    const port = (await client.engines.list({})).find(({ id }) => id === 'kafka')?.port ?? 0
    await send(port, Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0]))
    await send(port, Buffer.from('GET / HTTP/1.1\r\nHost: kafka\r\n\r\n'))
    await send(port, handshake('app.py'))
    const twice = await make('twice')
    const same = [...Array(10).keys()].map(n => ({ key: `k${n}`, value: `{"n":${n}}` }))
    await twice(same)
    await twice(same)
    const nested = await make('nested')
    await nested([{ key: 'a', value: JSON.stringify('{"n":1}') }])
    const keys = await make('keys')
    await keys([
      { key: 'a', value: '{"n":1}' },
      { key: null, value: '{"n":2}' },
    ])
    const skewed = await make('skewed', 3)
    await skewed(
      [...Array(300).keys()].map(n => ({
        key: 'a',
        value: `{"n":${n}}`,
        partition: n % 100 ? 0 : 1,
      })),
    )
    const found = await causes()
    for (const cause of [
      'tls-on-plain',
      'wrong-port',
      'wrong-password',
      'producer-twice',
      'wrong-serialiser',
      'null-key',
      'skewed-key',
    ])
      expect(found).toContain(cause)

    await client.runs.start({ ref: 'why', text: LAB })
    await expect
      .poll(() => causes('why'), { timeout: 30_000 })
      .toEqual(expect.arrayContaining(['idle-partition']))
    await client.runs.stop({ lab: 'why' })
  } finally {
    await close()
    await rm(dir, { recursive: true, force: true })
  }
})
