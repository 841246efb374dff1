// Opens a channel, but not for ever: one that nobody answers must not be waited for, because the next
// try may find somebody.
import { LabError } from '../errors'
import type { Channel, CloneChannel } from './channel'

export type Connect = () => Promise<Channel | CloneChannel>

export function connectInTime(connect: Connect, waitMs: number): Promise<Channel | CloneChannel> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const late = () => {
      isOver = true
      reject(new LabError('host-unreachable', { kind: 'unreachable' }))
    }
    const timer = setTimeout(late, waitMs)
    void connect()
      .then(channel => (isOver ? channel.close() : resolve(channel)), reject)
      .finally(() => clearTimeout(timer))
  })
}
