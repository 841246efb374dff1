// What `npm run pictures:real` shows: each scene goes somewhere as a person would and takes
// pictures on the way. Nothing here reads words of the screen, so that every language has its
// pictures.
const RUN_MS = 10_000
const LOOK_MS = 1500
/** Charts of the README have something to show by then. */
const README_MS = 60_000

async function tabs(hands, region, name) {
  const all = hands.page.locator(`[data-region=${region}] [role=tab]`)
  for (let at = 0; at < (await all.count()); at += 1) {
    await all.nth(at).click()
    await hands.shoot(`${name}-${at}`)
  }
}
/** A node that may lie outside the view. */
const choose = (page, id) => page.locator(`#node-${id}`).dispatchEvent('click')
async function press(hands, id, key) {
  await choose(hands.page, id)
  await hands.page.locator(`#node-${id}`).evaluate(node => node.focus())
  await hands.page.keyboard.press(key)
  await hands.wait(LOOK_MS)
}
async function write(hands, text) {
  await hands.page.locator('.cm-content').first().click()
  await hands.page.keyboard.press('ControlOrMeta+a')
  await hands.page.keyboard.insertText(text)
  await hands.page.keyboard.press('ControlOrMeta+Shift+Enter')
  await hands.wait(LOOK_MS)
}
async function dialog(hands, button, name) {
  await button.click()
  await hands.page.getByRole('dialog').waitFor()
  await hands.wait(LOOK_MS)
  await hands.shoot(name)
  await hands.page.keyboard.press('Escape')
}
const inTransport = (page, icon) =>
  page.locator('.transport button', { has: page.locator(`.lucide-${icon}-icon`) })

const scenes = {
  async start({ page, go, shoot }) {
    await go('/')
    await page.locator('[data-lab=card-fraud]').waitFor()
    await shoot('start')
    const search = page.locator('.filters input')
    await search.fill('watermark')
    await shoot('start-found')
    await search.fill('')
  },
  async lab(hands) {
    const { page, run, wait, shoot } = hands
    await run('r0-vendas-ecommerce')
    await wait(RUN_MS)
    await shoot('lab')
    await tabs(hands, 'dock', 'dock')
    await choose(page, 'vendas')
    await tabs(hands, 'right', 'inspector')
    await page.keyboard.press('ControlOrMeta+k')
    await shoot('palette')
    await page.keyboard.press('Escape')
    await dialog(hands, inTransport(page, 'archive-restore'), 'checkpoints')
    await dialog(hands, inTransport(page, 'history'), 'reset')
  },
  async views(hands) {
    await hands.go('/lab/r1-ventas-events')
    await hands.page.locator('#node-total').waitFor()
    for (const [at, name] of ['canvas', 'yaml', 'both', 'code'].entries()) {
      await hands.page.locator('.cbar [role=radio]').nth(at).click()
      await hands.wait(LOOK_MS)
      await hands.shoot(`view-${name}`)
    }
    await hands.page.locator('.cbar [role=radio]').first().click()
    await hands.page.locator('.transport [aria-haspopup]').first().click()
    await hands.shoot('where-jobs-run')
    await dialog(hands, hands.page.getByRole('menuitem').last(), 'spark')
  },
  async simulator({ run, wait, shoot }) {
    await run('r4-simulator')
    await wait(RUN_MS)
    await shoot('simulator')
  },
  async time(hands) {
    const { page, run, wait, shoot } = hands
    await run('sensors')
    await wait(RUN_MS)
    await shoot('sensors')
    const id = await page.evaluate(
      () =>
        [...document.querySelectorAll('.vue-flow__node [id^=node-]')]
          .find(node => node.querySelector('.lucide-sigma-icon') !== null)
          ?.id.slice('node-'.length) ?? '',
    )
    for (const [name, key] of [
      ['why', '?'],
      ['time', 't'],
      ['state', 'k'],
    ]) {
      await press(hands, id, key)
      await shoot(name)
      await page.keyboard.press('Escape')
    }
  },
  async live({ page, run, go, wait, shoot, browser }) {
    await run('r3-sales-dashboards')
    await wait(RUN_MS)
    await go('/live')
    await wait(LOOK_MS)
    await shoot('live')
    await page.keyboard.press('e')
    await page.locator('.arr').nth(3).focus()
    await shoot('live-arranging')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await go('/present')
    await wait(LOOK_MS)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('switch').first().click()
    await page.locator('.room .qr').waitFor()
    await shoot('present')
    const guest = await (await browser.newContext()).newPage()
    await guest.goto((await page.locator('.room code').textContent()) ?? '')
    await wait(LOOK_MS)
    await shoot('audience', guest)
    await page.keyboard.press('End')
    await wait(LOOK_MS)
    await shoot('present-table')
    await shoot('audience-table', guest)
    await guest.context().close()
    await page.keyboard.press('Escape')
  },
  async lists(hands) {
    for (const path of [
      'topics',
      'groups',
      'schemas',
      'engines',
      'connections',
      'figures',
      'settings',
    ]) {
      await hands.go(`/${path}`)
      await hands.wait(LOOK_MS)
      await hands.shoot(path)
    }
    await hands.go('/topics/vendas-ecommerce')
    await hands.wait(LOOK_MS)
    await tabs(hands, 'centre', 'topic')
  },
  async query(hands) {
    await hands.go('/query')
    await write(hands, 'TRACING ON;\nSELECT * FROM atividade_cassandra.vendas_por_produto')
    await hands.shoot('query')
    await write(hands, 'SELECT nosuch FROM atividade_cassandra.vendas_por_produto')
    await hands.shoot('query-error')
  },
}

async function readme({ page, go, run, wait, picture, setTheme }) {
  await go('/')
  await page.locator('[data-lab=card-fraud]').waitFor()
  await wait(LOOK_MS)
  await picture('start-dark')
  await run('r4-simulator')
  await wait(README_MS)
  await picture('lab-dark')
  await run('r3-sales-dashboards')
  await go('/live')
  await setTheme('light')
  // Charts draw themselves anew.
  await wait(README_MS)
  await picture('dashboard-light')
}

export { readme, scenes }
