// The desktop app as a person starts it, and a person's hands and eyes on it: what the window
// shows, a click where a thing is drawn, what the menu holds. Two doors stand open for that (see
// cdp.ts): to the window and to the main process.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { dirname } from 'node:path'
import { repoPath } from '../../support/stamped'
import { SMOKE_FLAGS } from './binary'
import { connectCdp, type Cdp } from './cdp'

const START_MS_MAX = 90_000
const LOOK_MS_MAX = 30_000

export interface DesktopOptions {
  readonly command: readonly string[]
  readonly display: string
  readonly dataDir: string
  readonly words?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

export interface Window extends Cdp {
  /**
   * What the page complained of: errors of its console, exceptions, content that its policy
   * refused.
   */
  readonly complaints: readonly string[]
  text(selector: string): Promise<string>
  /** Waits until an expression of the page is true. */
  until(expression: string, what?: string): Promise<void>
  click(selector: string): Promise<void>
}

export class Desktop {
  private readonly said: string[] = []
  readonly ended: Promise<number | null>
  private readonly doors: Promise<{ readonly main: string; readonly pages: string }>
  private opened: Cdp | undefined

  private constructor(readonly child: ChildProcess) {
    this.ended = new Promise(resolve => child.once('exit', code => resolve(code)))
    this.doors = new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Electron did not open its doors\n${this.stderr}`)),
        START_MS_MAX,
      )
      child.once('exit', code => reject(new Error(`Electron ended with ${code}\n${this.stderr}`)))
      child.stderr?.on('data', (chunk: Buffer) => {
        this.said.push(String(chunk))
        const main = /Debugger listening on (ws:\S+)/.exec(this.stderr)?.[1]
        const pages = /DevTools listening on ws:\/\/([^/\s]+)/.exec(this.stderr)?.[1]
        if (!main || !pages) return
        clearTimeout(timer)
        resolve({ main, pages })
      })
    })
    this.doors.catch(() => {})
  }

  static start({
    command: [program = '', ...first],
    display,
    dataDir,
    words = [],
    env = {},
  }: DesktopOptions): Desktop {
    const doors = ['--inspect=0', '--remote-debugging-port=0']
    const child = spawn(program, [...SMOKE_FLAGS, ...doors, ...first, ...words], {
      env: {
        ...process.env,
        DISPLAY: display,
        LANG: 'en_US.UTF-8',
        LC_ALL: '',
        SLUICE_DATA: dataDir,
        SLUICE_NODE: process.execPath,
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    process.once('exit', () => child.kill('SIGKILL'))
    return new Desktop(child)
  }

  get stderr(): string {
    return this.said.join('')
  }

  /** An expression within Electron's main process; `electron` is the module. */
  async main<Value>(expression: string): Promise<Value> {
    this.opened ??= await connectCdp((await this.doors).main)
    return this.opened.evaluate<Value>(
      `(electron => (${expression}))(process.mainModule.require('electron'))`,
    )
  }

  async windows(): Promise<
    readonly { readonly webSocketDebuggerUrl: string; readonly url: string }[]
  > {
    const { pages } = await this.doors
    const targets: { type: string; url: string; webSocketDebuggerUrl: string }[] = JSON.parse(
      await fetchText(`http://${pages}/json`),
    )
    return targets.filter(({ type }) => type === 'page')
  }

  async window(index = 0): Promise<Window> {
    const found = await untilDefined(async () => (await this.windows())[index], 'a window')
    const cdp = await connectCdp(found.webSocketDebuggerUrl)
    const complaints: string[] = []
    cdp.on('Runtime.exceptionThrown', params =>
      complaints.push(JSON.stringify(params['exceptionDetails'])),
    )
    cdp.on(
      'Log.entryAdded',
      ({ entry }) => isError(entry) && complaints.push(JSON.stringify(entry)),
    )
    await cdp.send('Runtime.enable')
    await cdp.send('Log.enable')
    return withHands(cdp, complaints)
  }

  /**
   * The first window's picture, from the main process: Chromium's own screenshot waits for a frame
   * that an idle page may never draw.
   */
  async shot(name: string): Promise<void> {
    const picture = await this.main<string>(`(async ({ webContents }) => {
      webContents.invalidate()
      return (await webContents.capturePage()).toPNG().toString('base64')
    })(electron.BrowserWindow.getAllWindows()[0])`)
    const file = repoPath(`test-results/screens/${name}.png`)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, Buffer.from(picture, 'base64'))
  }

  async kill(): Promise<void> {
    this.opened?.close()
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL')
    await this.ended
  }

  /** As a person does it by the menu; resolves with the exit code. */
  async quit(): Promise<number | null> {
    await this.main(`void setTimeout(() => electron.app.quit(), 10)`)
    this.opened?.close()
    return this.ended
  }
}

function withHands(cdp: Cdp, complaints: readonly string[]): Window {
  const until = async (expression: string, what = expression) => {
    await untilDefined(
      async () => ((await cdp.evaluate<boolean>(`Boolean(${expression})`)) ? true : undefined),
      what,
    )
  }
  const seen = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`
  return {
    ...cdp,
    complaints,
    until,
    text: selector =>
      cdp.evaluate<string>(`${seen(selector)} ? ${seen(selector)}.textContent.trim() : ''`),
    async click(selector) {
      await until(seen(selector))
      const { x, y } = await cdp.evaluate<{ x: number; y: number }>(`(element => {
        element.scrollIntoView({ block: 'center' })
        const box = element.getBoundingClientRect()
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      })(${seen(selector)})`)
      for (const type of ['mousePressed', 'mouseReleased'])
        await cdp.send('Input.dispatchMouseEvent', {
          type,
          x,
          y,
          button: 'left',
          buttons: 1,
          clickCount: 1,
        })
    },
  }
}

const isError = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && Reflect.get(entry, 'level') === 'error'

async function untilDefined<Value>(
  look: () => Promise<Value | undefined>,
  what: string,
): Promise<Value> {
  const deadline = Date.now() + LOOK_MS_MAX
  for (;;) {
    const found = await look().catch(() => undefined)
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`never came: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, response => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk)).on('end', () => resolve(text))
    }).on('error', reject)
  })
}
