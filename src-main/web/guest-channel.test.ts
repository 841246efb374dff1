import { expect, it, vi } from 'vitest'
import { guestChannel } from './guest-channel'

it('disconnects a guest that reads none of its answers, and no other', () => {
  const said: string[] = []
  let close = () => {}
  const socket = {
    bufferedAmount: 0,
    readyState: 1,
    send(text: string) {
      said.push(text)
      this.bufferedAmount += text.length
    },
    close: () => {},
    terminate: () => close(),
    addEventListener: (event: string, listener: (message: { data: unknown }) => void) => {
      if (event === 'close') close = () => listener({ data: '' })
    },
  }
  const channel = guestChannel(socket, 25)
  const over = vi.fn()
  channel.onClose(over)
  for (let answers = 0; answers < 3; answers++) channel.send('0123456789')
  expect([said.length, over.mock.calls.length]).toEqual([3, 0])
  socket.bufferedAmount = 0
  for (let answers = 0; answers < 9; answers++) channel.send('0123456789')
  expect([said.length, over.mock.calls.length]).toEqual([6, 1])
})
