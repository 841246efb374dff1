// The room's page: read only, on an address of the local network. It is the same kind of server as
// the lab's page, with the same checks, but it serves another page, and its sockets lead to what the
// room may ask and to nothing else.
import { LabError } from '@shared/errors'
import type { OpenAudience } from '@main/host'
import { startWebShell } from './web-shell'

/** A lecture hall. */
const GUESTS_MAX = 300
/** The room only asks: its longest question is a cursor. */
const PAYLOAD_BYTES_MAX = 64 * 1024
/** Of each guest; a slide with all its tiles is a small part of it. */
const UNREAD_BYTES_MAX = 16 * 1024 * 1024

const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'])

export async function openAudience(
  { host, port, token, names, open }: Parameters<OpenAudience>[0],
  /** Another one only in tests. */
  pageDir?: string,
): ReturnType<OpenAudience> {
  const shell = await startWebShell({
    open,
    port,
    token,
    ...(pageDir === undefined ? {} : { pageDir }),
    ifPortTaken: 'fail',
    room: {
      host,
      names,
      index: 'audience.html',
      guestsMax: GUESTS_MAX,
      payloadBytesMax: PAYLOAD_BYTES_MAX,
      unreadBytesMax: UNREAD_BYTES_MAX,
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (!NO_ADDRESS.has(error.code ?? '')) throw error
    throw new LabError('audience-no-address', { kind: 'config', params: { host }, cause: error })
  })
  return { port: shell.port, watching: shell.guests, stop: () => shell.stop() }
}
