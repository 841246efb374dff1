// The desktop app in a real Electron on a display that nobody sees: its window, the host behind it,
// R0 by one click, the menu, a second start, what a page may not do, and an end that leaves nothing
// behind.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli'
import { repoPath } from '../support/stamped'
import { canSmoke, electronBinary } from './support/binary'
import { buildAppFor } from './support/build-app'
import { Desktop, type Window } from './support/desktop'
import { openDisplay, type Display } from './support/display'
import { processesOn } from './support/processes'

const APP = repoPath('.cache/electron-app')
const START_PAGE = `document.querySelector('[data-lab="r0-vendas-ecommerce"]')`
const STATE = `(document.querySelector('.transport .state') || {}).textContent`
const ARRIVED = `Number(document.querySelector('.ledger')?.dataset.arrived ?? 0)`

let display: Display
let binary: string
let data: { path: string; remove: () => Promise<void> }
let desktop: Desktop
let window: Window

const start = (...words: string[]) =>
  Desktop.start({ command: [binary, APP], words, display: display.name, dataDir: data.path })

beforeAll(async () => {
  if (!here) return
  ;[binary, display, data] = await Promise.all([
    electronBinary(),
    openDisplay(),
    tempDir('electron'),
    buildAppFor(APP),
  ])
  desktop = start()
  window = await desktop.window()
})
afterAll(async () => {
  await desktop?.kill()
  display?.stop()
  await data?.remove()
})

// Where this cannot run it is reported as not run; in CI it has to.
const here = canSmoke()

