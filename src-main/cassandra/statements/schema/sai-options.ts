// What a storage-attached index may be on, and its options, in Cassandra's words and order
// (StorageAttachedIndex.validateOptions, IndexWriterConfig, NonTokenizingOptions).
import { configError, invalid } from '../../errors'
import { isSai } from '../../indexes'
import type { Column, Index, Table } from '../../schema/model'
import { isVector } from '../../types'

const ANALYSIS = ['case_sensitive', 'normalize', 'ascii']
const GRAPH = ['maximum_node_connections', 'construction_beam_width']
const VECTOR = ['similarity_function', 'optimize_for', ...GRAPH]
const KNOWN = new Set([...ANALYSIS, ...VECTOR, 'class_name', 'target'])
const TEXTS = new Set(['text', 'ascii'])
const SIMILARITIES = ['EUCLIDEAN', 'DOT_PRODUCT', 'COSINE']
const AIMS = ['LATENCY', 'RECALL']

const VECTOR_WARNING = `SAI ANN indexes on vector columns are experimental and are not recommended for production use.
They don't yet support SELECT queries with:
 * Consistency level higher than ONE/LOCAL_ONE.
 * Paging.
 * No LIMIT clauses.
 * PER PARTITION LIMIT clauses.
 * GROUP BY clauses.
 * Aggregation functions.
 * Filters on columns without a SAI index.`

type Options = ReadonlyMap<string, string>

export function checkSai(
  table: Table,
  column: Column,
  index: Pick<Index, 'target'>,
  options: Options,
) {
  const other = table.indexes.some(
    i => isSai(i) && i.column === column.name && i.target === index.target,
  )
  if (other)
    throw invalid(
      `Cannot create more than one storage-attached index on the same column: ${column.name}`,
    )
  const unknown = [...options.keys()].filter(name => !KNOWN.has(name))
  if (unknown.length > 0)
    throw configError(
      `Properties specified [${unknown.join(', ')}] are not understood by StorageAttachedIndex`,
    )
  checkAnalysis(column, options)
  checkVector(column, options)
}

function checkAnalysis(column: Column, options: Options): void {
  const given = ANALYSIS.filter(name => options.has(name))
  if (given.length === 0) return
  if (column.kind === 'partition_key' || column.kind === 'clustering') {
    const shown = given.map(name => `${name}=${options.get(name)}`).join(', ')
    throw invalid(`Analysis options are not supported on primary key columns, but found {${shown}}`)
  }
  const { type } = column
  const of = 'of' in type && !Array.isArray(type.of) ? (type as { of: Column['type'] }).of : type
  if (!TEXTS.has(of.kind)) throw invalid(`CQL type ${type.name} cannot be analyzed.`)
  for (const name of given) {
    const value = options.get(name) ?? ''
    if (value === '') throw invalid(`Empty value for boolean option '${name}'`)
    if (!/^(true|false)$/i.test(value))
      throw invalid(`Illegal value for boolean option '${name}': ${value}`)
  }
}

function checkVector({ type }: Column, options: Options): void {
  if (!isVector(type)) {
    if (VECTOR.some(name => options.has(name)))
      throw invalid(`CQL type ${type.name} cannot have vector options`)
    return
  }
  for (const name of GRAPH) {
    const shown =
      name === 'construction_beam_width' ? 'Construction beam width' : 'Maximum node connections'
    if (options.has(name))
      throw invalid(`${shown} cannot be set without enabling SAI_VECTOR_ALLOW_CUSTOM_PARAMETERS`)
  }
  const similarity = options.get('similarity_function')?.toUpperCase() ?? 'COSINE'
  if (!SIMILARITIES.includes(similarity))
    throw invalid(
      `Similarity function ${similarity} was not recognized for index null. Valid values are: ${SIMILARITIES.join(', ')}`,
    )
  const aim = options.get('optimize_for')?.toUpperCase()
  if (aim !== undefined && !AIMS.includes(aim))
    throw invalid(
      `optimize_for '${aim}' was not recognized for index null. Valid values are: ${AIMS.join(', ')}`,
    )
  if (type.of.kind !== 'float')
    throw invalid('SAI ANN indexes are only allowed on vector columns with float elements')
  if (type.dimension === 1 && similarity === 'COSINE')
    throw invalid('Cosine similarity is not supported for single-dimension vectors')
}

/** Cassandra warns once for each index of vectors that the table has with the new one. */
export const vectorWarnings = (table: Table): string[] =>
  table.indexes
    .filter(i => {
      const type = table.columns.get(i.column)?.type
      return isSai(i) && type !== undefined && isVector(type)
    })
    .map(() => VECTOR_WARNING)
