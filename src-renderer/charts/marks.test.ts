// What maps, heat maps and exported pictures draw: the right country, the right step, safe text.
import { describe, expect, it } from 'vitest'
import { countryOf } from './countries'
import { heatMarks } from './heat-marks'
import { mapMarks, worldValues } from './map-marks'
import { markText } from './marks'
import { pictureSvg } from './picture'
import { inkOn, scaleOf, stepOf } from './scale'
import { useChartTokens } from './tokens'

describe('a country', () => {
  it('is known by its codes, its names in three languages, and other names of it', () => {
    for (const name of ['DE', 'DEU', 'Germany', 'Alemanha', 'alemania']) {
      expect(countryOf(name), name).toBe('DE')
    }
    expect(countryOf('United States of America')).toBe('US')
    expect(countryOf('Estados Unidos')).toBe('US')
    expect(countryOf('UK')).toBe('GB')
    expect(countryOf('Türkiye')).toBe(countryOf('Turkey'))
    expect(countryOf('Singapore')).toBe('SG')
  })
  it('is not guessed from a wrong name', () => {
    expect(countryOf('Inida')).toBeUndefined()
    expect(countryOf('')).toBeUndefined()
  })
})

describe('a world map', () => {
  const values = worldValues({
    categories: ['India', 'Brasil', 'Brazil', 'Singapore', 'Inida'],
    series: [{ name: 'v', values: [900, 20, 30, 10, 5] }],
  })
  it('adds up two names of one country and names what it does not know', () => {
    expect(values.byCountry.get('BR')).toEqual({ name: 'Brasil', value: 50 })
    expect([...values.unknown]).toEqual(['Inida'])
    expect(values.scale).toEqual({ low: 10, high: 900, isLog: true })
  })
  it('draws a state that is too small as a dot, and says its value', () => {
    const marks = mapMarks(useChartTokens().value, values)
    const dots = marks.filter(({ kind }) => kind === 'circle')
    expect(dots.map(({ title }) => title)).toEqual(['Singapore: 10'])
    expect(marks.filter(({ title }) => title !== undefined)).toHaveLength(3)
  })
})

describe('steps of colour', () => {
  it('go by the logarithm when values lie far apart', () => {
    const near = scaleOf([50, 100])
    const far = scaleOf([1, 10_000, null])
    expect([near?.isLog, far?.isLog]).toEqual([false, true])
    expect(near && [50, 74, 100].map(value => stepOf(near, value))).toEqual([0, 2, 4])
    expect(far && [1, 100, 10_000].map(value => stepOf(far, value))).toEqual([0, 2, 4])
    expect(scaleOf([])).toBeUndefined()
  })
  it('carry the ink that reads better', () => {
    expect(inkOn('#93e4d8', '#e6f0ef', '#081012')).toBe('#081012')
    expect(inkOn('#165b57', '#e6f0ef', '#081012')).toBe('#e6f0ef')
  })
})

describe('a heat map', () => {
  const data = {
    categories: ['12:00', '12:10'],
    series: [
      { name: 'a', values: [1, null] },
      { name: 'b', values: [3, 4] },
    ],
  }
  it('has a cell for each pair, and says where there is no value', () => {
    const marks = heatMarks(useChartTokens().value, data, { width: 400, height: 200 })
    const cells = marks.filter(({ kind }) => kind === 'rect')
    expect(cells.map(({ title }) => title)).toEqual([
      'a, 12:00: 1',
      'a, 12:10: –',
      'b, 12:00: 3',
      'b, 12:10: 4',
    ])
  })
})

describe('a picture for a file', () => {
  it('escapes names, and leaves out what XML cannot carry', () => {
    const text = markText(
      { kind: 'text', x: 0, y: 0, text: '<b> & "c"\u0000', fill: 'red', size: 12 },
      { ui: 'sans-serif', mono: 'monospace' },
    )
    expect(text).toContain('&lt;b&gt; &amp; &quot;c&quot;\ufffd</text>')
  })
  it.each([
    { kind: 'figure', value: '$ 5', note: '+1' },
    { kind: 'text', text: 'one\ntwo' },
    { kind: 'table', columns: [{ name: 'a', isNumber: true }], rows: [['1'], ['2']] },
    { kind: 'map', data: { categories: ['India'], series: [{ name: 'v', values: [1] }] } },
    { kind: 'heat', data: { categories: ['x'], series: [{ name: 'r', values: [1] }] } },
    { kind: 'bar', data: { categories: ['x'], series: [{ name: 'r', values: [1] }] } },
    { kind: 'area', data: { categories: ['x'], series: [{ name: 'r', values: [1] }] } },
    { kind: 'pie', data: { categories: ['x'], series: [{ name: 'r', values: [1] }] } },
  ] as const)('is well-formed for a $kind', async shown => {
    const svg = await pictureSvg({ title: 'A & B', sub: 's', shown })
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(read.querySelector('parsererror')).toBeNull()
    expect(read.documentElement.tagName).toBe('svg')
    expect(svg).toContain('A &amp; B')
  })
})
