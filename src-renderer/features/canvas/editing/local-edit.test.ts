// A translated text is changed in one language at a time, and stays valid.
import { expect, it } from 'vitest'
import { readLab } from './lab-edit'
import { setLocal } from './local-edit'

const text = `sluice: 1
id: desk
title: { en: Desk, pt-BR: Mesa } # both
nodes:
  made: { type: fake-data, title: Made }
`
const title = { en: 'Desk', 'pt-BR': 'Mesa' }

it('keeps the other languages and the comment', () => {
  const next = setLocal(text, ['title'], title, 'pt-BR', 'Bancada ')
  expect(readLab(next)?.title).toEqual({ en: 'Desk', 'pt-BR': 'Bancada' })
  expect(next).toContain('# both')
  expect(readLab(setLocal(text, ['title'], title, 'es', 'Mesa'))?.title).toMatchObject(title)
})

it('never loses English while another language is there', () => {
  const emptied = setLocal(text, ['title'], title, 'en', '')
  expect(readLab(emptied)?.title).toEqual({ en: 'Mesa', 'pt-BR': 'Mesa' })
  expect(readLab(setLocal(text, ['title'], title, 'pt-BR', ''))?.title).toEqual({ en: 'Desk' })
  const path = ['nodes', 'made', 'title']
  expect(readLab(setLocal(text, path, 'Made', 'es', ''))?.nodes['made']?.title).toBeUndefined()
})
