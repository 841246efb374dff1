// The two doors of an Electron that was started with them: Chromium's DevTools for a window, Node's
// inspector for the main process. Both speak the same protocol, and the little that is asked of it
// here is as old as the oldest Electron (Playwright's own asks for more).
import { WebSocket } from 'ws'

const ANSWER_MS_MAX = 60_000

export interface Cdp {
  send<Answer = unknown>(method: string, params?: object): Promise<Answer>
  on(method: string, listener: (params: Record<string, unknown>) => void): void
  /** The value of an expression, awaited when it is a promise. */
  evaluate<Value>(expression: string): Promise<Value>
  close(): void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Evaluated {
  readonly result: { readonly value?: unknown }
  readonly exceptionDetails?: {
    readonly text: string
    readonly exception?: { readonly description?: string }
  }
}

export async function connectCdp(url: string): Promise<Cdp> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >()
  const listeners = new Map<string, ((params: Record<string, unknown>) => void)[]>()
  let next = 1
  socket.on('message', data => {
    const message: Message = JSON.parse(String(data))
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? [])
        listener(message.params ?? {})
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(message.error.message))
    else asked?.resolve(message.result)
  })
  socket.on('close', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the other side has gone'))
    waiting.clear()
  })
  socket.on('error', () => {})

  const send = <Answer>(method: string, params: object = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const id = next++
      const timer = setTimeout(() => {
        waiting.delete(id)
        reject(new Error(`${method} was not answered`))
      }, ANSWER_MS_MAX)
      const over = () => clearTimeout(timer)
      waiting.set(id, {
        resolve: result => (over(), resolve(result as Answer)),
        reject: error => (over(), reject(error)),
      })
      socket.send(JSON.stringify({ id, method, params }))
    })
  return {
    send,
    on: (method, listener) =>
      void listeners.set(method, [...(listeners.get(method) ?? []), listener]),
    async evaluate<Value>(expression: string) {
      const asked = {
        expression,
        awaitPromise: true,
        returnByValue: true,
        includeCommandLineAPI: true,
        userGesture: true,
      }
      const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', asked)
      if (exceptionDetails)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value as Value
    },
    close: () => socket.close(),
  }
}
