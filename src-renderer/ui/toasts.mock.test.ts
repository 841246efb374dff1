// How long toasts stay: those that only speak go, those with a button wait for a person.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TooltipProvider } from 'reka-ui'
import { createApp, h, nextTick, ref, type App } from 'vue'
import Toasts from './Toasts.vue'
import { toast, TOAST_MS, toasts } from './toasts'

const texts = () => toasts.value.map(({ text }) => text)
const act = (isOver?: () => boolean) => ({ label: 'Undo', run: vi.fn(), isOver })
let page: App

beforeEach(() => {
  vi.useFakeTimers()
  const root = document.createElement('div')
  document.body.replaceChildren(root)
  page = createApp({
    render: () => h(TooltipProvider, () => [h('main', h('input', { id: 'field' })), h(Toasts)]),
  })
  page.mount(root)
})
afterEach(() => {
  page.unmount()
  toasts.value = []
  vi.useRealTimers()
})

it('goes after a while, except with a button', async () => {
  toast('ok', 'Saved')
  toast('ok', 'Deleted', act())
  await nextTick()
  vi.advanceTimersByTime(TOAST_MS)
  expect(texts()).toEqual(['Deleted'])
  vi.advanceTimersByTime(100 * TOAST_MS)
  expect(texts()).toEqual(['Deleted'])
})

it('makes room with those that have no button, and then with the oldest', () => {
  for (const name of ['one', 'two']) toast('ok', name, act())
  for (const name of ['a', 'b']) toast('ok', name)
  expect(texts()).toEqual(['one', 'two', 'b'])
  for (const name of ['three', 'four']) toast('ok', name, act())
  expect(texts()).toEqual(['two', 'three', 'four'])
})

it('goes when its button would do something else', () => {
  const changed = ref(false)
  const undo = act(() => changed.value)
  toast('ok', 'Deleted', undo)
  expect(texts()).toEqual(['Deleted'])
  changed.value = true
  expect(texts()).toEqual([])
})

it('gives the focus back: to the next toast, then to where it was', async () => {
  const buttons = () => [...document.querySelectorAll<HTMLElement>('.toast button')]
  const acts = [act(), act()]
  acts.forEach((each, n) => toast('ok', `Deleted ${n}`, each))
  await nextTick()
  document.querySelector<HTMLElement>('#field')?.focus()
  buttons()[0]?.focus()
  buttons()[0]?.click()
  expect(acts[0]?.run).toHaveBeenCalled()
  await nextTick()
  expect(texts()).toEqual(['Deleted 1'])
  expect(document.activeElement).toBe(buttons()[0])
  buttons()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await nextTick()
  expect(texts()).toEqual([])
  expect(document.activeElement?.id).toBe('field')
  expect(acts[1]?.run).not.toHaveBeenCalled()
})
