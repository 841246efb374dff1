// Keeps every page, ours included, from asking for devices, leaving our origin, opening windows,
// and embedding others. Links to the web open in the person's browser, and only https.
import { app, session, shell, type WebContents } from 'electron'
import { isPageUrl } from './page-protocol'

/** The only permission that the page needs: copying. */
const ALLOWED = new Set(['clipboard-sanitized-write'])

export function guardSession(): void {
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(ALLOWED.has(permission) && isPageUrl(contents.getURL())),
  )
  session.defaultSession.setPermissionCheckHandler((_, permission) => ALLOWED.has(permission))
}

export function guardContents(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isPageUrl(url)) event.preventDefault()
    })
    contents.on('will-redirect', (event, url) => {
      if (!isPageUrl(url)) event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    guardNewWindows(contents)
  })
}

function guardNewWindows(contents: WebContents): void {
  const open = (url: string) => {
    if (URL.canParse(url) && new URL(url).protocol === 'https:') void shell.openExternal(url)
  }
  if (typeof contents.setWindowOpenHandler === 'function') {
    contents.setWindowOpenHandler(({ url }) => {
      open(url)
      return { action: 'deny' }
    })
    return
  }
  // Electron before 12.
  const older = contents as unknown as {
    on(
      event: 'new-window',
      listener: (event: { preventDefault(): void }, url: string) => void,
    ): void
  }
  older.on('new-window', (event, url) => {
    event.preventDefault()
    open(url)
  })
}
