// Message ports: Electron's MessagePortMain in the host (events with `data`, a `close` event) and
// the DOM's MessagePort in the page. Closing is sent as a message too, because older Chromiums
// do not report to the page that the other end has gone.
import { Inbox, textOf, type Channel } from '../channel'

const BYE = 0

/** MessagePortMain's share of Node's event emitters. */
export interface EmitterPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** The DOM's MessagePort as an event target. */
export interface DomPort {
  postMessage(message: unknown): void
  addEventListener(event: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(event: 'close', listener: () => void): void
  start(): void
  close(): void
}

export function portChannel(port: EmitterPort | DomPort): Channel {
  const inbox = new Inbox()
  const shut = () => {
    if (inbox.close()) port.close()
  }
  const onMessage = ({ data }: { data: unknown }) =>
    data === BYE ? shut() : inbox.receive(textOf(data))
  if ('on' in port) {
    port.on('message', onMessage)
    port.on('close', shut)
  } else {
    port.addEventListener('message', onMessage)
    port.addEventListener('close', shut)
  }
  port.start()
  return {
    send: text => {
      if (!inbox.closed) port.postMessage(text)
    },
    onMessage: listener => inbox.listen(listener),
    onClose: listener => inbox.listenClose(listener),
    close: () => {
      if (inbox.closed) return
      port.postMessage(BYE)
      shut()
    },
  }
}
