// The key to the lab in a browser: 256 bits, new for each `serve`, compared in constant time. It is
// in the address's fragment, which no browser sends over HTTP and no log sees.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const newToken = (): string => randomBytes(32).toString('base64url')

const digest = (text: string) => createHash('sha256').update(text).digest()

export function isToken(own: string, given: string | undefined): boolean {
  return timingSafeEqual(digest(own), digest(given ?? ''))
}
