// What Node and the browser both have and ECMAScript does not name. Only tsconfig.shared.json
// includes this file, so shared code can use these few and nothing else of either runtime.
declare function setTimeout(run: () => void, ms: number): unknown
declare function clearTimeout(timer: unknown): void
declare function queueMicrotask(run: () => void): void
declare class TextEncoder {
  encode(text: string): Uint8Array
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean })
  decode(bytes: Uint8Array): string
}
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', run: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', run: () => void): void
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
