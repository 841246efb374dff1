// The forms that edit one kind of setting: what they show of it, and what a person's act writes.
import { TooltipProvider } from 'reka-ui'
import { createApp, h, nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { settingsOf, type JsonSchema } from './schema'
import SchemaForm from './SchemaForm.vue'
import { renamed, statesOf } from './states'

const apps: (() => void)[] = []
afterEach(() => apps.splice(0).forEach(end => end()))
function form(properties: Readonly<Record<string, JsonSchema>>, value: Record<string, unknown>) {
  const host = document.createElement('div')
  document.body.append(host)
  const changes: unknown[] = []
  const onChange = (path: readonly string[], next: unknown) => changes.push([path, next])
  const schema: JsonSchema = { type: 'object', properties }
  const app = createApp({
    render: () => h(TooltipProvider, () => h(SchemaForm, { schema, value, onChange })),
  })
  app.mount(host)
  apps.push(() => {
    app.unmount()
    host.remove()
  })
  const write = (label: string, text: string) => {
    const input = host.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)
    if (input === null) throw new Error(`no ${label}`)
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.dispatchEvent(new Event('change', { bubbles: true }))
    input.dispatchEvent(new Event('blur'))
  }
  return { host, changes, write }
}
const text: JsonSchema = { type: 'string' }

describe('values kept for each key', () => {
  const schema: Readonly<Record<string, JsonSchema>> = {
    state: {
      type: 'object',
      format: 'states',
      beside: 'set',
      additionalProperties: { type: 'object', properties: { type: text, start: text } },
    },
    set: { type: 'object', additionalProperties: text },
    when: text,
  }
  const value = {
    state: { left: { type: 'int', start: '150' } },
    set: { left: 'state.left - n' },
    when: 'state.left > 0',
  }

  it('are one block with what begins and what changes them', () => {
    expect(settingsOf({ properties: schema }).map(({ name }) => name)).toEqual(['state', 'when'])
    expect(statesOf(value.state, value.set)).toEqual([
      { name: 'left', type: 'int', start: '150', becomes: 'state.left - n' },
    ])
  })

  it('are renamed in every expression that reads them', () => {
    const at = { states: 'state', changes: 'set' }
    expect(renamed(value, at, 'left', 'stock')).toEqual({
      state: { stock: { type: 'int', start: '150' } },
      set: { stock: 'state.stock - n' },
      when: 'state.stock > 0',
    })
  })

  it('are renamed to the letter, and not within texts', () => {
    const at = { states: 'state', changes: 'set' }
    const told = (when: string, name: string) => renamed({ ...value, when }, at, name, 'new').when
    expect(told(`'state.left' = state.left`, 'left')).toBe(`'state.left' = state.new`)
    expect(told('state.le$t + state.left2', 'le$t')).toBe('state.new + state.left2')
  })

  it('write both settings in one change', async () => {
    const { changes, write } = form(schema, value)
    await nextTick()
    write('left: Each row makes it', 'state.left - 2')
    await nextTick()
    expect(changes).toEqual([[[], { ...value, set: { left: 'state.left - 2' } }]])
  })
})

describe('the timer of a key', () => {
  const timer: JsonSchema = {
    type: 'object',
    format: 'timer',
    properties: { on: text, after: text, at: text, when: text, set: { type: 'object' } },
  }
  const press = (host: HTMLElement, label: string) =>
    [...host.querySelectorAll('button')].find(each => each.textContent?.trim() === label)?.click()

  it('begins with a length, by the clock that was chosen', async () => {
    const { host, changes } = form({ timer }, {})
    host.querySelector('details')?.setAttribute('open', '')
    await nextTick()
    press(host, 'Event time')
    expect(changes).toEqual([[['timer'], { on: 'event-time', after: '10 min' }]])
  })
  it('takes a moment in place of the length, and is taken away whole', async () => {
    const set = { n: '0' }
    const { host, changes } = form({ timer }, { timer: { on: 'event-time', after: '1 h', set } })
    await nextTick()
    press(host, 'At a moment')
    press(host, 'Clock')
    press(host, 'None')
    expect(changes).toEqual([
      [['timer'], { on: 'event-time', at: '', set }],
      [['timer', 'on'], 'processing-time'],
      [['timer'], undefined],
    ])
  })
  it('has no condition when its text is empty', async () => {
    const { changes, write } = form(
      { timer },
      { timer: { on: 'event-time', after: '1 h', when: 'n > 0' } },
    )
    await nextTick()
    write('Only while this is true', ' ')
    expect(changes).toEqual([[['timer', 'when'], undefined]])
  })
})

describe('shares of a whole', () => {
  const shares: JsonSchema = { type: 'object', format: 'shares' }
  it('are read as per cent, and say what is left over', async () => {
    const { host, changes, write } = form({ shares }, { shares: { yes: 0.3 } })
    await nextTick()
    expect(host.querySelector('.legend')?.textContent).toMatch(/yes\s*300\s*rest\s*700/)
    write('Share of yes', '12.5 %')
    expect(changes).toEqual([[['shares'], { yes: 0.125 }]])
  })
  it('say by how much they are too many', async () => {
    const { host } = form({ shares }, { shares: { yes: 0.7, no: 0.5 } })
    await nextTick()
    expect(host.textContent).toContain('20 % more than the whole')
  })
})

it('a map of groups is a form for each', async () => {
  const lists: JsonSchema = {
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { from: text, line: text },
      required: ['from', 'line'],
    },
  }
  const { host, changes } = form({ lists }, { lists: { sold: { from: 'total', line: '{name}' } } })
  await nextTick()
  expect(host.querySelectorAll('.entry')).toHaveLength(1)
  const add = [...host.querySelectorAll('button')].find(each => each.textContent?.includes('Entry'))
  add?.click()
  expect(changes).toEqual([[['lists', 'list'], { from: '', line: '' }]])
})

describe('a text of several lines', () => {
  const written = 'case when n > 1\n  then 2 else 3 end\n'

  it('stands in one line as an expression, and stays as it is when it is only looked at', async () => {
    const { host, changes } = form({ where: text }, { where: written })
    const input = host.querySelector('input')
    expect(input?.value).toBe('case when n > 1 then 2 else 3 end')
    input?.focus()
    input?.dispatchEvent(new Event('blur'))
    await nextTick()
    expect(changes).toEqual([])
  })

  it('keeps its lines where words are written', () => {
    const { host, changes } = form({ text: { ...text, format: 'lines' } }, { text: written })
    const area = host.querySelector('textarea')
    expect(area?.value).toBe(written)
    if (area === null) throw new Error('no box')
    area.value = 'Dear all,\n\n[rows]'
    area.dispatchEvent(new Event('input', { bubbles: true }))
    area.dispatchEvent(new Event('change', { bubbles: true }))
    expect(changes).toEqual([[['text'], 'Dear all,\n\n[rows]']])
  })
})
