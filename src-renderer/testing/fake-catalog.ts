// Node descriptors as the host would send them: enough of each kind for palette, inspector and
// tests.
import type { NodeInfo } from '@shared/contract'

const words = (en: string, pt: string, es: string) => ({ en, 'pt-BR': pt, es })
const text = (title: string, more: object = {}) => ({ type: 'string', title, ...more })

function node(
  type: string,
  kind: NodeInfo['kind'],
  group: NodeInfo['group'],
  icon: string,
  title: NodeInfo['title'],
  properties: Record<string, object>,
  more: Partial<NodeInfo> & { required?: string[] } = {},
): NodeInfo {
  const { required = [], ...rest } = more
  return {
    type,
    version: 1,
    kind,
    group,
    icon,
    title,
    doc: title,
    live: [],
    inputs: kind === 'source' ? 'none' : 'one',
    outputs: kind === 'sink' ? [] : kind === 'step' ? ['out', 'dead'] : ['out'],
    config: { type: 'object', properties, required, additionalProperties: false },
    initial: {},
    ...rest,
  }
}

const expressions = (title: string) => ({
  type: 'object',
  title,
  additionalProperties: { type: 'string', format: 'expression' },
})

export const fakeCatalog: readonly NodeInfo[] = [
  node(
    'fake-data',
    'source',
    'sources',
    'wand-sparkles',
    words('Fake data', 'Dados fictícios', 'Datos ficticios'),
    {
      record: text('Record', { format: 'record' }),
      rate: { title: 'Rate', format: 'rate', anyOf: [{ type: 'number' }, { type: 'string' }] },
      key: text('Key'),
      limit: { type: 'integer', title: 'Stop after', minimum: 1 },
    },
    { required: ['record', 'rate'], initial: { record: 'order', rate: 1 } },
  ),
  node(
    'topic',
    'topic',
    'sources',
    'layers',
    words('Kafka topic', 'Tópico Kafka', 'Topic de Kafka'),
    {
      connection: text('Connection', { format: 'connection' }),
      topic: text('Topic', { format: 'topic' }),
      partitions: { type: 'integer', title: 'Partitions', minimum: 1, default: 1 },
      replication: { type: 'integer', title: 'Replication', minimum: 1, default: 1 },
    },
    {
      required: ['connection', 'topic'],
      inputs: 'many',
      initial: { connection: 'broker', topic: 'events', partitions: 1 },
    },
  ),
  node(
    'parse',
    'step',
    'shape',
    'split',
    words('Parse', 'Interpretar', 'Interpretar'),
    {
      format: { type: 'string', title: 'Format', enum: ['json', 'csv', 'text'] },
      fields: { type: 'object', title: 'Fields', additionalProperties: { type: 'string' } },
    },
    { required: ['format'], initial: { format: 'json' } },
  ),
  node(
    'explode',
    'step',
    'shape',
    'unfold-vertical',
    words('Explode', 'Explodir', 'Desglosar'),
    {
      path: text('List', { format: 'field' }),
      as: text('As'),
    },
    { required: ['path'], initial: { path: 'items', as: 'item' } },
  ),
  node(
    'filter',
    'step',
    'shape',
    'filter',
    words('Filter', 'Filtrar', 'Filtrar'),
    {
      where: text('Keep when', { format: 'expression' }),
    },
    { required: ['where'], initial: { where: 'true' } },
  ),
  node(
    'select',
    'step',
    'shape',
    'shuffle',
    words('Map fields', 'Mapear campos', 'Transformar campos'),
    { fields: expressions('Fields') },
    { initial: { fields: {} } },
  ),
  node(
    'aggregate',
    'step',
    'aggregate',
    'sigma',
    words('Running total', 'Total acumulado', 'Total acumulado'),
    {
      by: expressions('By'),
      compute: expressions('Compute'),
      mode: { type: 'string', title: 'Output mode', enum: ['complete', 'update', 'append'] },
    },
    {
      required: ['by', 'compute'],
      initial: { by: {}, compute: { count: 'count()' }, mode: 'complete' },
    },
  ),
  node(
    'live',
    'sink',
    'sinks',
    'rows-3',
    words('Live table', 'Tabela ao vivo', 'Tabla en vivo'),
    {
      chart: { type: 'string', title: 'Shown as', enum: ['table', 'bar', 'line', 'pie', 'figure'] },
      x: text('Across', { format: 'field' }),
      y: text('Upwards', { format: 'field' }),
    },
    { initial: { chart: 'table' } },
  ),
  node(
    'cassandra',
    'sink',
    'sinks',
    'database',
    words('Cassandra', 'Cassandra', 'Cassandra'),
    {
      connection: text('Connection', { format: 'connection' }),
      keyspace: text('Keyspace'),
      table: text('Table'),
      key: { type: 'array', title: 'Key', items: { type: 'string' } },
      types: { type: 'object', title: 'Types', additionalProperties: { type: 'string' } },
      create: { type: 'boolean', title: 'Create the table', default: true },
    },
    {
      required: ['connection', 'keyspace', 'table'],
      initial: { connection: 'store', keyspace: 'lab', table: 'totals', create: true },
    },
  ),
]
