// One build for every shell: main (Electron's main process, the host, the command line, the
// workers), the preload script and the page. What package.json calls `dependencies` stays outside
// main's bundle: native, large, or not always needed, and loaded when it is first used. The small
// pure JavaScript that every process needs at once (zod, yaml, chevrotain …) is in
// `devDependencies` like the page's libraries, and so in the bundle: out of some 900 files of
// node_modules it takes half a second to load, bundled a few milliseconds.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip as gzipCompress } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { wordsByLanguage } from './.scripts/words-by-language'
import { audienceContract, contract } from './src-shared/contract'

const brotli = promisify(brotliCompress)
const gzip = promisify(gzipCompress)

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const resolve = {
  alias: { '@shared': at('src-shared'), '@main': at('src-main'), '@renderer': at('src-renderer') },
}
const workers = ['broker-worker', 'cql-worker', 'pipeline-worker', 'trial-worker']
const entries = ['electron', 'host', 'cli', ...workers]

/** What a caller must know of a contract; its schemas are the host's business. */
const methodsOf = (domains: object) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(domains).map(([domain, methods]: [string, object]) => [
        domain,
        Object.fromEntries(
          Object.entries(methods).map(([name, { kind }]: [string, { kind: string }]) => [
            name,
            { kind },
          ]),
        ),
      ]),
    ),
  )

/** Each text file once more as .br and .gz, which the web shell sends instead. */
function precompress(): Plugin {
  const BYTES_MIN = 1024
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter(name => /\.(js|css|html|svg)$/.test(name))
      await Promise.all(
        texts.map(async name => {
          const bytes = await readFile(join(dir, name))
          if (bytes.length < BYTES_MIN) return
          await writeFile(join(dir, `${name}.br`), await brotli(bytes))
          await writeFile(join(dir, `${name}.gz`), await gzip(bytes))
        }),
      )
    },
  }
}

export default defineConfig({
  main: {
    resolve,
    build: {
      outDir: 'out/main',
      target: 'node20',
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: Object.fromEntries(entries.map(name => [name, at(`src-main/entries/${name}.ts`)])),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
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
    plugins: [wordsByLanguage(at('.')), vue(), precompress()],
    define: {
      CONTRACT_METHODS: methodsOf(contract),
      AUDIENCE_METHODS: methodsOf(audienceContract),
    },
    build: {
      outDir: 'out/renderer',
      minify: true,
      target: 'chrome120',
      // Read from this computer's disk, not over a network: what is too large there is fine here.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: {
          index: at('src-renderer/index.html'),
          // The room's own page: it knows nothing of the frame and the other screens.
          audience: at('src-renderer/audience.html'),
        },
        // Shared modules only declare, so one that nothing uses can be left out.
        treeshake: {
          moduleSideEffects: [
            { test: /src-shared\//, sideEffects: false },
            { test: /.*/, sideEffects: true },
          ],
        },
      },
    },
  },
})
