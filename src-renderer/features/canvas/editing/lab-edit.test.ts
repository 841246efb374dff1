// Canvas changes are text changes: comments, order and foreign settings survive, and edges follow
// names.
import { describe, expect, it } from 'vitest'
import { edgesOf } from '@shared/lab'
import r0 from '../../../../resources/labs/r0-vendas-ecommerce.yaml?raw'
import {
  addNode,
  closesCircle,
  connect,
  disconnect,
  duplicateNode,
  fragmentAt,
  moveNodes,
  readLab,
  removeNode,
  renameNode,
  setAt,
  setFragment,
  setPart,
  spliceNode,
} from './lab-edit'

function labOf(text: string) {
  const lab = readLab(text)
  if (lab === undefined) throw new Error(`no lab:\n${text}`)
  return lab
}
const fromOf = (text: string, id: string) => labOf(text).nodes[id]?.from

describe('a lab changed on the canvas', () => {
  it('keeps the comments of a map that changes as a whole', () => {
    const text = `nodes:
  read:
    with:
      # what the shop sends
      fields:
        id: long # never empty
        # in reais
        price: 'decimal(10,2)'
        name: string
`
    const path = ['nodes', 'read', 'with', 'fields']
    const renamed = setPart(text, path, { id: 'long', amount: 'decimal(10,2)', name: 'string' })
    expect(renamed).toBe(text.replace('price', 'amount'))
    const other = setPart(text, path, { name: 'string', id: 'int', at: 'timestamp' })
    expect(other).toContain('# what the shop sends')
    expect(other).toContain('id: int # never empty')
    expect(other.indexOf('name:')).toBeLessThan(other.indexOf('id:'))
    expect(other).toContain('at: timestamp')
    expect(other).not.toContain('price')
  })

  it('puts a node into an edge: it reads as its target did, and the target reads it', () => {
    const text = `sluice: 1
id: desk
title: Desk
nodes:
  made: { type: fake-data }
  orders: { type: topic, from: made }
  total:
    type: aggregate
    from: { node: orders, group: desk } # mine
  all: { type: union, from: [made, orders] }
`
    const edge = (of: string, id: string) => {
      const found = edgesOf(labOf(of)).find(each => each.id === id)
      if (found === undefined) throw new Error(id)
      return found
    }
    const spliced = spliceNode(text, labOf(text), edge(text, 'orders>total'), {
      type: 'parse',
      initial: { format: 'json' },
    })
    expect(spliced.id).toBe('parse')
    expect(fromOf(spliced.text, 'parse')).toEqual({ node: 'orders', group: 'desk' })
    expect(fromOf(spliced.text, 'total')).toBe('parse')
    const split = spliceNode(
      text,
      labOf(text),
      edge(text, 'orders>all'),
      { type: 'split', initial: {} },
      'rest',
    )
    expect(fromOf(split.text, 'all')).toEqual(['made', 'split.rest'])
    expect(fromOf(split.text, 'split')).toBe('orders')
  })

  it('keeps comments and everything that is not touched', () => {
    const changed = setAt(r0, ['nodes', 'vendas-ecommerce', 'with', 'partitions'], 4)
    expect(changed.startsWith(r0.slice(0, r0.indexOf('\n')))).toBe(true)
    expect(labOf(changed)).toEqual({
      ...labOf(r0),
      nodes: {
        ...labOf(r0).nodes,
        'vendas-ecommerce': {
          ...labOf(r0).nodes['vendas-ecommerce'],
          with: { connection: 'broker', topic: 'vendas-ecommerce', partitions: 4 },
        },
      },
    })
  })

  it('keeps a comment beside a value that changes', () => {
    const text = 'sluice: 1\nid: a\ntitle: A\nseed: 42 # the course uses 42\nnodes: {}\n'
    expect(setAt(text, ['seed'], 7)).toContain('seed: 7 # the course uses 42')
  })

  it('adds the first node to an empty lab as a block', () => {
    const empty = '# mine\nsluice: 1\nid: a\ntitle: A\nnodes: {}\n'
    const { text, id } = addNode(empty, labOf(empty), {
      type: 'topic',
      initial: { topic: 'x' },
      at: [10, 20],
    })
    expect(id).toBe('topic')
    expect(labOf(text).nodes['topic']).toEqual({
      type: 'topic',
      at: [10, 20],
      with: { topic: 'x' },
    })
    expect(text).toContain('# mine')
    expect(addNode(text, labOf(text), { type: 'topic', initial: {} }).id).toBe('topic-2')
  })

  it('renames a node and all that reads it', () => {
    const changed = renameNode(r0, labOf(r0), 'total', 'soma')
    expect(fromOf(changed, 'vendas_por_produto')).toBe('soma')
    expect(fromOf(changed, 'ao-vivo')).toBe('soma')
    expect(Object.keys(labOf(changed).nodes)).toEqual(
      Object.keys(labOf(r0).nodes).map(id => (id === 'total' ? 'soma' : id)),
    )
  })

  it('removes a node and the connections out of it', () => {
    const changed = removeNode(r0, labOf(r0), 'total')
    expect(labOf(changed).nodes['total']).toBeUndefined()
    expect(fromOf(changed, 'ao-vivo')).toBeUndefined()
  })

  it('connects many inputs as a list and one input by replacing', () => {
    const lab = labOf(r0)
    const many = connect(r0, lab, { from: 'pedido', port: 'out', to: 'vendas-ecommerce' }, true)
    expect(fromOf(many, 'vendas-ecommerce')).toEqual(['vendas', 'pedido'])
    const one = connect(r0, lab, { from: 'pedido', port: 'dead', to: 'ao-vivo' }, false)
    expect(fromOf(one, 'ao-vivo')).toBe('pedido.dead')
    const back = disconnect(
      many,
      labOf(many),
      edgesOf(labOf(many)).find(edge => edge.from === 'pedido' && edge.to === 'vendas-ecommerce')!,
    )
    expect(fromOf(back, 'vendas-ecommerce')).toEqual(['vendas'])
  })

  it('duplicates, moves, knows circles', () => {
    const { text, id } = duplicateNode(r0, labOf(r0), 'itens')
    expect(labOf(text).nodes[id]).toEqual(labOf(r0).nodes['itens'])
    expect(labOf(moveNodes(text, new Map([[id, [3.4, 5.6] as const]]))).nodes[id]?.at).toEqual([
      3, 6,
    ])
    expect(closesCircle(edgesOf(labOf(r0)), 'total', 'pedido')).toBe(true)
    expect(closesCircle(edgesOf(labOf(r0)), 'pedido', 'ao-vivo')).toBe(false)
  })

  it('replaces a part by its own YAML', () => {
    const path = ['nodes', 'itens', 'with']
    expect(fragmentAt(r0, path)).toContain('path: produtos_comprados')
    const changed = setFragment(
      r0,
      path,
      '# one row a product\npath: produtos_comprados\nas: item\n',
    )
    expect(changed).toContain('# one row a product')
    expect(labOf(changed ?? '').nodes['itens']?.with).toEqual({
      path: 'produtos_comprados',
      as: 'item',
    })
    expect(setFragment(r0, path, 'a: [')).toBeUndefined()
  })
})

