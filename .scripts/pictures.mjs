// `npm run pictures [-- --out DIR] [--against DIR] [--only SCREEN]`: a picture of every screen, tab
// and dialog in dark and light, and the pictures that differ from an earlier run. It shows whether a
// change of styles changed anything on the screen: the page runs on the made-up host, with a clock
// and a random generator that stand still, so that two runs of one tree give the same pixels.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import vue from '@vitejs/plugin-vue'
import { build, preview } from 'vite'
import { root } from './setup.mjs'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/pictures' },
    against: { type: 'string' },
    only: { type: 'string' },
  },
})
const out = resolve(values.out)
const NOW = new Date('2026-03-14T14:00:00Z')
const LAB = '/lab/r0-vendas-ecommerce'
const SCREENS = {
  start: ['/'],
  lab: [LAB],
  running: [LAB, page => page.locator('.transport .go').click()],
  topics: ['/topics'],
  topic: ['/topics/vendas-ecommerce'],
  groups: ['/groups'],
  group: ['/groups/sales-job'],
  query: ['/query'],
  result: ['/query', runQuery],
  live: ['/live'],
  tiles: [LAB, page => page.locator('.transport .go').click(), page => go(page, '/live')],
  engines: ['/engines'],
  connections: ['/connections'],
  profile: ['/connections', page => page.locator('.list-row').nth(2).click()],
  settings: ['/settings'],
}
/** What opens a menu, a dialog or another part of the screen; each is clicked on its own. */
const OPENERS = [
  'main [role=tab]',
  'main [role=radio]',
  'main [aria-haspopup]',
  'header [aria-haspopup]',
  '.vue-flow__node',
  'main button',
  'main [role=row]',
  'main [role=option]',
  'main [role=treeitem]',
].join(',')
const OPENED_MAX = 30

async function runQuery(page) {
  await page.locator('.cm-content').first().click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('SELECT * FROM atividade_cassandra.vendas_por_produto;')
  await page.keyboard.press('Control+Enter')
}

const go = (page, path) => page.evaluate(to => void (location.hash = to), path)

/** Timers of the page move on only here; imports and layout take real time in between. */
async function settle(page) {
  for (let n = 0; n < 5; n += 1) {
    await page.clock.runFor(300)
    await page.waitForTimeout(15)
  }
}

async function open(page, origin, steps) {
  await page.goto('about:blank')
  await page.goto(`${origin}?fake#${steps[0]}`)
  await page.locator('.status').waitFor()
  await settle(page)
  for (const step of steps.slice(1)) {
    await step(page)
    await settle(page)
  }
}

async function differing(page, before, after) {
  if (Buffer.compare(before, after) === 0) return 0
  return page.evaluate(
    async pictures => {
      const read = async base64 => {
        const image = new Image()
        image.src = `data:image/png;base64,${base64}`
        await image.decode()
        const canvas = new OffscreenCanvas(image.width, image.height)
        const drawing = canvas.getContext('2d')
        drawing.drawImage(image, 0, 0)
        return drawing.getImageData(0, 0, image.width, image.height).data
      }
      const [one, two] = await Promise.all(pictures.map(read))
      if (one.length !== two.length) return Math.max(one.length, two.length) / 4
      let count = 0
      for (let at = 0; at < one.length; at += 4)
        if ([0, 1, 2].some(by => Math.abs(one[at + by] - two[at + by]) > 8)) count += 1
      return count
    },
    [before.toString('base64'), after.toString('base64')],
  )
}

const pageConfig = {
  configFile: false,
  logLevel: 'error',
  // The made-up host is part of a development build only.
  mode: 'development',
  root: join(root, 'src-renderer'),
  plugins: [vue()],
  resolve: {
    alias: { '@shared': join(root, 'src-shared'), '@renderer': join(root, 'src-renderer') },
  },
  build: { outDir: join(root, '.cache/pictures'), emptyOutDir: true, minify: false },
  preview: { host: '127.0.0.1', port: 0 },
}
process.env.NODE_ENV = 'development'
await build(pageConfig)
const server = await preview(pageConfig)
const origin = server.resolvedUrls.local[0]
const installed = process.env.SLUICE_CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch(existsSync(installed) ? { executablePath: installed } : {})
const scratch = await browser.newPage()
await mkdir(out, { recursive: true })
let changed = 0
let taken = 0

async function shoot(page, name) {
  taken += 1
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await writeFile(join(out, `${name}.png`), picture)
  if (values.against === undefined) return
  const earlier = join(values.against, `${name}.png`)
  if (!existsSync(earlier)) return console.log(`new       ${name}`)
  const pixels = await differing(scratch, await readFile(earlier), picture)
  if (pixels > 0) {
    changed += 1
    console.log(`${String(pixels).padStart(8)}  ${name}`)
  }
}

for (const theme of ['dark', 'light']) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/Sao_Paulo',
    locale: 'en-US',
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  await page.clock.install({ time: NOW })
  await page.addInitScript(value => {
    localStorage.clear()
    localStorage.setItem('sluice.look', JSON.stringify({ theme: value }))
    let seed = 42
    Math.random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  }, theme)
  for (const [name, steps] of Object.entries(SCREENS)) {
    if (values.only !== undefined && values.only !== name) continue
    await open(page, origin, steps)
    await shoot(page, `${theme}-${name}`)
    // The light theme differs in tokens alone, so that its parts need not be opened again.
    if (theme === 'light') continue
    const openers = Math.min(await page.locator(OPENERS).count(), OPENED_MAX)
    for (let n = 0; n < openers; n += 1) {
      await open(page, origin, steps)
      const opener = page.locator(OPENERS).nth(n)
      if (!(await opener.isVisible())) continue
      await opener.click({ timeout: 500, noWaitAfter: true }).catch(() => undefined)
      await settle(page)
      await shoot(page, `${theme}-${name}-${String(n).padStart(2, '0')}`)
    }
  }
  await page.close()
}
await browser.close()
await server.close()
console.log(
  `${taken} pictures in ${out}${values.against === undefined ? '' : `, ${changed} differ`}`,
)
if (changed > 0) process.exitCode = 1
