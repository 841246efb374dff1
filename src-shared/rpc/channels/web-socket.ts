// A WebSocket as a channel. The browser's and the `ws` package's sockets have the same events, so
// one adapter serves both ends.
import { Inbox, textOf, type Channel } from '../channel'

export interface SocketLike {
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(event: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(event: 'open' | 'close' | 'error', listener: () => void): void
}

const OPEN = 1

export function webSocketChannel(socket: SocketLike): Channel {
  const inbox = new Inbox()
  socket.addEventListener('message', ({ data }) => inbox.receive(textOf(data)))
  socket.addEventListener('close', () => inbox.close())
  socket.addEventListener('error', () => inbox.close())
  return {
    send: text => {
      if (!inbox.closed && socket.readyState === OPEN) socket.send(text)
    },
    onMessage: listener => inbox.listen(listener),
    onClose: listener => inbox.listenClose(listener),
    close: () => {
      socket.close(1000)
      inbox.close()
    },
  }
}

/** Resolves when the socket is open, rejects when it does not come to that. */
export function opened(socket: SocketLike): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const channel = webSocketChannel(socket)
    if (socket.readyState === OPEN) return resolve(channel)
    socket.addEventListener('open', () => resolve(channel))
    socket.addEventListener('error', () => reject(new Error('the socket did not open')))
    socket.addEventListener('close', () => reject(new Error('the socket closed')))
  })
}
