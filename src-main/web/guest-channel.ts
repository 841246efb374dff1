// The channel of a guest at the page's server. A guest may ask and ask and read no answer: what it has
// not read lies in our memory, so a guest that is too far behind is disconnected. A page that was only
// slow comes back and asks again.
import type { WebSocket } from 'ws'
import { webSocketChannel, type Channel } from '@shared/rpc'

export function guestChannel(
  socket: Pick<WebSocket, 'bufferedAmount' | 'terminate'> & Parameters<typeof webSocketChannel>[0],
  /** It may change with the number of guests. */
  unreadBytesMax: () => number,
): Channel {
  const channel = webSocketChannel(socket)
  return {
    ...channel,
    send: text => {
      if (socket.bufferedAmount > unreadBytesMax()) socket.terminate()
      else channel.send(text)
    },
  }
}
