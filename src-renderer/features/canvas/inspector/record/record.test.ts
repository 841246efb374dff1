// The record editor: the tree of a schema, how often values come, and what an edit leaves alone.
import { TooltipProvider } from 'reka-ui'
import { createApp, h, nextTick, ref, watch } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { session, setClient } from '@renderer/client'
import { fakeClient, nodeCatalog } from '@renderer/testing'
import { editor } from '../../editing/editor'
import { readLab } from '../../editing/lab-edit'
import { asKind, KINDS, kindOfSpec, longForm } from './kinds'
import RecordForm from './RecordForm.vue'
import { keyChoices, rowsOf } from './rows'
import { spreadOf } from './spread'

const TEXT = `sluice: 1
id: shop
title: Shop
catalogs: { cards: [Visa, Amex] }
records:
  sale:
    # Sent by the till.
    fields:
      order_id: uuid
      items:
        list:
          object:
            name: { pick: cards } # the card
            quantity: { int: [1, 3] }
        length: 3
      tags: { list: commerce.product, length: [0, 2] }
      total: { number: [0, 99], decimals: 2 }
nodes: {}
`
const lab = (text: string) => readLab(text)
const sale = (text: string) => lab(text)?.records?.['sale'] ?? { fields: {} }

describe('the fields of a record', () => {
  it('are a tree, also through lists', () => {
    expect(rowsOf(sale(TEXT)).map(({ id, depth, kind }) => [id, depth, kind])).toEqual([
      ['fields.order_id', 0, 'uuid'],
      ['fields.items', 0, 'list'],
      ['fields.items.list.object.name', 1, 'pick'],
      ['fields.items.list.object.quantity', 1, 'int'],
      ['fields.tags', 0, 'list'],
      ['fields.tags.list', 1, 'faker'],
      ['fields.total', 0, 'number'],
    ])
  })
  it('are keys by the name that an expression reads', () => {
    const { fields } = lab(TEXT.replace('order_id', 'order-id'))?.records?.['sale'] ?? sale(TEXT)
    expect(keyChoices({ fields, key: 'total % 2' })).toEqual([
      { value: '`order-id`', label: 'order-id' },
      { value: 'items', label: 'items' },
      { value: 'tags', label: 'tags' },
      { value: 'total', label: 'total' },
      { value: 'total % 2', label: 'total % 2' },
    ])
  })
  it('begin as what their kind says', () => {
    for (const [kind, { fresh }] of Object.entries(KINDS)) expect(kindOfSpec(fresh)).toBe(kind)
    expect(longForm('= 1 + 1')).toEqual({ formula: '1 + 1' })
  })
})

describe('how often values come', () => {
  const shares = (...of: Parameters<typeof spreadOf>) => spreadOf(...of)?.map(({ share }) => share)
  it('adds up to the whole', () => {
    const specs = [{ int: [1, 3] }, { normal: [5, 1] }, { zipf: [1, 9] }, { exponential: 2 }]
    for (const spec of specs) {
      const all = shares(spec as never, {}) ?? []
      expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1)
    }
  })
  it('knows weights, catalogs and the first that come more often', () => {
    expect(shares({ choice: { Visa: 3, Amex: 1 } }, {})).toEqual([0.75, 0.25])
    expect(shares({ pick: 'cards' }, { cards: ['a', 'b'] })).toEqual([0.5, 0.5])
    expect(shares({ pick: 'cards', zipf: 1 }, { cards: ['a', 'b'] })?.[0]).toBeCloseTo(2 / 3)
  })
  it('gives hot ones their share first', () => {
    const list = ['a', 'b', 'c', 'd', 'e']
    expect(shares({ choice: list, hot: 0.6 }, {})).toEqual([0.6, 0.1, 0.1, 0.1, 0.1])
    expect(
      shares({ choice: list, hot: { share: 0.5, keys: 2 }, zipf: 1 }, {})?.slice(0, 2),
    ).toEqual([0.25, 0.25])
    expect(shares({ choice: { Visa: 3, Amex: 1, Elo: 1 }, hot: 0.2 }, {})).toEqual([0.2, 0.4, 0.4])
    expect(shares({ ref: 'customers', of: 11, hot: 0.5 }, {})?.[10]).toBeCloseTo(0.05)
    expect(shares({ ref: 'customers' }, {})).toBeUndefined()
  })
  it('changes and keeps the range', () => {
    expect(asKind('normal', { number: [0, 60], decimals: 1 })).toEqual({
      normal: [30, 10],
      decimals: 1,
      min: 0,
      max: 60,
    })
    expect(asKind('int', { normal: [30, 10] })).toEqual({ int: [0, 60] })
  })
  it('changes and keeps what every kind may say', () => {
    const traits = { nulls: 0.2, optional: 0.1, hidden: true }
    expect(asKind('int', { number: [0, 60], ...traits })).toEqual({ int: [0, 60], ...traits })
    expect(asKind('uuid', { number: [0, 60], hidden: true })).toEqual({ uuid: true, hidden: true })
  })
  it('reads a single number of zipf as the last of its range', () => {
    expect(asKind('int', { zipf: 100 })).toEqual({ int: [1, 100] })
    expect(shares({ zipf: 3 }, {})).toHaveLength(3)
    expect(asKind('int', { number: 7 })).toEqual({ int: [7, 7] })
  })
})

