// What the search finds beside labs.
import { effectScope, nextTick, ref } from 'vue'
import { expect, it, vi } from 'vitest'
import { fakeClient } from '@renderer/testing'
import { setClient } from './client'
import { matches, useFinds } from './finds'

it('looks for all words, whatever their case and accents', () => {
  expect(matches('Marca d’Água', 'agua marca')).toBe(true)
  expect(matches('Marca d’Água', 'agua fogo')).toBe(false)
})

it('finds topics, tables and words, and nothing for nothing', async () => {
  setClient(fakeClient())
  const wanted = ref('')
  const scope = effectScope()
  const { found } = scope.run(() => useFinds(() => wanted.value))!
  expect(found.value).toEqual([])
  wanted.value = 'vendas'
  await vi.waitFor(() =>
    expect(new Set(found.value.map(({ kind }) => kind))).toEqual(new Set(['topics', 'tables'])),
  )
  expect(found.value.map(({ path }) => path)).toContain('/topics/vendas-ecommerce')
  wanted.value = 'watermark'
  await vi.waitFor(() => expect(found.value.map(({ kind }) => kind)).toEqual(['words']))
  expect(found.value[0]?.note).toContain('event time')
  wanted.value = ' '
  await nextTick()
  expect(found.value).toEqual([])
  scope.stop()
})
