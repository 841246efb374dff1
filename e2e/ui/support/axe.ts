// axe on the page as it stands, in the dark and in the light: what is serious or critical is kept
// with the name of the state in which it was found.
import type { Page } from '@playwright/test'
import axe from 'axe-core'

const GRAVE = ['serious', 'critical']

/** Of a state that was looked at whole in one theme, only colours can differ in the other. */
const COLOURS: axe.RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] }
const THEMES = [
  ['dark', {}],
  ['light', COLOURS],
] as const

async function faultsOf(page: Page, where: string, options: axe.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    async asked => {
      const { violations } = await Reflect.get(window, 'axe').run(document, asked)
      return violations
    },
    { ...options, resultTypes: ['violations'] },
  )
  return (found as axe.Result[])
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} ${html.slice(0, 160)}`))
}

export async function startLooking(page: Page): Promise<{
  /** All that was found so far; a test ends with it being empty. */
  readonly found: string[]
  look(where: string, at?: Page): Promise<void>
}> {
  // Colours are those of the theme at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found: string[] = []
  return {
    found,
    async look(where, at = page) {
      for (const [theme, options] of THEMES) {
        await at.evaluate(name => (document.documentElement.dataset['theme'] = name), theme)
        found.push(...(await faultsOf(at, `${where}, ${theme}`, options)))
      }
    },
  }
}
