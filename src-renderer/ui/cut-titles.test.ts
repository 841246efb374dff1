// A cut text says all of it under the pointer, and only then.
import { expect, it } from 'vitest'
import { showCutTexts } from './cut-titles'

it('gives a cut text its title, and takes it back', () => {
  document.body.innerHTML = '<b class="cut">Real-time sales</b><i class="cut">Fits</i>'
  const [cut, fits] = document.querySelectorAll<HTMLElement>('.cut')
  if (cut === undefined || fits === undefined) throw new Error('no texts')
  Object.defineProperties(cut, { scrollWidth: { value: 90 }, clientWidth: { value: 60 } })
  const stop = showCutTexts(document.body)
  for (const text of [cut, fits]) text.dispatchEvent(new Event('pointerover', { bubbles: true }))
  expect([cut.title, fits.title]).toEqual(['Real-time sales', ''])
  cut.dispatchEvent(new Event('pointerleave'))
  expect(cut.title).toBe('')
  stop()
})
