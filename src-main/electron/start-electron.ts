// Starts the Electron shell: one instance per data directory, windows, menus, and a supervised host
// that every window has a port to.
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain } from 'electron'
import { LabError } from '@shared/errors'
import { describeError } from '@shared/text'
import { menu as text } from '@shared/text/ui/menu'
import { say } from '@shared/text/ui/words'
import { SupervisedHost, type HostState } from '@main/host/process'
import { createLog, defaultDataDir } from '@main/platform'
import { guardContents, guardSession } from './guards'
import { launchHost, type ElectronLife } from './host-life'
import { systemLanguage } from './language'
import { setMenu } from './menu'
import { declareScheme, isPageUrl, servePage } from './page-protocol'
import { keychain } from './seal'
import { go, openWindow } from './windows'

export function startElectron(): void {
  const dataDir = defaultDataDir()
  app.setPath('userData', `${dataDir}-window`)
  if (!app.requestSingleInstanceLock()) return app.quit()
  declareScheme()
  guardContents()

  let life: ElectronLife | undefined
  let host: SupervisedHost | undefined
  app.on('second-instance', (_, words) => go(labIn(words) ?? '#/'))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow()
  })
  // The host ends in good order (checkpoints written) before we do.
  app.on('before-quit', event => {
    if (!host) return
    event.preventDefault()
    const ending = host
    host = undefined
    void ending.stop().finally(() => app.quit())
  })
  ipcMain.on('sluice:port', ({ sender, senderFrame }) => {
    if (!life || sender.isDestroyed() || !isPageUrl(senderFrame?.url ?? sender.getURL())) return
    const { port1, port2 } = new MessageChannelMain()
    life.connect(port1)
    sender.postMessage('sluice:port', null, [port2])
  })

  void app.whenReady().then(() => {
    const language = systemLanguage()
    servePage()
    guardSession()
    setMenu(language, dataDir)
    const onState = (state: HostState, error?: LabError) => {
      if (state === 'halted' && error) void tellHalted(error)
    }
    const tellHalted = async (error: LabError) => {
      const { what, todo } = describeError(error, language)
      const buttons = [say(text.tryAgain, language), say(text.quitAnyway, language)]
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: what,
        detail: todo,
        buttons,
      })
      if (response === 0) host?.revive()
      else app.quit()
    }
    const launch = () => (life = launchHost())
    const start = { dataDir, shell: 'electron', version: app.getVersion() } as const
    host = new SupervisedHost({
      launch,
      start,
      keychain,
      onState,
      log: createLog().child({ part: 'electron' }),
    })
    openWindow(labIn(process.argv) ?? '')
  })
}

/** A lab file among the words of the command line: opening one from the desktop. */
function labIn(words: readonly string[]): string | undefined {
  const path = words.slice(1).find(word => /\.ya?ml$/i.test(word))
  return path && `#/lab/${encodeURIComponent(path)}`
}
