// The kit's pure parts: rates as people write them, figures in three languages, JSON that keeps its
// digits.
import { afterEach, describe, expect, it } from 'vitest'
import { formatNumber, formatPercent, formatShort } from './format'
import { jsonTokens } from './json-tokens'
import { parseRate, placeOf, rateAt, rateText, stepRate } from './rate'
import { setLanguage, t } from './text'

afterEach(() => setLanguage('en'))
const THIN = '\u2009'

describe('rates', () => {
  it.each([
    ['20', 20],
    ['0,5', 0.5],
    ['2k', 2000],
    ['2 mil', 2000],
    ['1 / 5 s', 0.2],
    ['3/min', 0.05],
    ['max', 'max'],
    ['', undefined],
    ['fast', undefined],
    ['1 / 0 s', undefined],
  ])('reads %j', (text, rate) => expect(parseRate(text)).toBe(rate))

  it('writes slow ones as people say them', () => {
    expect(rateText(0.2)).toBe('1 / 5 s')
    expect(rateText(20)).toBe('20')
    expect(rateText('max')).toBe('max')
  })

  it('stands on a log scale and steps by the leading digit', () => {
    expect(placeOf(0.1)).toBe(0)
    expect(placeOf(10_000)).toBe(1)
    for (const rate of [0.1, 1, 7, 20, 350, 10_000])
      expect(rateAt(placeOf(rate))).toBeCloseTo(rate, 6)
    expect(stepRate(20, 1)).toBe(30)
    expect(stepRate(9, 1)).toBe(10)
    expect(stepRate(10, -1)).toBe(9)
    expect(stepRate(0.1, -1)).toBe(0.1)
    expect(stepRate(10_000, 1)).toBe(10_000)
  })
})

describe('figures', () => {
  it('follow the language', () => {
    expect(formatNumber(1512634.28, 2)).toBe('1,512,634.28')
    expect(formatShort(10_000)).toBe(`10${THIN}k`)
    void setLanguage('pt-BR')
    expect(formatNumber(1512634.28, 2)).toBe('1.512.634,28')
    expect(formatShort(20.1)).toBe('20,1')
    expect(formatShort(10_000)).toBe(`10${THIN}mil`)
    void setLanguage('es')
    expect(formatNumber(5412)).toBe('5412')
    expect(formatNumber(1512634.28, 2)).toBe('1.512.634,28')
    expect(formatPercent(0.66)).toBe(`66${THIN}%`)
  })

  it('say one and many', () => {
    expect(t('common.rows', { n: 1 })).toBe('1 row')
    expect(t('common.rows', { n: 1234 })).toBe('1,234 rows')
    void setLanguage('pt-BR')
    expect(t('common.rows', { n: 2 })).toBe('2 linhas')
  })
})

describe('JSON on the screen', () => {
  const shown = (text: string) =>
    jsonTokens(text)
      .map(token => token.text)
      .join('')

  it('keeps digits and shows letters as letters', () => {
    expect(shown('{"a":12345678901234567890,"b":1.10,"c":"\\u00ed\\u0000","d":[]}')).toBe(
      '{\n  "a": 12345678901234567890,\n  "b": 1.10,\n  "c": "í\\u0000",\n  "d": []\n}',
    )
  })

  it('leaves what is no JSON as it is', () => {
    expect(shown('{broken')).toBe('{broken')
    expect(shown('42')).toBe('42')
  })
})
