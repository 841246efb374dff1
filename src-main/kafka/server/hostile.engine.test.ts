// Bytes that no client should send: the broker closes that connection or answers with an error, and
// serves the next one as before.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apis } from '../apis'
import { apiVersions } from '../apis/18-api-versions'
import { produce } from '../apis/00-produce'
import { metadata } from '../apis/03-metadata'
import { fetch } from '../apis/01-fetch'
import { startBroker } from '../broker'
import { batchOf } from '../log/records'
import { testBroker, type TestBroker } from '../testing/broker'
import { WireClient } from '../testing/client'
import { zeroRequest } from '../testing/zero'

let test: TestBroker
beforeAll(async () => {
  test = await testBroker({
    limits: {
      smallFrameBytesMax: 64 * 1024,
      frameBytesMax: 4 * 1024 * 1024,
      waitMsMax: 20,
      frameMs: 1,
    },
  })
})
afterAll(() => test.end())

let seed = 42
const random = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31
  return Math.floor((seed / 2 ** 31) * below)
}

async function isServing(): Promise<void> {
  const client = await WireClient.open(test.broker.port)
  expect((await client.send(apiVersions, 3, {})).apiKeys.length).toBe(apis.length)
  client.close()
}

/** Sends bytes and waits until the broker has answered or closed. */
function throwAt(bytes: Buffer): Promise<void> {
  return new Promise(resolve => {
    const socket = connect({ port: test.broker.port, host: '127.0.0.1' }, () => socket.write(bytes))
    const end = () => (socket.destroy(), resolve())
    socket.on('error', end).on('close', end)
    socket.once('data', end)
    setTimeout(end, 60)
  })
}

const batch = batchOf([{ value: Buffer.from('x') }])

describe('hostile bytes', () => {
  it('answers every version of every API to an empty request', async () => {
    for (const api of apis)
      for (let version = api.versions[0]; version <= api.versions[1]; version++) {
        const client = await WireClient.open(test.broker.port)
        const request = {
          ...zeroRequest(api.request.fields),
          ...(api.name === 'Produce' ? { acks: 1 } : {}),
        }
        await expect(client.send(api, version, request)).resolves.toBeTypeOf('object')
        client.close()
      }
  })

  it('survives mutated requests of every API', async () => {
    const client = await WireClient.open(test.broker.port)
    const throws: Promise<void>[] = []
    for (const api of apis)
      for (let round = 0; round < 12; round++) {
        const version = api.versions[0] + random(api.versions[1] - api.versions[0] + 1)
        const bytes = client.encode(
          api,
          version,
          zeroRequest(api.request.fields, () => random(3), batch),
          1,
        )
        for (let flips = 1 + random(6); flips > 0; flips--)
          bytes[12 + random(bytes.length - 12)] = random(256)
        throws.push(throwAt(bytes))
        if (throws.length % 40 === 0) await Promise.all(throws)
      }
    await Promise.all(throws)
    client.close()
    await isServing()
  })

  it('survives noise', async () => {
    await Promise.all(
      Array.from({ length: 60 }, () => {
        const noise = Buffer.from(Array.from({ length: 4 + random(300) }, () => random(256)))
        if (random(2) === 0) noise.writeInt32BE(noise.length - 4, 0)
        return throwAt(noise)
      }),
    )
    await isServing()
  })

  it('closes on frames that are too large, before they are there', async () => {
    for (const size of [2 ** 31 - 1, -1, 0, 65 * 1024]) {
      const client = await WireClient.open(test.broker.port)
      const head = Buffer.alloc(8)
      head.writeInt32BE(size, 0)
      head.writeInt16BE(3, 4)
      client.socket.write(head)
      await client.closed()
    }
    await isServing()
  })

  it('tells a newer client the versions, in the form of version 0', async () => {
    const client = await WireClient.open(test.broker.port)
    const bytes = client.encode(apiVersions, 3, {}, 5)
    bytes.writeInt16BE(99, 6)
    const answer = new Promise<Buffer>(resolve => client.socket.once('data', resolve))
    client.socket.write(bytes)
    const frame = await answer
    expect(frame.readInt32BE(4)).toBe(5)
    expect(frame.readInt16BE(8)).toBe(35)
    expect(frame.readInt32BE(10)).toBe(apis.length)
    client.close()
  })

  it('answers pipelined requests in their order', async () => {
    const client = await WireClient.open(test.broker.port)
    const order: string[] = []
    const note = (name: string) => () => void order.push(name)
    const topicData = [{ name: 'piped', partitionData: [{ index: 0, records: batch }] }]
    const fetched = {
      replicaId: -1,
      maxWaitMs: 15,
      minBytes: 1e6,
      isolationLevel: 0,
      maxBytes: 1e6,
      topics: [
        { topic: 'piped', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1e6 }] },
      ],
      forgottenTopicsData: [],
      rackId: '',
    }
    await Promise.all([
      client.send(produce, 7, { acks: -1, timeoutMs: 1000, topicData }).then(note('a')),
      client.send(produce, 7, { acks: 1, timeoutMs: 1000, topicData }).then(note('b')),
      client.send(fetch, 11, fetched).then(note('c')),
      client.send(metadata, 5, { topics: [] }).then(note('d')),
    ])
    expect(order).toEqual(['a', 'b', 'c', 'd'])
    client.close()
  })

  it('asks the fault hook before each handler', async () => {
    const faults = new Map([
      ['Metadata', { kind: 'error', errorCode: 5 } as const],
      ['ListGroups', { kind: 'disconnect' } as const],
    ])
    const faulty = await testBroker({ fault: ({ apiName }) => faults.get(apiName) })
    const client = await WireClient.open(faulty.broker.port)
    const answer = await client.send(metadata, 5, { topics: [{ name: 'x' }] })
    expect(answer.topics).toMatchObject([{ name: 'x', errorCode: 5 }])
    await expect(
      client.send(
        apis.find(api => api.name === 'ListGroups')!,
        0,
        {},
      ),
    ).rejects.toThrow('closed')
    await faulty.end()
  })

  it('lets only one broker into a data directory, and says when a port is taken', async () => {
    const { dataDir, broker } = test
    await expect(startBroker({ dataDir, port: 0, durability: 'fast' })).rejects.toMatchObject({
      code: 'data-dir-in-use',
    })
    const other = await testBroker()
    const { port } = broker
    await other.broker.stop()
    await expect(
      startBroker({ dataDir: other.dataDir, port, durability: 'fast' }),
    ).rejects.toMatchObject({ code: 'port-taken' })
    const moved = await startBroker({
      dataDir: other.dataDir,
      port,
      ifPortTaken: 'use-another',
      durability: 'fast',
    })
    expect(moved.port).not.toBe(port)
    await moved.stop()
    await other.end()
  })
})
