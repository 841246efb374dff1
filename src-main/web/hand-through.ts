// At the door of the page's server: a socket's first message must be a greeting with the right token.
// Then the socket is handed through to the host, greeting first and in order. When the host goes, the
// socket goes, and the page's client comes back by itself.
import { LabError, type ErrorData } from '@shared/errors'
import { readToServer, RPC_LIMITS, type Channel, type ToClient } from '@shared/rpc'
import { isToken } from './token'

/** Those who have shown the token. */
export class Guests {
  private readonly channels = new Set<Channel>()

  get size(): number {
    return this.channels.size
  }

  add(channel: Channel): void {
    this.channels.add(channel)
  }

  delete(channel: Channel): void {
    this.channels.delete(channel)
  }

  /** How the host is: an error while it does not answer, nothing once it does again. */
  notify(error: ErrorData | undefined): void {
    for (const guest of this.channels) say(guest, { t: 'notice', ...(error ? { error } : {}) })
  }

  /** There will be no host any more. */
  sendAway(error: ErrorData): void {
    for (const guest of this.channels) refuse(guest, error)
  }
}

export interface Door {
  readonly token: string
  readonly guests: Guests
  readonly guestsMax: number
  /** Opens a channel to the host; rejects while there is none. */
  readonly open: () => Promise<Channel>
  /** The guest has shown the token, or was sent away. */
  readonly onJudged: () => void
  /** How long a guest may be silent. */
  readonly helloMs?: number
}

export function handThrough(guest: Channel, door: Door): void {
  const { token, guests, open } = door
  let host: Promise<Channel> | undefined
  const timer = setTimeout(() => refuse(guest, tooLate()), door.helloMs ?? RPC_LIMITS.helloMs)
  const enter = async (): Promise<Channel> => {
    const channel = await open()
    channel.onMessage(text => text !== undefined && guest.send(text))
    channel.onClose(() => guest.close())
    return channel
  }
  const judge = (text: string | undefined): LabError | undefined => {
    const message = readToServer(text)
    if (message?.t !== 'hello' || !isToken(token, message.token)) return notAllowed()
    return guests.size < door.guestsMax ? undefined : tooMany(door.guestsMax)
  }
  guest.onMessage(text => {
    if (!host) {
      clearTimeout(timer)
      door.onJudged()
      const reason = judge(text)
      if (reason) return refuse(guest, reason)
      guests.add(guest)
      host = enter()
      host.catch((error: unknown) =>
        error instanceof LabError ? refuse(guest, error.toData()) : guest.close(),
      )
    }
    // A message that is not text: the host says so in its own words.
    void host.then(channel => channel.send(text ?? '')).catch(() => {})
  })
  guest.onClose(() => {
    clearTimeout(timer)
    door.onJudged()
    guests.delete(guest)
    void host?.then(channel => channel.close()).catch(() => {})
  })
}

const say = (guest: Channel, message: ToClient) => guest.send(JSON.stringify(message))

function refuse(guest: Channel, error: ErrorData): void {
  const { code, kind, params, retry } = error
  say(guest, { t: 'refused', error: { code, kind, params, retry } })
  guest.close()
}

const notAllowed = () => new LabError('not-allowed', { kind: 'auth' })
/**
 * On a computer that is short of time a greeting comes late, from a page with the right token too:
 * it comes back and tries again.
 */
const tooLate = () => new LabError('host-unreachable', { kind: 'unreachable', retry: true })
const tooMany = (max: number) =>
  new LabError('too-many-requests', { kind: 'limit', params: { max }, retry: true })
