import { readFileSync } from 'node:fs'
import { parseLab } from '@shared/lab'
import { expect, it } from 'vitest'
import { filledBy } from './filled'

const labOf = (id: string) => {
  const { lab } = parseLab(readFileSync(`resources/labs/${id}.yaml`, 'utf8'))
  if (!lab) throw new Error(id)
  return lab
}

it('names the topics, groups and tables that a reset empties', () => {
  const { topics, groups, tables, deadTopics } = filledBy(labOf('r4-simulator'))
  expect(topics.map(({ name }) => name).sort()).toEqual(['e-commerce-orders', 'processed-orders'])
  expect(groups).toHaveLength(6)
  expect(groups.map(({ name }) => name)).toContain('sales_tracking_group')
  expect(tables).toEqual([{ connection: 'search', name: 'consumer_output' }])
  expect(new Set(deadTopics.map(({ name }) => name))).toEqual(
    new Set(['e-commerce-orders-dead', 'processed-orders-dead']),
  )
  expect(filledBy(labOf('r0-vendas-ecommerce')).tables.map(({ name }) => name)).toEqual([
    'vendas_por_produto',
  ])
})
