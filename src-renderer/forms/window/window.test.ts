// The window editor: what the settings look like on a line of time, and what a choice writes.
import { createApp, h, nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeCatalog } from '@renderer/testing'
import { settingsOf, type JsonSchema } from '../schema'
import SchemaField from '../SchemaField.vue'
import { lengthOf, msText, nearestLength, stepLength } from '../lengths'
import { asKind, shapeOf } from './shape'

describe('lengths of time', () => {
  it('are read with the unit that was written', () => {
    expect(lengthOf('90 s')).toEqual({ n: 90, unit: 's' })
    expect(lengthOf('5 minutes')).toEqual({ n: 5, unit: 'min' })
    expect(lengthOf('1.5h')).toEqual({ n: 1.5, unit: 'h' })
    expect(lengthOf('soon')).toBeUndefined()
  })
  it('go in steps of 1, 2, 5', () => {
    expect(msText(stepLength(60_000, 1))).toBe('2 min')
    expect(msText(stepLength(60_000, -1))).toBe('30 s')
    expect(msText(nearestLength(280_000))).toBe('5 min')
    expect(stepLength(1, -1)).toBe(1)
  })
})

describe('the picture of a window', () => {
  it('says in how many windows a record counts', () => {
    expect(shapeOf({ tumbling: '1 min' })?.counts).toEqual([1, 1])
    expect(shapeOf({ hopping: '10 min', every: '5 min' })?.counts).toEqual([2, 2])
    expect(shapeOf({ hopping: '5 min', every: '2 min' })?.counts).toEqual([2, 3])
  })
  it('draws the example in as many windows as it counts in', () => {
    const shape = shapeOf({ hopping: '6 min', every: '2 min' })
    const inside = shape?.spans.filter(({ from, to }) => from <= shape.moment && shape.moment < to)
    expect(inside).toHaveLength(3)
  })
  it('draws two sessions, with the events that make them a gap apart at most', () => {
    const { spans = [], events = [] } = shapeOf({ session: '10 s' }) ?? {}
    expect(spans).toHaveLength(2)
    expect(spans[0]?.to).toBe((events[2] ?? 0) + 10_000)
    expect((events[3] ?? 0) - (events[2] ?? 0)).toBeGreaterThan(10_000)
  })
  it('is not drawn of settings that are not a window', () => {
    expect(shapeOf({ tumbling: 'soon' })).toBeUndefined()
    expect(shapeOf({ hopping: '1 min', every: '2 min' })).toBeUndefined()
  })
  it('keeps the length when the kind changes', () => {
    expect(asKind('hopping', { tumbling: '10 min' })).toEqual({ hopping: '10 min', every: '5 min' })
    expect(asKind('tumbling', { hopping: '30 s', every: '5 s' })).toEqual({ tumbling: '30 s' })
    expect(asKind('session', { tumbling: '30 s' })).toEqual({ session: '30 s' })
    expect(asKind('none', { tumbling: '10 min' })).toBeUndefined()
  })
})

describe('the form of a total', () => {
  const apps: (() => void)[] = []
  afterEach(() => apps.splice(0).forEach(end => end()))
  /** The field of one setting of a total, and what it changes. */
  function field(name: string, value: unknown) {
    const config: JsonSchema = nodeCatalog.find(({ type }) => type === 'aggregate')?.config ?? {}
    const setting = settingsOf(config).find(each => each.name === name)
    if (setting === undefined) throw new Error(`no ${name}`)
    const host = document.createElement('div')
    document.body.append(host)
    const changes: unknown[] = []
    const onChange = (path: readonly string[], next: unknown) => changes.push([path, next])
    const app = createApp({
      render: () => h(SchemaField, { setting, value, path: name, onChange }),
    })
    app.mount(host)
    apps.push(() => {
      app.unmount()
      host.remove()
    })
    return { host, changes }
  }
  const press = (target: Element | null | undefined, key: string) =>
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

  it('offers the kinds of windows, by arrows too', async () => {
    const { host, changes } = field('window', { tumbling: '10 s' })
    const kinds = [...host.querySelectorAll('[role=radio]')]
    expect(kinds).toHaveLength(6)
    press(host.querySelector('[aria-checked=true]'), 'ArrowDown')
    await nextTick()
    expect(changes).toEqual([[[], { hopping: '10 s', every: '5 s' }]])
  })

  it('moves the end of a window by arrows on its handle', () => {
    const { host, changes } = field('window', { hopping: '1 min', every: '30 s' })
    const [size, every] = host.querySelectorAll('.falls [role=slider]')
    press(size, 'ArrowRight')
    press(every, 'ArrowLeft')
    expect(changes).toEqual([
      [['hopping'], '2 min'],
      [['every'], '20 s'],
    ])
  })

  it('writes a trigger that is a length, and none for the usual one', () => {
    const { host, changes } = field('trigger', '5 s')
    const [fast, , records, once] = host.querySelectorAll<HTMLElement>('[role=radio]')
    once?.click()
    fast?.click()
    records?.click()
    expect(changes).toEqual([
      [[], 'available-now'],
      [[], undefined],
      [[], '1000 records'],
    ])
  })

  it('takes a watermark as number and unit', () => {
    const { host, changes } = field('watermark', '10 s')
    const input = host.querySelector('input')
    if (input === null) throw new Error('no input')
    input.value = '45'
    input.dispatchEvent(new Event('input'))
    input.dispatchEvent(new Event('change'))
    expect(changes).toEqual([[[], '45 s']])
  })
})
