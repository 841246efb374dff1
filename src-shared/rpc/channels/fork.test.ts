import { expect, it } from 'vitest'
import { forkChannels } from './fork'

it('opens only closed channels over a pipe that is broken', async () => {
  let disconnect = () => {}
  const channels = forkChannels(
    { send: () => {}, onMessage: () => {}, onDisconnect: listener => (disconnect = listener) },
    'parent',
  )
  const over = (channel: ReturnType<typeof channels.open>) =>
    new Promise<void>(resolve => channel.onClose(resolve))
  const before = over(channels.open('lab'))
  disconnect()
  await before
  await over(channels.open('lab'))
  expect(channels.size).toBe(0)
})
