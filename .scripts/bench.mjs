// `npm run bench [-- generator broker …]`: each e2e/bench/*.ts is built for Node and run in a process of its own, one after the other,
// and prints its rows of the floors table: ours, the peer's from the same run, the ratio.
import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureReady, root } from './setup.mjs'

const folder = join(root, 'e2e/bench')
const asked = process.argv.slice(2)
const names = readdirSync(folder)
  .filter(file => file.endsWith('.ts') && file !== 'report.ts')
  .map(file => file.slice(0, -3))
  .filter(name => asked.length === 0 || asked.includes(name))

await ensureReady()
const { build } = await import('vite')
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  // As in electron.vite.config.ts: what a start needs at once is part of the bundle.
  ssr: { noExternal: ['zod', 'yaml', 'chevrotain', /^@chevrotain/, 'lodash-es', 'pino'] },
  resolve: { alias: { '@shared': join(root, 'src-shared'), '@main': join(root, 'src-main') } },
  build: {
    ssr: true,
    target: 'node20',
    outDir: join(root, '.cache/bench'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        ...Object.fromEntries([...names, 'report'].map(name => [name, join(folder, `${name}.ts`)])),
        'engine-child': join(folder, 'support/engine-child.ts'),
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', format: 'esm' },
    },
  },
})

const runner = join(root, '.cache/bench/run.mjs')
writeFileSync(
  runner,
  `const [, , name] = process.argv
const { printRow } = await import('./report.mjs')
const { bench } = await import('./' + name + '.mjs')
await bench({ add: row => console.log(printRow(row)), note: text => console.log('   │ ' + text) })
process.exit(0)
`,
)
let failed = 0
for (const name of names) {
  console.log(`\n── ${name}`)
  const code = await new Promise(resolve =>
    spawn(process.execPath, [runner, name], { cwd: root, stdio: 'inherit' }).on('exit', resolve),
  )
  if (code !== 0) failed++
}
if (failed) console.log(`\n${failed} of ${names.length} benches ended with an error (see above; ${pathToFileURL(runner)})`)
process.exit(failed ? 1 : 0)
