// A lab file dropped on the window, as from the desktop. It waits until the page shows that lab: what
// was pressed sooner would be meant for the lab before it.
import { expect, type Page } from '@playwright/test'

export async function dropLab(page: Page, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(content => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'dropped.yaml', { type: 'application/yaml' }))
    return transfer
  }, text)
  const target = page.locator('body')
  await target.dispatchEvent('dragover', { dataTransfer })
  await target.dispatchEvent('drop', { dataTransfer })
  const title = /^title: (.+)$/m.exec(text)?.[1] ?? ''
  await expect(page).toHaveTitle(`${title} · Sluice`, { timeout: 60_000 })
}
