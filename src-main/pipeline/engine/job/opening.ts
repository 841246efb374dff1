// How a job begins: with its checkpoint, its inputs at their positions, its sinks as they were then, and the
// batches that its last life noted and did not finish.
import { join } from 'node:path'
import type { LabEdge } from '@shared/lab'
import type { JobPlan } from '../../plan/tasks'
import type { JobInput } from '../input'
import { noteRedelivery } from '../redelivery/note'
import { patiently } from '../run-context'
import type { Signal } from '../signal'
import { SourceInput } from '../source-input'
import { TopicInput } from '../topic-input'
import { restoreFacts, rulesOf, type SavedParts } from './job-facts'
import type { CycleParts, MicroBatches } from './micro-batches'
import { chunksOf, openInputs, replay } from './replay'
import { readAsTold } from './told-batches'

interface Opening {
  readonly parts: CycleParts
  readonly batches: MicroBatches
  /** Those of its parts, to be filled. */
  readonly inputs: JobInput[]
  readonly arrived: Signal
  readonly plan: JobPlan
  readonly saving: () => SavedParts
}

export async function openJob(opening: Opening): Promise<void> {
  const { parts, batches, inputs, plan, saving, arrived } = opening
  const { run, graph, commits, stop } = parts
  const dir = join(run.runDir, 'jobs', plan.id)
  const restored = await commits.open(dir, run.durability, startOf(opening))
  sayWhereItGoesOn(opening, restored.plans.length)
  if (restored.commit) {
    batches.startAfter(restored.commit)
    restoreFacts(saving(), restored.commit, restored.nodes)
  }
  for (const edge of plan.inputs) inputs.push(inputOf(edge, opening))
  await openInputs(parts, restored)
  // Sinks are touched from here on: a file is cut to where it was then.
  await commits.settle()
  for (const { id, operator } of graph.nodes.values())
    if (operator.open) await patiently(run, [id], stop, async () => operator.open?.())
  const chunkOf = chunksOf(parts, batches, arrived)
  const again = { run, job: plan.id, dir, restored, edges: plan.inputs, inputs }
  await replay(parts, batches, restored, chunkOf, sinks => noteRedelivery(again, sinks))
  const rules = rulesOf(saving())
  const { commit, plans, rulesSince = new Set(plans.length > 0 ? [commit?.rules] : []) } = restored
  if ([...rulesSince].some(other => other !== rules)) await skipWritten(parts, batches)
  const topics = inputs.filter(input => input instanceof TopicInput)
  await readAsTold(parts, topics, batches, chunkOf)
}

/** The checkpoint that was asked for; undefined for the last one. */
function startOf({ parts: { run }, plan }: Opening): 'previous' | number | undefined {
  const { checkpoint } = run
  if (checkpoint === 'previous') return checkpoint
  return typeof checkpoint === 'object' && checkpoint.job === plan.id ? checkpoint.batch : undefined
}

function sayWhereItGoesOn(opening: Opening, again: number): void {
  const { parts, plan } = opening
  const batch = startOf(opening)
  if (typeof batch === 'number')
    parts.run.stats.say('info', 'run-went-back', { job: plan.id, batch, again })
}

async function skipWritten({ run, graph }: CycleParts, batches: MicroBatches): Promise<void> {
  for (const { id, operator } of graph.nodes.values()) {
    const records = operator.skipWritten?.() ?? 0
    if (records > 0) run.stats.say('warn', 'run-redone-differs', { node: id, records }, id)
  }
  await batches.commit()
}

/** A node that keeps its records in a topic is read by a group; any other makes them itself. */
function inputOf(edge: LabEdge, { parts, arrived }: Opening): JobInput {
  const { run, graph, clock, stop } = parts
  const inputs = graph.bound.nodes.get(edge.to)?.inputs ?? []
  const port = Math.max(
    0,
    inputs.findIndex(input => input.edge.id === edge.id),
  )
  const topic = graph.bound.nodes.get(edge.from)?.bound.topic
  return topic
    ? new TopicInput(run, edge, port, topic, arrived, stop)
    : new SourceInput(run, edge, port, arrived, () => clock.ms)
}
