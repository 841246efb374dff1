// Every screen in its themes, languages and sizes: nothing runs out of its box, nothing complains,
// and pictures to look at.
import { expect, test, type LabPage } from './support/lab-test'

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
]
const SCREENS = [
  '/',
  '/lab/r0-vendas-ecommerce',
  '/topics',
  '/groups',
  '/query',
  '/live',
  '/engines',
  '/connections',
  '/settings',
]

/** Buttons and tabs whose words do not fit, and a page that scrolls. */
async function overflowing(lab: LabPage): Promise<string[]> {
  return lab.page.evaluate(() => {
    const wide = [
      ...document.querySelectorAll<HTMLElement>(
        '.btn, .seg button, .transport > *, .rail a, [role=tab], .badge, h1, h2',
      ),
    ]
      .filter(
        element =>
          element.offsetParent !== null &&
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).textOverflow !== 'ellipsis',
      )
      .map(element => `${element.className || element.tagName}: ${element.textContent?.trim()}`)
    // Words and controls that a region cuts off, where nothing scrolls and no ellipsis says so.
    for (const element of document.querySelectorAll<HTMLElement>('.btn, .seg, label, .switch')) {
      // The canvas pans.
      if (element.closest('.vue-flow') !== null) continue
      const box = element.getBoundingClientRect()
      let region = element.parentElement
      for (; region !== null && box.width > 0; region = region.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(region)
        if (overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis') break
        if (overflowX === 'visible') continue
        if (box.right > region.getBoundingClientRect().right + 1)
          wide.push(
            `cut off: ${element.className || element.tagName} ${element.textContent?.trim()}`,
          )
        break
      }
    }
    const root = document.documentElement
    return root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight
      ? [...wide, 'the page scrolls']
      : wide
  })
}

async function setLook(
  lab: LabPage,
  theme: 'Dark' | 'Light',
  language: 'English' | 'Português' | 'Español',
): Promise<void> {
  await lab.page.goto(lab.page.url().replace(/#.*/, '#/settings'))
  await lab.page
    .locator('.settings .seg')
    .first()
    .getByRole('radio')
    .nth({ Dark: 1, Light: 2 }[theme])
    .click()
  await lab.page.getByRole('radio', { name: language }).click()
}

for (const language of ['English', 'Português', 'Español'] as const) {
  for (const theme of ['Dark', 'Light'] as const) {
    test(`${language}, ${theme.toLowerCase()}`, async ({ lab }) => {
      await lab.open()
      await setLook(lab, theme, language)
      await lab.page.goto(lab.page.url().replace(/#.*/, '#/'))
      await lab.runR0()
      await expect.poll(() => lab.arrived(), { timeout: 60_000 }).toBeGreaterThan(0)
      const found: string[] = []
      for (const path of SCREENS) {
        await lab.page.goto(lab.page.url().replace(/#.*/, `#${path}`))
        for (const size of SIZES) {
          // The narrow and the wide one in the dark, the middle one in the light: the widths of
          // words do not depend on the theme.
          if ((theme === 'Light') !== (size.width === 1440)) continue
          await lab.page.setViewportSize(size)
          // Pictures are to be looked at: charts are drawn by then.
          await lab.page.waitForTimeout(500)
          found.push(...(await overflowing(lab)).map(what => `${path} ${size.width}: ${what}`))
          const name = path === '/' ? 'start' : (path.split('/')[1] ?? '')
          await lab.shot(
            `${name}-${theme.toLowerCase()}-${language.slice(0, 2).toLowerCase()}-${size.width}`,
          )
        }
      }
      // The narrowest window in which Query has all of its parts.
      await lab.page.setViewportSize({ width: 1100, height: 720 })
      await lab.page.goto(lab.page.url().replace(/#.*/, '#/query'))
      await expect(lab.page.locator('.q-bar')).toBeVisible()
      found.push(...(await overflowing(lab)).map(what => `/query 1100: ${what}`))
      // The next file's tests have the same host, and read its words in English.
      await setLook(lab, 'Dark', 'English')
      expect(found).toEqual([])
    })
  }
}
