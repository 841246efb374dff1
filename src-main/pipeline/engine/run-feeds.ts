// The feeds of a run, over the statistics and views that its tasks keep up to date.
import type { ViewInfo, ViewRow } from '@shared/contract'
import type { KeyedTable } from '@shared/feed'
import type { RunFeeds } from '../model/run-types'
import type { Follower } from './follow/follower'
import type { GraphNode } from './job/graph'
import type { RunJob } from './job/run-job'
import type { EdgeStats, RunStats } from './stats'
import { joinViewOf } from './join-view'
import { profileOf } from './profile/profile-of'
import { statePageOf, statesOf } from './state-view'
import { timeViewOf } from './time-view'

const EMPTY_PAGE = { cursor: '', reset: true, items: [], removed: [], dropped: 0 }

export interface Shown {
  readonly stats: RunStats
  readonly jobs: () => readonly RunJob[]
  readonly follower: Follower
}

export function runFeeds({ stats, jobs, follower }: Shown): RunFeeds {
  return {
    graph: async cursor => stats.graph.since(cursor),
    view: async (node, cursor) => tableOf(jobs(), node)?.since(cursor) ?? EMPTY_PAGE,
    records: async (at, cursor) => {
      const edge = edgeAt(stats, at)
      if (!edge) return EMPTY_PAGE
      const page = edge.last.since(cursor)
      return { ...page, items: page.items.map(item => edge.peek(item)) }
    },
    deadLetters: async cursor => stats.deadLetters.since(cursor),
    log: async cursor => stats.log.since(cursor),
    time: async node => timeViewOf(node, nodeOf(jobs(), node), stats.now()),
    profile: at => profileOf(at, edgeAt(stats, at)),
    states: () => statesOf(jobs().flatMap(job => [...job.nodes.values()])),
    follow: asked => follower.follow(asked),
    followNext: (from, waitMs) => follower.next(from, waitMs),
    followBack: (node, wanted) => follower.back(node, wanted),
    joins: asked => joinViewOf(asked, nodeOf(jobs(), asked.node), stats.now()),
    state: asked => statePageOf(asked, nodeOf(jobs(), asked.node), stats.now()),
  }
}

export function viewsOf(
  jobs: readonly RunJob[],
): { readonly info: ViewInfo; readonly table: KeyedTable<ViewRow> }[] {
  return jobs
    .flatMap(job => [...job.nodes.values()])
    .flatMap(({ id, operator: { view } }) =>
      view ? [{ info: { node: id, ...view.info }, table: view.table }] : [],
    )
}

const nodeOf = (jobs: readonly RunJob[], node: string): GraphNode | undefined =>
  jobs.find(job => job.nodes.has(node))?.nodes.get(node)

function tableOf(jobs: readonly RunJob[], node: string): KeyedTable<ViewRow> | undefined {
  return viewsOf(jobs).find(({ info }) => info.node === node)?.table
}

/** `edge:<id>`, or `node:<id>` for the first edge out of a node (into it, for a sink). */
function edgeAt(stats: RunStats, at: string): EdgeStats | undefined {
  if (at.startsWith('edge:')) return stats.edges.get(at.slice(5))
  const node = at.replace(/^node:/, '')
  const edges = [...stats.edges.values()]
  return (
    edges.find(e => e.id.startsWith(`${node}>`)) ??
    edges.find(e => e.id.startsWith(`${node}.`)) ??
    edges.find(e => e.id.endsWith(`>${node}`))
  )
}
