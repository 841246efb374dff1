// The few topics, groups and producers that all requests of a run are about, so that they meet each
// other's effects; and the chance that picks among them.
import type { SeededRandom } from '../../support/seeded-random'

export class Cast {
  readonly topics: readonly string[]
  readonly groups: readonly string[]
  readonly producers: readonly string[]
  /** Records have times before it. */
  readonly now = Date.now()

  constructor(
    readonly random: SeededRandom,
    prefix: string,
  ) {
    this.topics = [0, 1, 2, 3].map(i => `${prefix}-t${i}`)
    this.groups = [0, 1, 2].map(i => `${prefix}-g${i}`)
    this.producers = [0, 1, 2].map(i => `${prefix}-p${i}`)
  }

  readonly topic = () => this.random.pick(this.topics)
  /** The last one is never there. */
  readonly partition = () => this.random.pick([0, 0, 0, 1, 1, 2, 7])
  readonly group = () => this.random.pick(this.groups)
  readonly producer = () => this.random.pick(this.producers)
  readonly oneIn = (n: number) => this.random.below(n) === 0
}
