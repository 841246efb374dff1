// Makes a bare clone ready: dependencies installed, sources built. Built-ins only, since nothing is
// installed yet when it runs. Each step keeps a stamp of what it was made from, so that the second
// time costs a few milliseconds.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const NODE_MIN = [20, 19]
const BUILD_INPUTS = [
  'src-shared',
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package-lock.json',
]

/**
 * Installs and builds what is missing or out of date. `say` gets one line for each step that takes
 * time.
 */
export async function ensureReady({ say = line => console.error(line), build = true } = {}) {
  checkNode()
  const installed = stampOf([join(root, 'package-lock.json')], `node ${process.versions.modules}`)
  const built = () => stampOf(BUILD_INPUTS.map(name => join(root, name)))
  const wantsInstall = () => readStamp('node_modules') !== installed
  const wantsBuild = () => build && readStamp('out') !== built()
  if (!wantsInstall() && !wantsBuild()) return
  await withLock(say, async () => {
    if (wantsInstall()) {
      say('Installing dependencies (once; about a minute)…')
      // `npm ci` installs exactly the lockfile, checks each hash, and never writes the lockfile.
      await run(
        npm,
        ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
        'The dependencies could not be installed: see the lines above, check the network and start again.',
      )
      writeStamp('node_modules', installed)
    }
    if (wantsBuild()) {
      say('Building (only when sources changed)…')
      const stamp = built()
      await run(
        process.execPath,
        [
          join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
          'build',
          '--logLevel',
          'warn',
        ],
        'The build failed: see the lines above.',
      )
      writeStamp('out', stamp)
    }
  })
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  fail(
    `Sluice needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}. Install a newer Node and start again.`,
  )
}

function stampOf(paths, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const path of paths)
    for (const file of filesUnder(path))
      hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

const stampFile = folder => join(root, folder, '.sluice-stamp')

function readStamp(folder) {
  try {
    return readFileSync(stampFile(folder), 'utf8')
  } catch {
    return undefined
  }
}

function writeStamp(folder, stamp) {
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(stampFile(folder), stamp)
}

/**
 * Two commands started together: the second waits for the first one's set-up instead of doing it at
 * the same time. The lock names its process, so that one that was killed holds nobody up.
 */
async function withLock(say, work) {
  const lock = join(root, '.cache', 'setup.lock')
  mkdirSync(dirname(lock), { recursive: true })
  for (let waits = false; !took(lock); waits = true) {
    if (!waits) say('Waiting for another command that sets up…')
    await new Promise(resolve => setTimeout(resolve, 300))
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

function took(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isHeld(lock)) return false
    rmSync(lock, { recursive: true, force: true })
    return took(lock)
  }
}

function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    // Gone meanwhile; or a process of another user, which lives.
    return error.code === 'ENOENT' || error.code === 'EPERM'
  }
}

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

function run(command, args, otherwise) {
  return new Promise(resolve => {
    // What a step prints is progress: it goes to stderr, so that `--json` on stdout stays clean.
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: command.endsWith('.cmd'),
    })
    child.on('error', error => fail(`${otherwise} (${error.message})`))
    child.on('exit', code => (code === 0 ? resolve() : fail(otherwise)))
  })
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await ensureReady({ build: !process.argv.includes('--no-build') })
