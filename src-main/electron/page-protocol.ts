// Serves the page under app://sluice instead of file://, so that it has an origin of its own and
// headers, and only files of its folder. Electrons without protocol.handle (before 25) use the
// older call, with the same rules.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { appRoot, pageHeaders } from '@main/platform'

const SCHEME = 'app'
const PAGE_HOST = 'sluice'
export const PAGE_URL = `${SCHEME}://${PAGE_HOST}/index.html`
export const isPageUrl = (url: string): boolean => url.startsWith(`${SCHEME}://${PAGE_HOST}/`)

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** Before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

export function servePage(): void {
  const folder = join(appRoot(), 'out', 'renderer')
  // Asked by looking, not with `in`: an older Electron's `protocol` is a proxy that denies what it
  // has.
  if (typeof protocol.handle === 'function') {
    protocol.handle(SCHEME, async ({ url }) => {
      const file = fileOf(folder, url)
      const body = file && (await readFile(file).catch(() => undefined))
      if (!file || !body) return new Response(null, { status: 404 })
      return new Response(new Uint8Array(body), { headers: headersOf(file) })
    })
    return
  }
  const older: OlderProtocol = protocol
  older.registerBufferProtocol(SCHEME, (request, answer) => {
    const file = fileOf(folder, request.url)
    if (!file) return answer({ statusCode: 404 })
    readFile(file).then(
      data =>
        answer({
          data,
          mimeType: TYPES[extname(file)]?.split(';')[0],
          charset: 'utf-8',
          headers: headersOf(file),
        }),
      () => answer({ statusCode: 404 }),
    )
  })
}

interface OlderProtocol {
  registerBufferProtocol(
    scheme: string,
    handler: (request: { url: string }, answer: (answer: object) => void) => void,
  ): void
}

function headersOf(file: string): Record<string, string> {
  return { ...pageHeaders([]), 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }
}

/** Undefined for whatever does not lie in the page's folder. */
function fileOf(folder: string, url: string): string | undefined {
  try {
    const { host, pathname } = new URL(url)
    if (host !== PAGE_HOST) return undefined
    const file = normalize(join(folder, decodeURIComponent(pathname)))
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : undefined
  } catch {
    return undefined
  }
}
