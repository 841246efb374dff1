// What a host says on a channel: a greeting, answers, errors, notices. The caller trusts its host, so
// the check is a short one by hand: it finds a stranger on the line, and spares the page a schema
// library that its first screen does not need otherwise.
import type { ErrorData } from '../errors'
import type { MethodKind } from '../contract/define'

export const PROTOCOL_VERSION = 1

export type ToClient =
  | {
      readonly t: 'hello'
      readonly protocol: number
      readonly contract: string
      readonly instance: string
    }
  | { readonly t: 'refused'; readonly error: ErrorData }
  /** From whoever stands between caller and host: how the host is, while the channel stays. */
  | { readonly t: 'notice'; readonly error?: ErrorData | undefined }
  | { readonly t: 'pong' }
  | { readonly t: 'ok'; readonly id: number; readonly output?: unknown }
  | { readonly t: 'error'; readonly id: number; readonly error: ErrorData }

/** Undefined for a message that is not one of ours. */
export const checkToClient = (message: unknown): ToClient | undefined =>
  isToClient(message) ? message : undefined

function isToClient(message: unknown): message is ToClient {
  if (!isObject(message)) return false
  switch (message.t) {
    case 'hello':
      return (
        typeof message.protocol === 'number' &&
        typeof message.contract === 'string' &&
        typeof message.instance === 'string'
      )
    case 'refused':
      return isError(message.error)
    case 'notice':
      return message.error === undefined || isError(message.error)
    case 'pong':
      return true
    case 'ok':
      return Number.isInteger(message.id)
    case 'error':
      return Number.isInteger(message.id) && isError(message.error)
    default:
      return false
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isError = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.code === 'string' &&
  typeof value.kind === 'string' &&
  isObject(value.params) &&
  typeof value.retry === 'boolean'

/** The methods of a contract by domain and name, without their schemas. */
export type MethodKinds = Readonly<
  Record<string, Readonly<Record<string, { readonly kind: MethodKind }>>>
>

/** Two builds understand each other when they have the same methods of the same kinds. */
export function contractVersion(methods: MethodKinds): string {
  const names = Object.entries(methods).flatMap(([domain, members]) =>
    Object.entries(members).map(([name, { kind }]) => `${domain}.${name}:${kind}`),
  )
  let hash = 0x811c9dc5
  for (const char of names.sort().join(' '))
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(36)
}

/** Undefined for text that is not JSON: no envelope is `undefined`. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
