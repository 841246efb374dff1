// Random requests of all kinds. The same seed gives the same requests.
import type { SeededRandom } from '../../support/seeded-random'
import { Cast } from './cast'
import { configSteps, restoreBroker } from './config-steps'
import { groupSteps } from './group-steps'
import { recordSteps } from './record-steps'
import { Sequences } from './sequences'
import type { NewStep, Step, Weighted } from './step'
import { newTopic, topicSteps } from './topic-steps'
import { transactionSteps } from './transaction-steps'

export class Steps {
  private readonly cast: Cast
  private readonly kinds: readonly Weighted[]

  constructor(
    private readonly random: SeededRandom,
    prefix: string,
  ) {
    this.cast = new Cast(random, prefix)
    const sequences = new Sequences(this.cast)
    this.kinds = [
      ...topicSteps(this.cast),
      ...recordSteps(this.cast, sequences),
      ...configSteps(this.cast),
      ...groupSteps(this.cast),
      ...transactionSteps(this.cast, sequences),
    ]
  }

  next(): Step {
    const total = this.kinds.reduce((sum, [weight]) => sum + weight, 0)
    let at = this.random.below(total)
    const [, make] = this.kinds.find(([weight]) => (at -= weight) < 0)!
    return { ...make(), version: this.random.below(1000) / 1000 }
  }

  /** Both brokers have their coordinators, and the same first topics. */
  first(): Step[] {
    const [group = ''] = this.cast.groups
    const [producer = ''] = this.cast.producers
    const [plain = '', compacted = ''] = this.cast.topics
    const steps = [
      restoreBroker('1'),
      restoreBroker(''),
      aProducer,
      coordinatorOf(group, 0),
      coordinatorOf(producer, 1),
      make(plain, 2, {}),
      make(compacted, 1, { 'cleanup.policy': 'compact', 'max.message.bytes': '2000' }),
    ]
    return steps.map(step => ({ ...step, version: 0.5 }))
  }
}

/** The id 0 also stands for none. */
const aProducer: NewStep = {
  api: 'InitProducerId',
  request: () => ({ transactionalId: null, transactionTimeoutMs: 60_000 }),
}

const coordinatorOf = (key: string, keyType: number): NewStep => ({
  api: 'FindCoordinator',
  changesTopics: true,
  request: () => ({ key, keyType, coordinatorKeys: [key] }),
})

const make = (
  name: string,
  partitions: number,
  configs: Readonly<Record<string, string>>,
): NewStep => ({
  api: 'CreateTopics',
  changesTopics: true,
  request: () => ({ topics: [newTopic(name, partitions, 1, configs)], timeoutMs: 10_000 }),
})
