// The topics of a run: made before anybody reads or writes (consumers of a topic that is not there
// would only fail), and emptied by a reset together with the groups that read them.
import { deleteGroup, KafkaAdmin } from '@main/connections'
import { LabError } from '@shared/errors'
import { newTopic, topicConfig } from '../topics/topic-config'
import { kafkaOf, patiently, type RunContext } from './run-context'
import type { Filled } from '../plan/filled'
import { writtenTopics, type TaskPlan } from '../plan/tasks'

export async function prepareTopics(run: RunContext, plan: TaskPlan): Promise<void> {
  for (const id of plan.topics) {
    const config = topicConfig.parse(run.lab.nodes[id]?.with ?? {})
    const admin = new KafkaAdmin(kafkaOf(run, config.connection))
    const { topic, create } = config
    try {
      await patiently(run, [id], run.signal, async () => {
        if (create) await admin.createTopic(topic, newTopic(config))
        await admin.endsOf(topic)
      })
      run.stats.node(id).state = 'running'
    } finally {
      await admin.close()
    }
  }
}

/** Deletes the groups of the run's readers, and the topics that it writes. */
export async function emptyTopics(
  run: RunContext,
  plan: TaskPlan,
  readers: readonly Filled[],
): Promise<void> {
  const groups = new Map<string, Set<string>>()
  for (const { connection, name } of readers)
    groups.set(connection, (groups.get(connection) ?? new Set()).add(name))
  const written = writtenTopics(plan)
  for (const id of plan.topics) {
    const config = topicConfig.parse(run.lab.nodes[id]?.with ?? {})
    const admin = new KafkaAdmin(kafkaOf(run, config.connection))
    for (const group of groups.get(config.connection) ?? [])
      await deleteGroup(admin, group).catch(() => {})
    if (written.has(id))
      await admin.deleteTopic(config.topic).catch((error: unknown) => {
        const known = LabError.from(error)
        run.stats.say('warn', known.code, known.params, id)
      })
    await admin.close()
  }
}

/** Those of them that are there. */
export async function deleteTopics(run: RunContext, topics: readonly Filled[]): Promise<void> {
  for (const { connection, name } of topics) {
    const admin = new KafkaAdmin(kafkaOf(run, connection))
    try {
      const there = await admin.listTopics()
      if (there.some(topic => topic.name === name)) await admin.deleteTopic(name)
    } catch (error) {
      const known = LabError.from(error)
      run.stats.say('warn', known.code, known.params)
    } finally {
      await admin.close()
    }
  }
}