describe.skipIf(!here)('the desktop app', () => {
  it('opens one window on the start page', async () => {
    await window.until(START_PAGE)
    expect(await window.evaluate('location.href')).toMatch(/^app:\/\/sluice\/index\.html#?\/?$/)
    const windows = `electron.BrowserWindow.getAllWindows().map(one => ({ seen: one.isVisible(), title: one.getTitle() }))`
    expect(await desktop.main(windows)).toEqual([{ seen: true, title: 'Sluice' }])
    await desktop.shot('electron-1-start')
  })

  it('runs R0 by one click: the host process is there and the totals grow', async () => {
    await window.click('[data-lab="r0-vendas-ecommerce"]')
    await window.until(`/Running/.test(${STATE})`)
    await window.until(`${ARRIVED} > 1`)
    await window.until(`document.querySelectorAll('.dock [role=row]').length > 2`)
    expect(
      processesOn(data.path).filter(({ command }) => command.includes('host.js')),
    ).toHaveLength(1)
    await desktop.shot('electron-2-r0')
  })

  it('goes where the menu says, in the words of the language', async () => {
    const labels = await desktop.main<string[]>(
      `electron.Menu.getApplicationMenu().items.map(item => item.label)`,
    )
    expect(labels).toEqual(['&File', '&Edit', '&View', '&Window'])
    await desktop.main(`electron.Menu.getApplicationMenu().items[2].submenu.items[2].click()`)
    await window.until(`location.hash === '#/query'`)
    await window.until(`document.querySelector('.cm-content')`)
    await desktop.main(`electron.Menu.getApplicationMenu().items[2].submenu.items[0].click()`)
    await window.until(`location.hash === '#/'`)
  })

  it('a second start hands its lab to the first window and ends', async () => {
    const lab = repoPath('resources/labs/r1-ventas-events.yaml')
    expect(await start(lab).ended).toBe(0)
    await window.until(`decodeURIComponent(location.hash).includes('r1-ventas-events.yaml')`)
    expect(await desktop.windows()).toHaveLength(1)
    await window.until(
      `Array.from(document.querySelectorAll('[id^="node-"]')).some(node => node.textContent.includes('ventas-events'))`,
    )
    await desktop.shot('electron-3-second-start')
  })

  it('a host that is killed comes back under the open window, and R0 goes on', async () => {
    await desktop.main(
      `electron.BrowserWindow.getAllWindows()[0].webContents.send('sluice:go', '#/lab/r0-vendas-ecommerce')`,
    )
    await window.until(`/Running/.test(${STATE})`)
    const before = await window.evaluate<number>(ARRIVED)
    const [host] = processesOn(data.path).filter(({ command }) => command.includes('host.js'))
    process.kill(host?.pid ?? 0, 'SIGKILL')
    await window.until(`document.body.textContent.includes('Reconnecting')`)
    await window.until(
      `!document.body.textContent.includes('Reconnecting') && /Running/.test(${STATE})`,
    )
    await window.until(`${ARRIVED} > ${before}`)
  })
})

describe.skipIf(!here)('what a page may not do', () => {
  it('has no Node and nothing of Electron but the port and the place of a file that the person gave it', async () => {
    const seen = `[typeof require, typeof process, typeof module, typeof Buffer, Object.keys(window.sluice).join()]`
    expect(await window.evaluate(seen)).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'undefined',
      'askForPort,pathOf',
    ])
    // A file of the page's own making lies nowhere.
    expect(await window.evaluate(`window.sluice.pathOf(new File(['x'], '/etc/passwd'))`)).toBe('')
    const settings = `electron.BrowserWindow.getAllWindows()[0].webContents.getLastWebPreferences()`
    expect(await desktop.main(settings)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
  })

  it('runs no text as code, loads nothing from elsewhere', async () => {
    const refused = (code: string) =>
      window.evaluate<string>(`new Promise(resolve => {
        document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective), { once: true })
        ${code}
      })`)
    const add = (tag: string, attribute: string, value: string) =>
      `document.body.appendChild(Object.assign(document.createElement('${tag}'), { ${attribute}: ${JSON.stringify(value)} }))`
    expect(await refused(add('script', 'textContent', 'window.got = 1'))).toBe('script-src-elem')
    expect(await refused(add('script', 'src', 'https://evil.example/x.js'))).toBe('script-src-elem')
    expect(await refused(add('img', 'src', 'https://evil.example/x.png'))).toBe('img-src')
    expect(await refused(add('iframe', 'src', 'https://evil.example/'))).toBe('frame-src')
    expect(await refused(`fetch('https://evil.example/').catch(() => {})`)).toBe('connect-src')
    // The page's own timer runs under the page's policy; the inspector's own code would not.
    expect(await refused(`setTimeout('window.got = 1')`)).toBe('script-src')
    expect(await window.evaluate('window.got')).toBeUndefined()
  })

  it('neither leaves for another origin nor opens windows; https links go to the browser', async () => {
    const asked = `electron.shell.openExternal = url => { (global.asked = global.asked || []).push(url); return Promise.resolve() }`
    await desktop.main(`void (${asked})`)
    const here = await window.evaluate<string>('location.href')
    await window.evaluate(`void (location.href = 'https://evil.example/')`)
    await window.evaluate(`void (location.href = 'file:///etc/passwd')`)
    await window.evaluate(`void window.open('file:///etc/passwd')`)
    await window.evaluate(`void window.open('javascript:alert(1)')`)
    await window.evaluate(`void window.open('https://kafka.example/doc')`)
    await window.until(`true`)
    expect(await window.evaluate('location.href')).toBe(here)
    expect(await desktop.main('electron.BrowserWindow.getAllWindows().length')).toBe(1)
    expect(await desktop.main('global.asked')).toEqual(['https://kafka.example/doc'])
  })

  it('gets no device and no notice, but may copy', async () => {
    expect(await window.evaluate(`Notification.requestPermission()`)).toBe('denied')
    const camera = `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', error => error.name)`
    expect(await window.evaluate(camera)).toMatch(/NotAllowedError|NotFoundError/)
    const place = `new Promise(resolve => navigator.geolocation.getCurrentPosition(() => resolve('given'), error => resolve(error.code)))`
    expect(await window.evaluate(place)).toBe(1)
  })

  it('gets the lab by our own page only: another page in a window of ours asks for the port in vain', async () => {
    const other = `(async () => {
      const { preload } = electron.BrowserWindow.getAllWindows()[0].webContents.getLastWebPreferences()
      const other = new electron.BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      await other.loadURL('data:text/html,<title>other</title>')
      const answer = await other.webContents.executeJavaScript(\`new Promise(resolve => {
        addEventListener('message', () => resolve('a port'))
        sluice.askForPort()
        setTimeout(() => resolve('nothing'), 1000)
      })\`)
      other.destroy()
      return answer
    })()`
    expect(await desktop.main(other)).toBe('nothing')
  })

  it('reads no file outside of the page', async () => {
    const get = (path: string) =>
      window.evaluate(
        `fetch(${JSON.stringify(path)}).then(answer => answer.status, () => 'failed')`,
      )
    expect(await get('app://sluice/index.html')).toBe(200)
    for (const path of [
      'app://sluice/..%2f..%2fpackage.json',
      'app://sluice/%2e%2e/main/host.js',
      'app://other/index.html',
    ])
      expect(await get(path)).not.toBe(200)
  })
})

describe.skipIf(!here)('at the end', () => {
  it('complains of nothing, quits in good order and leaves no process', async () => {
    expect(
      window.complaints.filter(
        each =>
          !/evil\.example|ERR_FAILED|Content Security Policy|local resource: file:/.test(each),
      ),
    ).toEqual([])
    expect(await desktop.quit()).toBe(0)
    expect(processesOn(data.path)).toEqual([])
  })
})