describe('a whole setting from a form', () => {
  const lab = `sluice: 1
nodes:
  made:
    with:
      # as in the shop
      rate:
        burst:
          rate: 200/s # Friday
          for: 10 s
          every: 1 min
          base: 20/s # usual
`
  const path = ['nodes', 'made', 'with', 'rate']

  it('changes what differs and keeps the comments', () => {
    const burst = { rate: '300/s', for: '10 s', every: '2 min' }
    expect(setPart(lab, path, { burst })).toBe(
      lab
        .replace('200/s', '300/s')
        .replace('1 min', '2 min')
        .replace('          base: 20/s # usual\n', ''),
    )
    expect(
      setPart(lab, path, { burst: { ...burst, rate: '200/s', every: '1 min', base: '20/s' } }),
    ).toBe(lab)
  })

  it('finds keys that are numbers or truths', () => {
    const choices = 'choice:\n  5: 2 # often\n  7: 1\n  true: 3\n'
    expect(setPart(choices, ['choice'], { 5: 4, true: 3 })).toBe(
      'choice:\n  5: 4 # often\n  true: 3\n',
    )
  })

  it('of another kind takes its place; lists grow and shrink', () => {
    const steps = {
      steps: [
        { rate: 1, for: '5 s' },
        { rate: 2, for: '5 s' },
      ],
    }
    const stepped = setPart(lab, path, steps)
    const grown = setPart(stepped, path, { steps: [...steps.steps, { rate: 3, for: '5 s' }] })
    expect(grown).toContain('rate: 3')
    expect(setPart(grown, path, steps)).toBe(stepped)
    expect(setPart(stepped, path, '5/s')).toContain('rate: 5/s')
  })
})
