// `npm start`: sets up, then opens the lab in Electron; where there is no display or no Electron
// binary to be had, it says so in one line and serves the very same lab to the browser on loopback.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { whenNpmIsGone } from './npm-parent.mjs'
import { ensureReady, root } from './setup.mjs'

const USAGE = `npm start [-- OPTIONS]   sets itself up, opens the lab

  --browser          no window: the lab in the browser, also where there is a display
In the browser:
  --data DIR         where everything is kept (otherwise the folder that "npm run -s sluice -- doctor" names)
  --kafka-port N     port of the embedded broker, 0 for any free one
  --cql-port N       port of the embedded database
  --kafka-config K=V a setting of the broker by Kafka's name; several times
  --ui-port N        port of the page

The command line: npm run -s sluice -- --help`

const DOWNLOAD_MS_MAX = 180_000
/** A download that failed is not tried again on every start: that would make each of them slow. */
const RETRY_AFTER_MS = 24 * 3_600_000

const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) {
  console.log(USAGE)
  process.exit(0)
}
await ensureReady()
// The window and the command line end in good order by this signal.
void whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'))

const obstacle = displayObstacle() ?? (await electronObstacle())
if (obstacle) {
  console.error(`${obstacle} The same lab opens in the browser instead:`)
  // In this same process: the command line hears the signals itself, and a process less is a start
  // sooner.
  process.argv.splice(2, process.argv.length, 'serve', ...args)
  await import(pathToFileURL(join(root, 'out/main/cli.js')).href)
} else {
  start(electronPath(), [root, ...args])
}

function start(command, commandArgs) {
  const child = spawn(command, commandArgs, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

function displayObstacle() {
  if (args.includes('--browser')) {
    args.splice(args.indexOf('--browser'), 1)
    return 'As asked by --browser, no window is opened.'
  }
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
    return undefined
  return 'There is no display here, so no window can open.'
}

function electronPath() {
  const folder = join(root, 'node_modules/electron')
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

async function electronObstacle() {
  if (electronPath()) return undefined
  const failed = join(root, '.cache/electron-not-downloaded')
  const sentence = "Electron's binary could not be downloaded."
  const since = Date.now() - (statSync(failed, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  if (since < RETRY_AFTER_MS) return sentence
  console.error("Downloading Electron's binary (once)…")
  const ok = await new Promise(resolve => {
    const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], {
      cwd: root,
      stdio: 'ignore',
    })
    const timer = setTimeout(() => child.kill(), DOWNLOAD_MS_MAX)
    child.on('exit', code => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
  if (ok && electronPath()) {
    rmSync(failed, { force: true })
    return undefined
  }
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(failed, new Date().toISOString())
  return sentence
}
