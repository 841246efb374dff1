// Spark's real-time mode in the form: a switch that says why it is off, and a wish only of Spark 4.
import { createApp, h, nextTick, type App } from 'vue'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { problemAt } from '@shared/lab'
import type { Problem } from '@shared/contract'
import { exportWishes } from './export-wishes'
import ExportWishes from './ExportWishes.vue'

let app: App | undefined
beforeEach(() => {
  exportWishes.target.value = 'pyspark'
  exportWishes.spark.value = '4'
  exportWishes.realTime.value = false
})
afterEach(() => {
  app?.unmount()
  exportWishes.spark.value = '3.5'
  exportWishes.realTime.value = false
})

function show(noRealTime?: Problem): HTMLElement {
  const root = document.createElement('div')
  app = createApp(() => h(ExportWishes, { noRealTime }))
  app.mount(root)
  return root
}
const wish = () => exportWishes.of('').realTime

it('asks for real time where it applies', async () => {
  const root = show()
  const real = root.querySelector<HTMLButtonElement>('[role="switch"]')
  expect(real?.disabled).toBe(false)
  expect(wish()).toBe(false)
  real?.click()
  await nextTick()
  expect(wish()).toBe(true)
  exportWishes.spark.value = '3.5'
  expect(wish()).toBeUndefined()
})

it('says why it does not apply', () => {
  exportWishes.realTime.value = true
  const root = show(problemAt('nodes.live', 'export-real-time-sink', { node: 'live' }, 'hint'))
  const real = root.querySelector<HTMLButtonElement>('[role="switch"]')
  expect([real?.disabled, real?.getAttribute('aria-checked')]).toEqual([true, 'false'])
  expect(root.textContent).toContain('has no foreachBatch')
})
