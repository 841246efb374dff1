// "Why?" asks the other services once, as a client of theirs, and gives what they say to the causes.
// A part that does not answer is left out: the question is asked when something is wrong.
import {
  BUILTIN,
  type ClientSighting,
  type Contract,
  type FeedPage,
  type GroupDetail,
  type TopicSummary,
} from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import type { Evidence, GroupFacts, TopicFacts } from './evidence'
import { CAUSE_IDS, findCauses } from './find-causes'

type Handlers = HandlersOf<Contract>
type CallContext = Parameters<Handlers['why']['ask']>[1]

export interface WhyParts {
  readonly services: Pick<Handlers, 'app' | 'connections' | 'groups' | 'labs' | 'runs' | 'topics'>
  readonly sightings: () => Promise<readonly ClientSighting[]>
  /** Told of a cause that could not be looked for. */
  readonly fault: (cause: string, error: unknown) => void
  readonly labOf: (lab: string, text: string | undefined) => Promise<Evidence['lab'] & object>
}

const SAMPLE = 100
/** The largest ones: a lab has a handful. */
const TOPICS_MAX = 30
const GROUPS_MAX = 30

export function whyService(parts: WhyParts): Handlers['why'] {
  return {
    ask: async ({ lab }, context) => {
      const evidence = await collect(parts, lab, context)
      return { findings: findCauses(evidence, parts.fault), lookedFor: CAUSE_IDS }
    },
  }
}

/** What cannot be had is as if it were not there. */
async function or<T>(without: T, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    return without
  }
}

const itemsOf = async <T>(page: FeedPage<T> | Promise<FeedPage<T>>): Promise<readonly T[]> =>
  (await page).items

async function collect(
  { services, sightings, labOf }: WhyParts,
  lab: string | undefined,
  context: CallContext,
): Promise<Evidence> {
  const [ofLab, topics, groups, seen, disk, addresses] = await Promise.all([
    lab === undefined ? undefined : labParts(services, labOf, lab, context),
    topicsIn(services, context),
    groupsIn(services, context),
    or([], sightings),
    or(null, () => services.app.disk({}, context)),
    or([], async () =>
      (await services.connections.list({}, context)).map(({ address }) => address),
    ),
  ])
  const facts = { nowMs: Date.now(), topics, groups, sightings: seen, disk, addresses }
  return { ...NO_LAB, ...facts, ...ofLab }
}

const NO_LAB = {
  problems: [],
  stats: new Map(),
  edges: new Map(),
  times: [],
  deadLetters: [],
} as const

async function labParts(
  { runs, labs }: WhyParts['services'],
  labOf: WhyParts['labOf'],
  lab: string,
  context: CallContext,
): Promise<Partial<Evidence>> {
  const file = await labOf(lab, undefined)
  const [graph, deadLetters, summaries, checked] = await Promise.all([
    or([], () => itemsOf(runs.graph({ lab }, context))),
    or([], () => itemsOf(runs.deadLetters({ lab }, context))),
    or([], () => itemsOf(runs.summary({ lab }, context))),
    or([], async () => (await labs.check({ text: JSON.stringify(file) }, context)).problems),
  ])
  const part = (kind: string) =>
    new Map(
      graph.flatMap(stat =>
        stat.key.startsWith(`${kind}:`) ? [[stat.key.slice(kind.length + 1), stat] as const] : [],
      ),
    )
  const timed = graph.filter(({ time }) => time !== undefined)
  const times = await Promise.all(
    timed.map(({ key }) => or(undefined, () => runs.time({ lab, node: key.slice(5) }, context))),
  )
  const run = summaries.find(each => each.lab === lab)
  return {
    lab: file,
    ...(run ? { run } : {}),
    problems: checked,
    stats: part('node'),
    edges: part('edge'),
    times: times.flatMap(view => view ?? []),
    deadLetters,
  }
}

async function topicsIn(
  { topics }: WhyParts['services'],
  context: CallContext,
): Promise<readonly TopicFacts[]> {
  const all = await or<readonly TopicSummary[]>([], () =>
    topics.list({ connection: BUILTIN }, context),
  )
  const looked = all.filter(({ internal }) => !internal).slice(0, TOPICS_MAX)
  const found = await Promise.all(
    looked.map(({ name }) =>
      or(undefined, async (): Promise<TopicFacts> => {
        const of = { connection: BUILTIN, topic: name }
        const [detail, newest] = await Promise.all([
          topics.describe(of, context),
          topics.browse({ ...of, from: 'newest', limit: SAMPLE, scanMs: 1000 }, context),
        ])
        const policy = detail.configs.find(config => config.name === 'cleanup.policy')?.value ?? ''
        return {
          name,
          partitions: detail.partitionList.map(({ id, earliest, latest }) => ({
            ...{ id, earliest: Number(earliest), latest: Number(latest) },
          })),
          isCompacted: policy.includes('compact'),
          sample: newest.records,
        }
      }),
    ),
  )
  return found.flatMap(topic => topic ?? [])
}

async function groupsIn(
  { groups }: WhyParts['services'],
  context: CallContext,
): Promise<readonly GroupFacts[]> {
  const all = await or([], () => groups.list({ connection: BUILTIN }, context))
  const found = await Promise.all(
    all.slice(0, GROUPS_MAX).map(({ id }) =>
      or(undefined, async (): Promise<GroupFacts> => {
        const of = { connection: BUILTIN, group: id }
        const detail: GroupDetail = await groups.describe(of, context)
        const { changes } = await groups.history(of, context)
        return { detail, changes }
      }),
    ),
  )
  return found.flatMap(group => group ?? [])
}
