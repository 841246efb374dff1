import { expect, it, vi } from 'vitest'
import { guestChannel } from './guest-channel'

/** A guest that reads nothing. */
function deaf() {
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
  return { socket, said }
}

it('disconnects a guest that reads none of its answers, and no other', () => {
  const { socket, said } = deaf()
  const channel = guestChannel(socket, () => 25)
  const over = vi.fn()
  channel.onClose(over)
  for (let answers = 0; answers < 3; answers++) channel.send('0123456789')
  expect([said.length, over.mock.calls.length]).toEqual([3, 0])
  socket.bufferedAmount = 0
  for (let answers = 0; answers < 9; answers++) channel.send('0123456789')
  expect([said.length, over.mock.calls.length]).toEqual([6, 1])
})

it('each may leave less unread when more have come', () => {
  const { socket, said } = deaf()
  let guests = 1
  const channel = guestChannel(socket, () => 100 / guests)
  const over = vi.fn()
  channel.onClose(over)
  for (let answers = 0; answers < 5; answers++) channel.send('0123456789')
  guests = 4
  channel.send('0123456789')
  expect([said.length, over.mock.calls.length]).toEqual([5, 1])
})
