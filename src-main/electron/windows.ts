// Opens windows: sandboxed, isolated, and shown once there is something to see. Several may be open
// on one host.
import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { appRoot } from '@main/platform'
import { PAGE_URL } from './page-protocol'

const BACKGROUND = { dark: '#0f1216', light: '#f7f8fa' }

export function openWindow(hash = ''): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Sluice',
    icon: join(appRoot(), 'resources', 'icons', 'icon.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(appRoot(), 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(PAGE_URL + hash)
  return window
}

/** Sends the window that the person looks at to a screen; opens one when there is none. */
export function go(hash: string): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (!window) return void openWindow(hash)
  if (window.isMinimized()) window.restore()
  window.focus()
  window.webContents.send('sluice:go', hash)
}