describe('the form of a record', () => {
  const ends: (() => void)[] = []
  afterEach(() => ends.splice(0).forEach(end => end()))
  async function form(written = TEXT) {
    setClient(fakeClient(nodeCatalog))
    await session.openText(written, { isNew: true })
    const schema = ref(sale(written))
    const stop = watch(session.text, text => (schema.value = sale(text)))
    const host = document.createElement('div')
    document.body.append(host)
    const app = createApp({
      render: () =>
        h(TooltipProvider, () => h(RecordForm, { record: 'sale', schema: schema.value })),
    })
    app.mount(host)
    ends.push(() => {
      stop()
      app.unmount()
      host.remove()
    })
    const item = (name: string) =>
      [...host.querySelectorAll<HTMLElement>('[role=treeitem]')].find(
        each => each.querySelector('.name')?.textContent === name,
      )
    const press = async (name: string, key: string, altKey = false) => {
      item(name)?.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true }))
      await nextTick()
    }
    const choose = async (name: string) => {
      item(name)?.click()
      await nextTick()
    }
    return { host, press, choose }
  }

  it('moves and removes by keyboard, keeps comments, and undo takes it back', async () => {
    const { press, choose } = await form()
    await choose('quantity')
    await press('quantity', 'ArrowUp', true)
    expect(session.text.value).toMatch(/quantity: .*\n\s+name: .* # the card/)
    await press('quantity', 'Delete')
    expect(session.text.value).not.toContain('quantity')
    expect(session.text.value).toContain('# Sent by the till.')
    editor.undo()
    editor.undo()
    expect(session.text.value).toBe(TEXT)
  })

  it('changes one bound of a range and leaves the rest of the text', async () => {
    const { host, choose } = await form()
    await choose('total')
    const inputs = [...host.querySelectorAll<HTMLInputElement>('.detail .two input')]
    const [, high] = inputs
    if (high === undefined) throw new Error('no range')
    high.value = '500'
    high.dispatchEvent(new Event('input'))
    high.dispatchEvent(new Event('change'))
    expect(session.text.value).toBe(
      TEXT.replace('[0, 99]', '[ 0, 500 ]').replaceAll(/(?<=\[)(?=\S)|(?<=\S)(?=\])/g, ' '),
    )
  })

  const labelled = (host: HTMLElement, label: string) => {
    const found = [...host.querySelectorAll('label')].find(each => each.textContent === label)
    const input = host.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`)
    if (!input) throw new Error(`no input ${label}`)
    return input
  }
  async function type(input: HTMLInputElement, text: string) {
    input.value = text
    input.dispatchEvent(new Event('input'))
    input.dispatchEvent(new Event('change'))
    await nextTick()
  }

  it('says how often a reference names none, and of how many', async () => {
    const { host, choose } = await form(
      TEXT.replace('order_id: uuid', 'customer: { ref: customers, field: id, after: 5 s }'),
    )
    await choose('customer')
    await type(labelled(host, 'Names none, %'), '2.5')
    expect(session.text.value).toMatch(/customer: .*after: 5 s.*miss: 0\.025/)
    await type(labelled(host, 'Of so many'), '50')
    expect(session.text.value).toMatch(/customer: .*of: 50/)
    await type(labelled(host, 'Names none, %'), '0')
    expect(session.text.value).not.toContain('miss')
  })

  it('has its picture follow the slider, and writes the steepness on release', async () => {
    const { host, choose } = await form(TEXT.replace('order_id: uuid', 'n: { zipf: [1, 9] }'))
    await choose('n')
    const slider = host.querySelector<HTMLInputElement>('input[type=range]')
    if (slider === null) throw new Error('no slider')
    expect(slider.value).toBe('1')
    const words = () => host.querySelector('.hist.large')?.getAttribute('title')
    const before = words()
    const slide = async (value: string, event: string) => {
      slider.value = value
      slider.dispatchEvent(new Event(event, { bubbles: true }))
      await nextTick()
    }
    await slide('2', 'input')
    expect(words()).not.toBe(before)
    expect(session.text.value).not.toContain('exponent')
    await slide('2', 'change')
    expect(session.text.value).toContain('exponent: 2')
    await slide('1', 'change')
    expect(session.text.value).not.toContain('exponent')
    expect(words()).toBe(before)
  })

  it('gives entities states, and takes the last step away with all of them', async () => {
    const { host } = await form()
    const button = (name: string) =>
      [...host.querySelectorAll<HTMLElement>('button')].find(
        each => each.textContent.trim() === name || each.getAttribute('aria-label') === name,
      )
    button('Add states')?.click()
    await nextTick()
    expect(sale(session.text.value).states).toEqual({
      cart: { paid: { share: 0.7, after: ['10 s', '5 min'] } },
      paid: { shipped: { after: '10 min' } },
    })
    expect(host.querySelector('svg.states')?.getAttribute('aria-label')).toContain(
      'cart > paid 70 %, paid > shipped 100 %',
    )
    await type(labelled(host, 'So many, %'), '25')
    expect(sale(session.text.value).states?.cart?.paid?.share).toBe(0.25)
    button('Remove shipped')?.click()
    await nextTick()
    button('Remove paid')?.click()
    await nextTick()
    expect(session.text.value).not.toContain('states')
  })

  it('keeps the type of a constant', async () => {
    const { host, choose } = await form(TEXT.replace('order_id: uuid', 'level: 5'))
    await choose('level')
    const inputs = [...host.querySelectorAll<HTMLInputElement>('.detail input')]
    const input = inputs.find(({ value }) => value === '5')
    if (input === undefined) throw new Error('no constant')
    input.value = '6'
    input.dispatchEvent(new Event('change'))
    expect(sale(session.text.value).fields['level']).toEqual({ value: 6 })
  })

  it('adds a field after the chosen one, also inside of a list', async () => {
    const { host, choose } = await form()
    await choose('name')
    const add = [...host.querySelectorAll<HTMLElement>('.main .btn')].at(-1)
    add?.click()
    await nextTick()
    const object = sale(session.text.value).fields['items']
    expect(JSON.stringify(object)).toContain('"name":{"pick":"cards"},"field":{"int":[1,10]}')
  })
})
