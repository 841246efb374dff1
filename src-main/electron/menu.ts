// The application's menu in the person's language, and the dialogs that it opens.
import { dialog, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import type { Language } from '@shared/lab'
import { menu as text } from '@shared/text/ui/menu'
import { say } from '@shared/text/ui/words'
import { go, openWindow } from './windows'

export function setMenu(language: Language, dataDir: string): void {
  const isMac = process.platform === 'darwin'
  const label = (key: keyof typeof text) => say(text[key], language)
  const screen = (
    key: keyof typeof text,
    path: string,
    number: number,
  ): MenuItemConstructorOptions => ({
    label: label(key),
    accelerator: `CmdOrCtrl+${number}`,
    click: () => go(`#${path}`),
  })
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: label('file'),
      submenu: [
        {
          label: label('openLab'),
          accelerator: 'CmdOrCtrl+O',
          click: () => void chooseLab(language),
        },
        {
          label: label('newWindow'),
          accelerator: 'CmdOrCtrl+Shift+N',
          click: () => void openWindow(),
        },
        { type: 'separator' },
        { label: label('showData'), click: () => void shell.openPath(dataDir) },
        { label: label('settings'), accelerator: 'CmdOrCtrl+,', click: () => go('#/settings') },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { label: label('edit'), role: 'editMenu' },
    {
      label: label('view'),
      submenu: [
        screen('labs', '/', 1),
        screen('topics', '/topics', 2),
        screen('query', '/query', 3),
        screen('engines', '/engines', 4),
        { type: 'separator' },
        { role: 'reload' },
        { role: 'toggleDevTools' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: label('window'), role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

async function chooseLab(language: Language): Promise<void> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: say(text.openLab, language),
    properties: ['openFile'],
    filters: [{ name: say(text.labFiles, language), extensions: ['yaml', 'yml'] }],
  })
  const [path] = filePaths
  if (!canceled && path !== undefined) go(`#/lab/${encodeURIComponent(path)}`)
}
