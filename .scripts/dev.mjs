// `npm run dev`: the lab with its page served by vite, which reloads what changes. The host runs
// from the build (start again after a change in src-main); the page's WebSocket goes through vite's
// proxy, under the origin that the host expects.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const host = spawn(
  process.execPath,
  [join(root, 'out/main/cli.js'), 'serve', '--json', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
host.on('exit', code => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal))

const ready = JSON.parse(
  await new Promise(resolve =>
    host.stdout.once('data', chunk => resolve(String(chunk).split('\n')[0])),
  ),
)
const page = new URL(ready.ui)
const { createServer } = await import('vite')
const { default: vue } = await import('@vitejs/plugin-vue')
const server = await createServer({
  configFile: false,
  root: join(root, 'src-renderer'),
  plugins: [vue()],
  resolve: {
    alias: { '@shared': join(root, 'src-shared'), '@renderer': join(root, 'src-renderer') },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/rpc': {
        target: page.origin,
        ws: true,
        changeOrigin: true,
        headers: { origin: page.origin },
      },
    },
  },
})
await server.listen()
console.log(`Kafka ${ready.kafka} · CQL ${ready.cql}\n${server.resolvedUrls.local[0]}${page.hash}`)
