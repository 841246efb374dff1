// Gives the page everything that it gets from Electron: a message port to the lab's host (as a
// window message, because a port cannot cross the context bridge), the menu's commands, and the
// path of a file that the person chose or dropped. No other API, no channel names, no Node.
import { contextBridge, ipcRenderer, webUtils } from 'electron'

/** The part of the DOM that the preload script needs; the rest of main is not for a browser. */
interface PageWindow {
  readonly location: { readonly origin: string; hash: string }
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void
}
const page = globalThis as unknown as PageWindow

contextBridge.exposeInMainWorld('sluice', {
  askForPort: () => ipcRenderer.send('sluice:port'),
  /** Empty for a file that has no place on this computer, and in an Electron before 32. */
  pathOf: (file: Parameters<typeof webUtils.getPathForFile>[0]) => {
    try {
      return webUtils.getPathForFile(file)
    } catch {
      return ''
    }
  },
})
ipcRenderer.on('sluice:port', ({ ports }) =>
  page.postMessage('sluice:port', page.location.origin, ports),
)
ipcRenderer.on('sluice:go', (_, hash: unknown) => {
  if (typeof hash === 'string' && hash.startsWith('#/')) page.location.hash = hash
})
