// Every node type there is.
import { aggregateNode } from './aggregates/aggregate'
import { machineNode } from './aggregates/machine'
import type { AnyNode } from './define'
import { cassandraNode } from './sinks/cassandra'
import { consoleNode } from './sinks/console'
import { filesNode } from './sinks/files'
import { liveNode } from './sinks/live'
import { opensearchNode } from './sinks/opensearch'
import { reportNode } from './sinks/report'
import { sqlNode } from './sinks/sql'
import { fakeDataNode } from './sources/fake-data'
import { replayNode } from './sources/replay'
import { topicNode } from './sources/topic'
import { dedupeNode } from './transforms/dedupe'
import { explodeNode } from './transforms/explode'
import { filterNode } from './transforms/filter'
import { flattenNode } from './transforms/flatten'
import { parseNode } from './transforms/parse'
import { selectNode } from './transforms/select'
import { routeNode, splitNode } from './transforms/split'
import { unionNode } from './transforms/union'

export const nodes: readonly AnyNode[] = [
  fakeDataNode,
  replayNode,
  topicNode,
  parseNode,
  filterNode,
  selectNode,
  explodeNode,
  flattenNode,
  dedupeNode,
  splitNode,
  routeNode,
  unionNode,
  aggregateNode,
  machineNode,
  cassandraNode,
  sqlNode,
  opensearchNode,
  filesNode,
  reportNode,
  consoleNode,
  liveNode,
]

export const nodeTypes: ReadonlyMap<string, AnyNode> = new Map(nodes.map(node => [node.type, node]))
