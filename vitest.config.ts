// The tests by what they need. Beside the code: unit tests, which start nothing, and engine tests,
// which start a broker, a database or a host in their own process. In e2e/: the rest.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = {
  '@shared': at('src-shared'),
  '@main': at('src-main'),
  '@renderer': at('src-renderer'),
}
/** Projects with other numbers of workers cannot run in one group; groups follow each other. */
const after = (groupOrder: number) => ({ sequence: { groupOrder } })
const slow = {
  ...after(2),
  testTimeout: 180_000,
  hookTimeout: 300_000,
  fileParallelism: false,
}

export default defineConfig({
  resolve: { alias },
  test: {
    passWithNoTests: true,
    // Nine steps import much the same files: what one has compiled serves the others.
    experimental: { fsModuleCache: true, fsModuleCachePath: at('.cache/vitest') },
    coverage: {
      provider: 'v8',
      include: ['src-*/**/*.{ts,vue}'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/testing.ts'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: '.cache/coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src-shared/**/*.test.ts', 'src-main/**/*.test.ts', 'e2e/bench/**/*.test.ts'],
          exclude: ['**/*.engine.test.ts', '**/*.mock.test.ts'],
          setupFiles: ['.scripts/no-ports.mjs'],
          // Files share what they import, which halves the time, and two threads share the files. A
          // test that replaces a module or the clock would change it for others: it is named
          // *.mock.test.ts and runs apart.
          isolate: false,
          pool: 'threads',
          maxWorkers: 2,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-apart',
          include: ['src-shared/**/*.mock.test.ts', 'src-main/**/*.mock.test.ts'],
          setupFiles: ['.scripts/no-ports.mjs'],
          maxWorkers: 2,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        plugins: [vue()],
        test: {
          ...after(1),
          name: 'renderer',
          include: ['src-renderer/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: ['.scripts/no-ports.mjs'],
          isolate: false,
          // The first test of a file compiles what its screen imports.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...after(1),
          name: 'engines',
          include: ['src-main/**/*.engine.test.ts'],
          testTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'wire', include: ['e2e/wire/**/*.test.ts'], ...slow } },
      { extends: true, test: { name: 'labs', include: ['e2e/labs/**/*.test.ts'], ...slow } },
      { extends: true, test: { name: 'fuzz', include: ['e2e/fuzz/**/*.test.ts'], ...slow } },
      { extends: true, test: { name: 'restart', include: ['e2e/restart/**/*.test.ts'], ...slow } },
      {
        extends: true,
        test: { name: 'electron', include: ['e2e/electron/**/*.test.ts'], ...slow },
      },
      // Several runs at once beside real engines, slow where cores are few; on a new machine their
      // jars are fetched first.
      {
        extends: true,
        test: {
          name: 'real',
          include: ['e2e/real/**/*.test.ts'],
          ...slow,
          testTimeout: 480_000,
          hookTimeout: 1_200_000,
        },
      },
    ],
  },
})
