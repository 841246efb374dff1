// At the door: a socket's first message must be a greeting with the right token. Then the socket is
// handed through to the host, greeting first and in order; when the host goes, the socket goes, and
// the page's client comes back by itself.
import { LabError } from '@shared/errors'
import { readToServer, RPC_LIMITS, type Channel } from '@shared/rpc'
import { isToken } from './token'

export function handThrough(guest: Channel, token: string, open: () => Promise<Channel>): void {
  let host: Promise<Channel> | undefined
  const sendAway = () => {
    guest.send(
      JSON.stringify({
        t: 'refused',
        error: new LabError('not-allowed', { kind: 'auth' }).toData(),
      }),
    )
    guest.close()
  }
  const timer = setTimeout(sendAway, RPC_LIMITS.helloMs)
  const enter = async (): Promise<Channel> => {
    const channel = await open()
    channel.onMessage(text => text !== undefined && guest.send(text))
    channel.onClose(() => guest.close())
    return channel
  }
  guest.onMessage(text => {
    if (!host) {
      clearTimeout(timer)
      const message = readToServer(text)
      if (message?.t !== 'hello' || !isToken(token, message.token)) return sendAway()
      host = enter()
      host.catch(() => guest.close())
    }
    // No text is no message of ours: the host says so in its own words.
    void host.then(channel => channel.send(text ?? '')).catch(() => {})
  })
  guest.onClose(() => {
    clearTimeout(timer)
    void host?.then(channel => channel.close()).catch(() => {})
  })
}
