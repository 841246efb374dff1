import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { session } from '@renderer/client'
import type { LabFile } from '@shared/lab'
import { isCovered, joinOf, redeliveryOf, stateOf, timeOf, uncover } from './cover'

const lab = (id: string, nodes: readonly string[]): LabFile => ({
  sluice: 1,
  id,
  title: id,
  connections: {},
  records: {},
  nodes: Object.fromEntries(nodes.map(name => [name, { type: 'join', from: [], with: {} }])),
})
afterEach(() => {
  uncover()
  session.lab.value = undefined
})

it('shows one screen at a time', () => {
  session.lab.value = lab('one', ['pairs'])
  joinOf.show('pairs')
  expect([joinOf.node.value, isCovered.value]).toEqual(['pairs', true])
  stateOf.show('pairs')
  expect([joinOf.node.value, stateOf.node.value]).toEqual([undefined, 'pairs'])
  timeOf.show('pairs')
  expect([stateOf.node.value, timeOf.node.value]).toEqual([undefined, 'pairs'])
  redeliveryOf.show()
  expect([timeOf.node.value, redeliveryOf.isShown.value]).toEqual([undefined, true])
  joinOf.show('pairs')
  expect([redeliveryOf.isShown.value, joinOf.node.value]).toEqual([false, 'pairs'])
  uncover()
  expect([joinOf.node.value, isCovered.value]).toEqual([undefined, false])
})

it('is left when the node is deleted, or another lab is opened', () => {
  session.lab.value = lab('one', ['pairs'])
  joinOf.show('pairs')
  session.lab.value = lab('one', [])
  expect(isCovered.value).toBe(false)
  session.lab.value = lab('one', ['pairs'])
  session.lab.value = lab('two', ['pairs'])
  expect(joinOf.node.value).toBeUndefined()
})

it('does not come back with a lab that is opened once more', () => {
  session.lab.value = lab('one', [])
  redeliveryOf.show()
  session.lab.value = lab('two', [])
  session.opened.value++
  expect(isCovered.value).toBe(false)
  session.lab.value = lab('one', [])
  session.opened.value++
  expect(isCovered.value).toBe(false)
})

it('leaves the focus on the canvas, not nowhere', async () => {
  const canvas = document.createElement('div')
  canvas.className = 'canvas'
  canvas.tabIndex = -1
  document.body.append(canvas)
  session.lab.value = lab('one', [])
  redeliveryOf.show()
  uncover()
  await nextTick()
  expect(document.activeElement).toBe(canvas)
  canvas.remove()
})
