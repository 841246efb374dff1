// A new sink is connected where a person would connect it.
import { describe, expect, it } from 'vitest'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import { branchOf } from './branch'

const edge = (from: string, to: string): LabEdge => ({
  id: `${from}>${to}`,
  from,
  port: MAIN_PORT,
  to,
})
const nodes = [
  { id: 'sales', kind: 'source' },
  { id: 'topic', kind: 'topic' },
  { id: 'total', kind: 'step' },
  { id: 'table', kind: 'sink' },
] as const
const edges = [edge('sales', 'topic'), edge('topic', 'total'), edge('total', 'table')]

describe('a new sink', () => {
  it('reads the selected node', () => expect(branchOf(nodes, edges, 'topic', true)).toBe('topic'))

  it('reads what the selected sink reads', () =>
    expect(branchOf(nodes, edges, 'table', true)).toBe('total'))

  it('reads what the last sink reads when nothing is selected', () =>
    expect(branchOf(nodes, edges, undefined, true)).toBe('total'))

  it('goes to the end of a chain that has no sink yet', () =>
    expect(branchOf(nodes.slice(0, 3), edges.slice(0, 2), undefined, true)).toBe('total'))
})

it('puts another node on the branch of the selected sink', () =>
  expect(branchOf(nodes, edges, 'table', false)).toBe('total'))

it('leaves another node alone when nothing is selected', () =>
  expect(branchOf(nodes, edges, undefined, false)).toBeUndefined())
