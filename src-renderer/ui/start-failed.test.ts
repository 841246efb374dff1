// A page that cannot start says so, before the words of its language are there.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { sayStartFailed } from './start-failed'
import { setLanguage } from './text'

let place: HTMLElement
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  place = document.createElement('div')
  place.id = 'app'
  document.body.replaceChildren(place)
})
afterEach(async () => {
  vi.restoreAllMocks()
  place.remove()
  await setLanguage('en')
})

const said = () => place.querySelector('[role=alert]')?.textContent ?? ''

it.each([
  ['en', 'could not be loaded whole', 'Reload it'],
  ['pt-BR', 'Não foi possível carregar', 'Recarregue-a'],
  ['es', 'No se pudo cargar', 'Vuelve a cargarla'],
] as const)('in %s: what happened and what to do', async (language, what, todo) => {
  await setLanguage(language)
  const reload = vi.fn()
  sayStartFailed(new TypeError('Failed to fetch dynamically imported module'), reload)
  await nextTick()
  expect(said()).toContain(what)
  expect(said()).toContain(todo)
  expect(document.documentElement.lang).toBe(language)
  place.querySelector('button')?.click()
  expect(reload).toHaveBeenCalledOnce()
})

it('names what the browser must allow where it forbids to keep the key', async () => {
  sayStartFailed(new DOMException('Access is denied for this document.', 'SecurityError'))
  await nextTick()
  expect(said()).toContain('keeps no data')
  expect(said()).toContain('Allow cookies')
})
