// The command line as a program: puts its parts together, turns Ctrl-C and SIGTERM into one signal,
// and sets the exit code.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHostInProcess, processIo, reportFailure, runCli } from '@main/cli'
import { appRoot, defaultDataDir, readLock } from '@main/platform'

const io = processIo()
// A terminal shows words; log lines appear only on request (SLUICE_LOG=warn).
process.env.SLUICE_LOG ??= 'silent'
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second Ctrl-C does not wait for a good end.
    if (stopping.signal.aborted && signal === 'SIGINT') process.exit(130)
    stopping.abort()
  })
}
process.on(
  'unhandledRejection',
  error => void reportFailure(error, io, 'en', false).then(code => process.exit(code)),
)

const manifest: unknown = JSON.parse(readFileSync(join(appRoot(), 'package.json'), 'utf8'))
const version =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0'

const code = await runCli({
  words: process.argv.slice(2),
  io,
  signal: stopping.signal,
  parts: {
    version,
    defaultDataDir: defaultDataDir(),
    lockOf: readLock,
    openHost: options => openHostInProcess(options, version),
    // Loaded by the verbs that need them.
    attach: async url => (await import('@main/web')).connectToPage(url),
    serve: async options => {
      // Within an installed app no second Node can be started: the host lives here.
      const launch = process.versions.electron
        ? (await import('@main/host')).inProcessHost
        : undefined
      const { openAudience, serveSupervised } = await import('@main/web')
      const serving = await serveSupervised({
        ...options,
        version,
        ...(launch ? { launch: () => launch(openAudience) } : {}),
      })
      // `npm run dev` started this process, and has built the host anew.
      process.on('message', message => message === 'restart-host' && serving.restartHost())
      return serving
    },
  },
})
// Output that is still on its way into a pipe goes first.
await Promise.all(
  [io.stdout, io.stderr].map(
    stream => new Promise<void>(resolve => stream.write('', () => resolve())),
  ),
)
process.exit(code)
