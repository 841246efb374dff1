// `npm run bench [-- OPTIONS]` builds e2e/bench for Node, as the product is built, and runs it:
// e2e/bench/run.ts names the options.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const { build } = await import('vite')
await build({
  root,
  configFile: false,
  logLevel: 'error',
  // As in electron.vite.config.ts: what a start needs at once is part of the bundle.
  ssr: { noExternal: ['zod', 'yaml', 'chevrotain', /^@chevrotain/, 'lodash-es'] },
  resolve: { alias: { '@shared': join(root, 'src-shared'), '@main': join(root, 'src-main') } },
  build: {
    ssr: true,
    target: 'node20',
    outDir: join(root, '.cache/bench'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        run: join(root, 'e2e/bench/run.ts'),
        'engine-child': join(root, 'e2e/bench/support/engine-child.ts'),
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', format: 'esm' },
    },
  },
})
const args = [join(root, '.cache/bench/run.mjs'), ...process.argv.slice(2)]
spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', code =>
  process.exit(code ?? 1),
)
