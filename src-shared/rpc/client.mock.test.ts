// The client on a line where the other side is slow, dead, or closes its door at once.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { query } from '../contract'
import type { Channel } from './channel'
import { memoryChannels } from './channels/memory'
import { createClientOf, type RpcClient } from './client'
import { createServerOf } from './server'

const contract = { test: { echo: query<string>()(z.strictObject({ text: z.string() })) } }
let client: RpcClient<typeof contract>

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  client.close()
  vi.useRealTimers()
})

function served(): Channel {
  const [near, far] = memoryChannels()
  createServerOf(contract, far, { test: { echo: ({ text }) => text } })
  return near
}

it('tries again when nobody opens the door, and closes what opens too late', async () => {
  let tries = 0
  let openLate: (channel: Channel) => void = () => {}
  client = createClientOf(contract, () => {
    if (tries++ > 0) return Promise.resolve(served())
    return new Promise(resolve => (openLate = resolve))
  })
  const answer = client.test.echo({ text: 'in' })
  await vi.advanceTimersByTimeAsync(12_000)
  expect(tries).toBe(2)
  await expect(answer).resolves.toBe('in')

  const late = served()
  const over = vi.fn()
  late.onClose(over)
  openLate(late)
  await vi.advanceTimersByTimeAsync(1)
  expect(over).toHaveBeenCalledOnce()
  expect(client.state).toBe('ready')
})

it('knocks less and less often at a door that closes before the host has greeted', async () => {
  let tries = 0
  client = createClientOf(contract, () => {
    tries++
    const [near] = memoryChannels()
    near.close()
    return Promise.resolve(near)
  })
  await vi.advanceTimersByTimeAsync(30_000)
  // With jitter the longest pause is 1.5 to 3 s.
  expect(tries).toBeLessThan(30)
  expect(tries).toBeGreaterThan(8)
})

it('is back almost at once when a host that had greeted is lost', async () => {
  const open: Channel[] = []
  client = createClientOf(contract, () => {
    const channel = served()
    open.push(channel)
    return Promise.resolve(channel)
  })
  for (let losses = 0; losses < 20; losses++) {
    await vi.advanceTimersByTimeAsync(110)
    expect([client.state, open.length]).toEqual(['ready', losses + 1])
    open.at(-1)?.close()
  }
})

it('takes a line on which nothing comes for broken, and goes on by itself', async () => {
  let isDown = false
  const lines: Channel[] = []
  client = createClientOf(
    contract,
    () => {
      if (isDown) return Promise.reject(new Error('no network'))
      const inner = served()
      const outer: Channel = {
        ...inner,
        // As over the air: what is sent is gone, and nobody says so.
        send: text => void (isDown || inner.send(text)),
        onMessage: listener => inner.onMessage(text => void (isDown || listener(text))),
      }
      lines.push(outer)
      return Promise.resolve(outer)
    },
    { silentMs: 4000 },
  )
  await vi.advanceTimersByTimeAsync(60_000)
  expect(lines).toHaveLength(1)
  expect(client.state).toBe('ready')
  expect(Date.now() - (client.heardAt ?? 0)).toBeLessThanOrEqual(1000)

  isDown = true
  const wentAt = Date.now()
  await vi.advanceTimersByTimeAsync(6000)
  expect(client.state).toBe('connecting')
  expect(client.heardAt).toBeLessThanOrEqual(wentAt)
  expect(client.heardAt).toBeGreaterThanOrEqual(wentAt - 1000)
  isDown = false
  await vi.advanceTimersByTimeAsync(4000)
  expect(client.state).toBe('ready')
  await expect(client.test.echo({ text: 'back' })).resolves.toBe('back')
})
