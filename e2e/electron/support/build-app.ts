// The built desktop shell made fit for the one Electron that a package registry carries (9: Node
// 12, Chromium 83): the shipped build's own files, lowered to older JavaScript, with a prelude for
// what that Node and that Chromium lack. The host, the workers and the command line stay as they
// are: the system's Node runs them, where the shell puts them when there are no utility processes.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { repoPath } from '../../support/stamped'
import { MAIN_PRELUDE, PAGE_PRELUDE } from './preludes'

const CHROMIUM = 'chrome83'
const common = { configFile: false, logLevel: 'error' } as const

/** Makes the app's folder: what `electron FOLDER` starts, and what a package is made of. */
export async function buildAppFor(appDir: string): Promise<void> {
  await rm(appDir, { recursive: true, force: true })
  await mkdir(appDir, { recursive: true })
  for (const name of ['out', 'resources']) {
    const filter = (path: string) => !path.endsWith('.map')
    await cp(repoPath(name), join(appDir, name), { recursive: true, filter })
  }
  await lowerMain(join(appDir, 'out/main'))
  await lowerPage(join(appDir, 'out/renderer'))
  const own: Record<string, unknown> = JSON.parse(await readFile(repoPath('package.json'), 'utf8'))
  await writeFile(
    join(appDir, 'package.json'),
    JSON.stringify({ ...own, main: 'out/main/electron.cjs' }, undefined, 2),
  )
}

/** That Electron knows no modules in its main process: one file, in the older form. */
async function lowerMain(dir: string): Promise<void> {
  await build({
    ...common,
    plugins: [
      {
        name: 'no-top-level-await',
        transform: code => code.replace('await runVerb(', 'void runVerb('),
      },
    ],
    ssr: { noExternal: true },
    build: {
      ssr: repoPath('out/main/electron.js'),
      outDir: dir,
      emptyOutDir: false,
      target: 'node12',
      rolldownOptions: {
        external: ['electron'],
        output: {
          format: 'cjs',
          entryFileNames: 'electron.cjs',
          codeSplitting: false,
          banner: MAIN_PRELUDE,
        },
      },
    },
  })
}

/**
 * The page's content policy knows no inline script: what old Chromium lacks is a file of its own,
 * run before the page's modules.
 */
async function lowerPage(dir: string): Promise<void> {
  const assets = join(dir, 'assets')
  const built = await readdir(repoPath('out/renderer/assets'))
  const named = (ending: string) =>
    built.filter(name => name.endsWith(ending)).map(name => repoPath(`out/renderer/assets/${name}`))
  // File by file, each under its own name: the page's chunks know each other by name.
  await build({
    ...common,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: assets,
      emptyOutDir: false,
      target: CHROMIUM,
      rolldownOptions: {
        input: named('.js'),
        preserveEntrySignatures: 'strict',
        output: {
          preserveModules: true,
          preserveModulesRoot: repoPath('out/renderer/assets'),
          entryFileNames: '[name].js',
        },
      },
    },
  })
  await build({
    ...common,
    build: {
      outDir: assets,
      emptyOutDir: false,
      cssTarget: CHROMIUM,
      rolldownOptions: { input: named('.css'), output: { assetFileNames: '[name][extname]' } },
    },
  })
  await writeFile(join(dir, 'prelude.js'), PAGE_PRELUDE)
  const index = join(dir, 'index.html')
  const html = await readFile(index, 'utf8')
  await writeFile(index, html.replace('<head>', '<head><script src="./prelude.js"></script>'))
}
