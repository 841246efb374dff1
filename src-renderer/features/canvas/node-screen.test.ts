import { afterEach, expect, it } from 'vitest'
import { session } from '@renderer/client'
import type { LabFile } from '@shared/lab'
import { isNodeScreen, joinOf, leaveNodeScreen, stateOf, timeOf } from './node-screen'

const lab = (id: string, nodes: readonly string[]): LabFile => ({
  sluice: 1,
  id,
  title: id,
  connections: {},
  records: {},
  nodes: Object.fromEntries(nodes.map(name => [name, { type: 'join', from: [], with: {} }])),
})
afterEach(() => {
  leaveNodeScreen()
  session.lab.value = undefined
})

it('shows one screen of a node at a time', () => {
  session.lab.value = lab('one', ['pairs'])
  joinOf.show('pairs')
  expect([joinOf.node.value, isNodeScreen.value]).toEqual(['pairs', true])
  stateOf.show('pairs')
  expect([joinOf.node.value, stateOf.node.value]).toEqual([undefined, 'pairs'])
  timeOf.show('pairs')
  expect([stateOf.node.value, timeOf.node.value]).toEqual([undefined, 'pairs'])
  leaveNodeScreen()
  expect([timeOf.node.value, isNodeScreen.value]).toEqual([undefined, false])
})

it('is left when the node is deleted, or another lab is opened', () => {
  session.lab.value = lab('one', ['pairs'])
  joinOf.show('pairs')
  session.lab.value = lab('one', [])
  expect(isNodeScreen.value).toBe(false)
  session.lab.value = lab('one', ['pairs'])
  session.lab.value = lab('two', ['pairs'])
  expect(joinOf.node.value).toBeUndefined()
})
