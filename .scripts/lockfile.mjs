// `npm run lockfile`: says what package-lock.json lacks; `npm run lockfile -- --write` completes it.
// Beside an installed node_modules, npm forgets other platforms' optional binaries when it writes the
// lockfile. `npm ci` then refuses it, and macOS and Windows install binaries that nothing checks.
// So the lockfile is written on a clean copy, and this check is a step of `npm test`.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { npm, root } from './setup.mjs'

const LOCKFILE = 'package-lock.json'
const NESTED = '/node_modules/'

if (process.argv.includes('--write')) write()
const wrong = mistakes(JSON.parse(readFileSync(join(root, LOCKFILE), 'utf8')).packages)
for (const line of wrong) console.error(line)
if (wrong.length > 0) {
  console.error(
    `${LOCKFILE}: ${wrong.length} mistakes. "npm run lockfile -- --write" completes it.`,
  )
  process.exit(1)
}

function mistakes(packages) {
  return Object.entries(packages).flatMap(([place, entry]) => [
    ...missing(packages, place, entry),
    ...(entry.resolved ? [`${place}: "resolved" ties it to one registry`] : []),
    ...(place === '' || entry.integrity ? [] : [`${place}: has no integrity hash`]),
  ])
}

function missing(packages, place, { dependencies, optionalDependencies }) {
  return Object.keys({ ...dependencies, ...optionalDependencies })
    .filter(name => !isFound(packages, place, name))
    .map(name => `${place || 'the project'}: needs ${name}, which has no entry`)
}

/** As Node looks: in the package's own node_modules, then in each one above it. */
function isFound(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf(NESTED)))) {
    if (packages[at === '' ? `node_modules/${name}` : `${at}${NESTED}${name}`]) return true
    if (at === '') return false
  }
}

function write() {
  const copy = mkdtempSync(join(tmpdir(), 'sluice-lockfile-'))
  try {
    for (const name of ['package.json', LOCKFILE, '.npmrc']) {
      copyFileSync(join(root, name), join(copy, name))
    }
    const args = ['install', '--package-lock-only', '--loglevel=error']
    const { status } = spawnSync(npm, args, {
      cwd: copy,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    if (status !== 0) process.exit(status ?? 1)
    copyFileSync(join(copy, LOCKFILE), join(root, LOCKFILE))
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
