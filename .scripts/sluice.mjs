// `npm run -s sluice -- VERB`: sets up when needed, then the command line in this same process, so
// that signals and the exit code are its own. What set-up says goes to stderr: stdout belongs to
// the verb.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { whenNpmIsGone } from './npm-parent.mjs'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
// The command line ends in good order by this signal.
void whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'))
// npm runs a script in the package's folder; a file on the command line counts from where the
// person stands.
if (process.cwd() === root && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
await import(pathToFileURL(join(root, 'out/main/cli.js')).href)
