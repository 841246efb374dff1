// Every node type. The palette shows them in this order.
import { aggregateNode } from './aggregates/aggregate/node'
import { machineNode } from './aggregates/machine/node'
import type { AnyNode } from '../model/define-node'
import { cassandraNode } from './sinks/cassandra/node'
import { consoleNode } from './sinks/console/node'
import { mailNode } from './sinks/mail-out/node'
import { httpNode } from './sinks/http-out/node'
import { filesNode } from './sinks/files/node'
import { liveNode } from './sinks/live/node'
import { opensearchNode } from './sinks/opensearch/node'
import { reportNode } from './sinks/report/node'
import { sqlNode } from './sinks/sql/node'
import { fakeDataNode } from './sources/fake-data/node'
import { pollNode } from './sources/poll/node'
import { replayNode } from './sources/replay/node'
import { topicNode } from './sources/topic/node'
import { webhookNode } from './sources/webhook/node'
import { dedupeNode } from './transforms/dedupe/node'
import { explodeNode } from './transforms/explode/node'
import { filterNode } from './transforms/filter/node'
import { flattenNode } from './transforms/flatten/node'
import { joinNode } from './transforms/join/node'
import { lookupNode } from './transforms/lookup/node'
import { parseNode } from './transforms/parse/node'
import { routeNode } from './transforms/route/node'
import { selectNode } from './transforms/select/node'
import { splitNode } from './transforms/split/node'
import { unionNode } from './transforms/union/node'

export const nodes: readonly AnyNode[] = [
  fakeDataNode,
  replayNode,
  pollNode,
  webhookNode,
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
  joinNode,
  lookupNode,
  aggregateNode,
  machineNode,
  cassandraNode,
  sqlNode,
  opensearchNode,
  httpNode,
  mailNode,
  filesNode,
  reportNode,
  consoleNode,
  liveNode,
]

export type NodeTypes = ReadonlyMap<string, AnyNode>

export const typesOf = (list: readonly AnyNode[]): NodeTypes =>
  new Map(list.map(node => [node.type, node]))

export const nodeTypes: NodeTypes = typesOf(nodes)
