// One suite over the four channels: whatever shell holds the lab, the contract behaves the same.
import { setMaxListeners } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { followFeed, RingMirror } from '@shared/feed'
import {
  contractVersion,
  createClientOf,
  PROTOCOL_VERSION,
  type AnyContract,
  type Channel,
  type ClientOptions,
  type RpcClient,
} from '@shared/rpc'
import { query, none } from '@shared/contract'
import { TEST_LIMITS, TEST_TOKEN, testContract } from './testing/test-host'
import { transports, type Transport } from './testing/transports'

/** Many calls listen to one signal here, which Node takes for a leak. */
function stopper(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}
const moment = () => new Promise(resolve => setTimeout(resolve, 2))

describe.each(Object.entries(transports))('over %s', (_, start) => {
  let transport: Transport
  const closers: (() => void)[] = []

  beforeAll(async () => {
    transport = await start()
  })
  afterEach(() => {
    for (const close of closers.splice(0)) close()
  })
  afterAll(() => transport.stop())

  function clientOf<C extends AnyContract>(contract: C, options: ClientOptions = {}): RpcClient<C> {
    const client = createClientOf(contract, () => transport.connect(), {
      token: TEST_TOKEN,
      ...options,
    })
    closers.push(() => client.close())
    return client
  }
  const connect = (options?: ClientOptions) => clientOf(testContract, options)

  /** A channel without a client behind it, to say what no client says. */
  async function raw(
    greet = true,
  ): Promise<{ channel: Channel; said: string[]; over: Promise<void> }> {
    const channel = await transport.connect()
    closers.push(() => channel.close())
    const said: string[] = []
    channel.onMessage(text => said.push(text ?? ''))
    const over = new Promise<void>(resolve => channel.onClose(resolve))
    if (greet) {
      channel.send(
        JSON.stringify({
          t: 'hello',
          protocol: PROTOCOL_VERSION,
          contract: contractVersion(testContract),
          token: TEST_TOKEN,
        }),
      )
      while (said.length === 0) await moment()
      said.length = 0
    }
    return { channel, said, over }
  }

  it('answers queries and commands, fills in defaults', async () => {
    const { test } = connect()
    expect(await test.echo({ text: 'olá ☕ 𝄞' })).toBe('olá ☕ 𝄞')
    const before = await test.add({ by: 0 })
    expect(await test.add({ by: 5 })).toBe(before + 5)
    expect(await test.add({})).toBe(before + 6)
  })

  it('refuses wrong input with the path of the field', async () => {
    const { test } = connect()
    await expect(test.echo(JSON.parse('{"text":5}'))).rejects.toMatchObject({
      code: 'bad-input',
      kind: 'usage',
      params: { field: 'text' },
    })
    await expect(test.echo(JSON.parse('null'))).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('says which method it does not know', async () => {
    const { channel, said } = await raw()
    for (const [id, method] of [
      'test.nothing',
      'toString',
      'test.__proto__',
      '',
      'constructor.name',
    ].entries())
      channel.send(JSON.stringify({ t: 'call', id, method, input: {} }))
    while (said.length < 5) await moment()
    expect(said.every(text => JSON.parse(text).error.code === 'unknown-method')).toBe(true)
  })

  it('cancels: the caller is free at once, the host lets go', async () => {
    const { test } = connect()
    const stop = stopper()
    const { cancelled } = await test.figures({})
    const waiting = test.wait({}, { signal: stop.signal })
    await test.echo({ text: '' })
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    expect((await test.figures({})).cancelled).toBe(cancelled + 1)
    await expect(test.wait({}, { signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  it('lets go of everything when the caller leaves', async () => {
    const leaving = connect()
    const { test } = connect()
    for (let i = 0; i < 3; i++) void leaving.test.wait({}).catch(() => {})
    while ((await test.figures({})).waiting < 3) await moment()
    leaving.close()
    while ((await test.figures({})).waiting > 0) await moment()
  })

  it('queues at the caller what is more than may be in flight', async () => {
    const { test } = connect({ inFlightMax: 10 })
    const stop = stopper()
    const many = Array.from({ length: 9 }, () =>
      test.wait({}, { signal: stop.signal }).catch(() => {}),
    )
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => test.echo({ text: `${i}` })),
    )
    expect(answers).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`))
    expect((await test.figures({})).waitingMax).toBeLessThanOrEqual(10)
    stop.abort()
    await Promise.all(many)
  })

  it('refuses a caller that asks more at once than a host holds, and goes on with the rest', async () => {
    const { test } = connect({ inFlightMax: 1000 })
    const stop = stopper()
    const codes = new Set<string>()
    const many = Array.from({ length: TEST_LIMITS.inFlightMax + 10 }, () =>
      test
        .wait({}, { signal: stop.signal })
        .catch((error: { code: string }) => codes.add(error.code)),
    )
    while (!codes.has('too-many-requests')) await moment()
    stop.abort()
    await Promise.all(many)
    const untilThereIsRoom = async (): Promise<string> =>
      test.echo({ text: 'still here' }).catch(() => untilThereIsRoom())
    expect(await untilThereIsRoom()).toBe('still here')
  })

  it('feeds a slow reader without holding more than it asked for, and loses nothing over broken channels', async () => {
    const { test } = connect({ retry: { firstMs: 1, maxMs: 5 } })
    const mirror = new RingMirror<number>(10_000)
    const stop = stopper()
    const following = followFeed<number>((cursor, signal) => test.ticks({ cursor }, { signal }), {
      signal: stop.signal,
      onPage: async page => {
        mirror.apply(page)
        await new Promise(resolve => setTimeout(resolve, 3))
      },
    })
    for (let round = 0; round < 10; round++) {
      // Cut off, a tick may have been done or not: the host says how many there were.
      await test.tick({ count: 100 }).catch(() => {})
      if (round % 3 === 0) await test.cut({ afterMs: 1 })
    }
    const { ticks } = await test.figures({})
    while (mirror.items.length < ticks) await moment()
    stop.abort()
    await following
    expect(mirror.items).toEqual(Array.from({ length: ticks }, (_, i) => i))
    expect(mirror.dropped).toBe(0)
  })

  it('asks queries again after a break, and says which commands it does not know the fate of', async () => {
    const client = connect({ retry: { firstMs: 1, maxMs: 5 } })
    const states: string[] = []
    client.onState(state => states.push(state))
    const hanging = client.test.hang({}).catch((error: unknown) => error)
    const stop = stopper()
    const waiting = client.test
      .wait({}, { signal: stop.signal })
      .catch((error: { code: string }) => error.code)
    await client.test.cut({ afterMs: 5 })
    expect(await hanging).toMatchObject({ code: 'channel-lost', params: { method: 'test.hang' } })
    expect(await client.test.echo({ text: 'back' })).toBe('back')
    stop.abort()
    expect(await waiting).toBe('cancelled')
    expect(states).toEqual(['connecting', 'ready', 'connecting', 'ready'])
  })

  it('answers an oversized result with an error, and refuses to send an oversized question', async () => {
    const { test } = connect({ messageCharsMax: 5000 })
    await expect(test.blow({ chars: 20_000 })).rejects.toMatchObject({ code: 'message-too-big' })
    await expect(test.echo({ text: 'x'.repeat(6000) })).rejects.toMatchObject({
      code: 'message-too-big',
    })
    expect(await test.blow({ chars: 100 })).toHaveLength(100)
  })

  it.each([
    ['no JSON', 'hello?'],
    ['no envelope', '{"t":"dance"}'],
    ['no object', '17'],
    ['a second greeting', '{"t":"hello","protocol":1,"contract":"x"}'],
    ['nothing', ''],
    ['a call without an id', '{"t":"call","method":"test.echo","input":{"text":""}}'],
    ['deep nesting', `${'['.repeat(4000)}${']'.repeat(4000)}`],
    [
      'too much',
      JSON.stringify({
        t: 'call',
        id: 1,
        method: 'test.echo',
        input: { text: 'x'.repeat(TEST_LIMITS.messageCharsMax) },
      }),
    ],
  ])('disconnects who says %s, and says why', async (_, text) => {
    const { channel, said, over } = await raw()
    channel.send(text)
    await over
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ t: 'refused' })
  })

  it('disconnects who calls before greeting, and who says nothing', async () => {
    const eager = await raw(false)
    eager.channel.send('{"t":"call","id":1,"method":"test.echo","input":{"text":""}}')
    await eager.over
    const silent = await raw(false)
    await silent.over
  })

  it('ends with version-mismatch when the two are of different builds', async () => {
    const client = clientOf({ ...testContract, more: { thing: query<void>()(none) } })
    await expect(client.more.thing({})).rejects.toMatchObject({ code: 'version-mismatch' })
    expect(client.state).toBe('version-mismatch')
    await expect(client.test.echo({ text: '' })).rejects.toMatchObject({ code: 'version-mismatch' })
  })

  it('ends with refused when the token is wrong', async () => {
    const client = connect({ token: 'open-sesam' })
    await expect(client.test.echo({ text: '' })).rejects.toMatchObject({
      code: 'not-allowed',
      kind: 'auth',
    })
    expect(client.state).toBe('refused')
  })

  it('fails calls after it has been closed', async () => {
    const client = connect()
    const waiting = client.test.wait({})
    client.close()
    await expect(waiting).rejects.toMatchObject({ code: 'channel-closed' })
    await expect(client.test.echo({ text: '' })).rejects.toMatchObject({ code: 'channel-closed' })
  })
})
