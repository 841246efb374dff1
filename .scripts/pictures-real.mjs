// `npm run pictures:real [-- --out DIR] [--only SCENE] [--sizes 1280x720,…] [--themes dark,light]
// [--language en|pt-BR|es] [--readme]`: every screen and dialog of the built product on a real host,
// with labs that run, to be looked at one by one. It says which words are cut off without an
// ellipsis. `--readme` renews the README's pictures instead.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { scenes, readme } from './pictures/scenes.mjs'
import { cutWords } from './pictures/cut-words.mjs'
import { root } from './setup.mjs'

const SETTLE_MS = 400
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/pictures-real' },
    only: { type: 'string', multiple: true },
    sizes: { type: 'string', default: '1280x720,1440x900,1920x1080' },
    themes: { type: 'string', default: 'dark,light' },
    language: { type: 'string', default: 'en' },
    readme: { type: 'boolean', default: false },
  },
})
const out = resolve(values.readme ? join(root, 'resources/pictures') : values.out)
const sizes = values.sizes.split(',').map(text => {
  const [width, height] = text.split('x').map(Number)
  return { width, height }
})
const themes = values.themes.split(',')
const middle = { width: 1440, height: 900 }

/** The product as a person starts it, with data of its own. */
async function startHost() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-pictures-'))
  const ports = ['--kafka-port', '0', '--cql-port', '0', '--ui-port', '0']
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'serve', '--json', '--data', dataDir, ...ports],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = new Promise(done => child.once('exit', done))
  const first = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  const { value: line } = await Promise.race([
    first,
    exited.then(code => Promise.reject(new Error(`serve ended with code ${code}`))),
  ])
  return {
    address: JSON.parse(line).ui,
    async stop() {
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const installed = [
  process.env.SLUICE_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
].find(path => path !== undefined && existsSync(path))
const browser = await chromium.launch(installed === undefined ? {} : { executablePath: installed })
const host = await startHost()
await mkdir(out, { recursive: true })
let taken = 0
let failures = 0
try {
  const page = await browser.newPage({
    viewport: values.readme ? middle : sizes[0],
    locale: values.language,
    timezoneId: 'America/Sao_Paulo',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  })
  page.setDefaultTimeout(10_000)
  const setTheme = (theme, at = page) =>
    at.evaluate(name => void (document.documentElement.dataset.theme = name), theme)
  const picture = async (name, at = page) => {
    taken += 1
    await at.screenshot({ path: join(out, `${name}.png`), animations: 'disabled', caret: 'hide' })
  }
  const hands = {
    page,
    browser,
    picture,
    setTheme,
    wait: ms => page.waitForTimeout(ms),
    go: async path => {
      await page.evaluate(to => void (location.hash = to), path)
      await page.waitForTimeout(SETTLE_MS)
    },
    async run(lab) {
      await hands.go(`/lab/${lab}`)
      await page.locator('.transport .go').click()
      await page.locator('.transport .state.running').waitFor({ timeout: 60_000 })
    },
    async shoot(name, at = page) {
      for (const size of sizes)
        for (const theme of themes) {
          await at.setViewportSize(size)
          await setTheme(theme, at)
          await at.waitForTimeout(SETTLE_MS)
          await picture(`${name}-${size.width}-${theme}`, at)
          for (const cut of await at.evaluate(cutWords))
            console.log(`${name} ${size.width}: ${cut}`)
        }
      await at.setViewportSize(sizes[0])
    },
  }
  await page.goto(host.address)
  await page.locator('.status .mono').first().waitFor({ timeout: 60_000 })
  const todo = values.readme ? { readme } : scenes
  for (const [name, scene] of Object.entries(todo)) {
    if (values.only !== undefined && !values.only.includes(name)) continue
    try {
      await scene(hands)
    } catch (error) {
      failures += 1
      console.log(`${name}: ${String(error.message).split('\n')[0]}`)
      await page.keyboard.press('Escape')
    }
  }
} finally {
  await browser.close()
  await host.stop()
}
console.log(`${taken} pictures in ${out}${failures > 0 ? `, ${failures} scenes broke off` : ''}`)
if (failures > 0) process.exitCode = 1
