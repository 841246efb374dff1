// Envelopes over a channel: printed as JSON where it carries text, as they are where it carries
// clones. Server and client see no difference.
import { LabError } from '../errors'
import { checkToClient, parseJson, type ToClient } from './answers'
import type { Channel, CloneChannel } from './channel'
import { checkToServer, type ToServer } from './envelopes'

export interface Wire<In, Out> {
  /** Throws `message-too-big`. */
  send(message: Out): void
  /** An error stands for a message that breaks the rules. `chars` is 0 for clones. */
  onMessage(listener: (message: In | LabError, chars: number) => void): void
  onClose(listener: () => void): void
  close(): void
}

type Check<In> = (message: unknown) => In | undefined

interface Limits {
  readonly inCharsMax: number
  readonly outCharsMax: number
}

export const serverWire = (channel: Channel | CloneChannel, charsMax: number) =>
  wireOf<ToServer, ToClient>(channel, checkToServer, {
    inCharsMax: charsMax,
    outCharsMax: charsMax,
  })
/** A client trusts its host to keep the host's own limit. */
export const clientWire = (channel: Channel | CloneChannel, charsMax: number) =>
  wireOf<ToClient, ToServer>(channel, checkToClient, {
    inCharsMax: Infinity,
    outCharsMax: charsMax,
  })

function wireOf<In, Out extends object>(
  channel: Channel | CloneChannel,
  check: Check<In>,
  { inCharsMax, outCharsMax }: Limits,
): Wire<In, Out> {
  const ends = {
    onClose: (listener: () => void) => channel.onClose(listener),
    close: () => channel.close(),
  }
  if ('carries' in channel)
    return {
      ...ends,
      send: message => channel.send(message),
      onMessage: listener =>
        channel.onMessage(message => listener(check(message) ?? malformed(), 0)),
    }
  return {
    ...ends,
    send: message => {
      const text = JSON.stringify(message)
      if (text.length > outCharsMax) throw tooBig(text.length, outCharsMax)
      channel.send(text)
    },
    onMessage: listener =>
      channel.onMessage(text => {
        const chars = text?.length ?? 0
        if (chars > inCharsMax) listener(tooBig(chars, inCharsMax), chars)
        else listener(check(parseJson(text)) ?? malformed(), chars)
      }),
  }
}

export const malformed = () => new LabError('malformed-message', { kind: 'usage' })
const tooBig = (sizeBytes: number, sizeBytesMax: number) =>
  new LabError('message-too-big', { kind: 'limit', params: { sizeBytes, sizeBytesMax } })
