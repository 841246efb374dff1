// One build for every shell: main (Electron's main process, the host, the command line, the workers), the preload script and the
// page. Dependencies of main stay outside the bundle; the page is bundled whole.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const resolve = { alias: { '@shared': at('src-shared'), '@main': at('src-main'), '@renderer': at('src-renderer') } }
const entries = ['electron', 'host', 'cli', 'broker-worker', 'cql-worker', 'pipeline-worker']
// Small pure JavaScript that every process needs at once: out of some 900 files of node_modules it takes half a second to load, out
// of the bundle a few milliseconds. What is native, large or not always needed stays outside and is loaded when it is first used.
const bundled = ['zod', 'yaml', 'chevrotain', 'ws', 'sirv', 'pino']

export default defineConfig({
  main: {
    resolve,
    build: {
      outDir: 'out/main',
      target: 'node20',
      sourcemap: true,
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: Object.fromEntries(entries.map(name => [name, at(`src-main/entries/${name}.ts`)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve,
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/entries/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    resolve,
    plugins: [vue()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      target: 'chrome120',
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
})
