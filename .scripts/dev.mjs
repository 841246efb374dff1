// `npm run dev`: the lab, reloading what changes. Vite serves the page and reloads it; a change in
// src-main or src-shared is built at once, and the host restarts on the same ports, so that an open
// page reconnects. The page's WebSocket goes through vite's proxy, under the origin that the host
// expects. What serves the page to the host (src-main/web, src-main/cli) wants a new start.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureReady, root } from './setup.mjs'

await ensureReady()
const host = spawn(
  process.execPath,
  [join(root, 'out/main/cli.js'), 'serve', '--json', ...process.argv.slice(2)],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
)
host.on('exit', code => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal))

const ready = JSON.parse(
  await new Promise(resolve =>
    host.stdout.once('data', chunk => resolve(String(chunk).split('\n')[0])),
  ),
)
await servePage(new URL(ready.ui))
await watchHost()

async function servePage(page) {
  const { createServer } = await import('vite')
  const { default: vue } = await import('@vitejs/plugin-vue')
  const proxied = {
    target: page.origin,
    ws: true,
    changeOrigin: true,
    headers: { origin: page.origin },
  }
  const server = await createServer({
    configFile: false,
    root: join(root, 'src-renderer'),
    plugins: [vue()],
    resolve: {
      alias: { '@shared': join(root, 'src-shared'), '@renderer': join(root, 'src-renderer') },
    },
    server: { host: '127.0.0.1', proxy: { '/rpc': proxied } },
  })
  await server.listen()
  const [address] = server.resolvedUrls.local
  console.log(`Kafka ${ready.kafka} · CQL ${ready.cql}\n${address}${page.hash}`)
}

/** Builds main as the product's build does, again on every change, and then restarts the host. */
async function watchHost() {
  const { build } = await import('vite')
  const { resolveConfig } = await import('electron-vite')
  const { config } = await resolveConfig({ root, logLevel: 'warn' }, 'build', 'production')
  const { main } = config
  // The running host still loads chunks of the build before: they stay.
  const watched = { ...main.build, watch: {}, emptyOutDir: false }
  const watcher = await build({ ...main, build: watched })
  let builds = 0
  watcher.on('event', event => {
    if (event.code === 'ERROR') console.error(event.error.message)
    if (event.code !== 'END' || builds++ === 0) return
    console.log('The host was built anew and restarts.')
    host.send('restart-host')
  })
}
