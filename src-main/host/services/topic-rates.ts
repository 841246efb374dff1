// Records per second of each topic, from how many there were whenever somebody looked. A topic whose
// records come further apart than the looks is measured from one look with news to another, so that
// one record in five seconds reads 0.2/s and not 0, then 0.5. Until it is known, it is absent.
import type { TopicSummary } from '@shared/contract'

/** Two quick looks do not make a wild figure. */
const LOOK_MS_MIN = 1000
const WINDOW_MS = 10_000
/** News that have not come after so many usual gaps will not come: the topic is idle. */
const OVERDUE = 1.5
const NEWS_EXACT = 100

interface Look {
  readonly at: number
  readonly records: number
  readonly isNews?: boolean
}

export class TopicRates {
  private readonly topics = new Map<string, TopicRate>()

  add(connection: string, topics: readonly TopicSummary[], at: number): TopicSummary[] {
    return topics.map(topic => {
      const key = `${connection}\n${topic.name}`
      const known = this.topics.get(key) ?? new TopicRate()
      this.topics.set(key, known)
      return { ...topic, ratePerSecond: known.look(at, topic.records) }
    })
  }
}

class TopicRate {
  /** The first look, then those that found news. */
  private looks: Look[] = []
  private lastAt = -Infinity
  private rate: number | undefined

  look(at: number, records: number): number | undefined {
    const gapMs = at - this.lastAt
    if (gapMs < LOOK_MS_MIN) return this.rate
    this.lastAt = at
    const last = this.looks.at(-1)
    if (!last || records < last.records) {
      // Never seen, or emptied.
      this.looks = [{ at, records }]
      return (this.rate = last && 0)
    }
    if (gapMs > WINDOW_MS) {
      // Nobody looked for long: what was before says nothing of now.
      this.looks = [{ at, records }]
      return (this.rate = ((records - last.records) * 1000) / gapMs)
    }
    if (records > last.records) this.looks.push({ at, records, isNews: true })
    // The first look fell somewhere between two records: it serves only until there are better ones.
    if (this.looks.length > 2 && this.looks[0]?.isNews !== true) this.looks.shift()
    this.forget(at)
    return (this.rate = this.measured(at, gapMs))
  }

  private measured(now: number, gapMs: number): number | undefined {
    const [first] = this.looks
    const last = this.looks.at(-1)
    if (!first || !last) return undefined
    // One record in five seconds: until it was looked for that long, nobody knows.
    if (first === last) return now - first.at < WINDOW_MS ? undefined : 0
    const spanMs = last.at - first.at
    const usualMs = spanMs / (this.looks.length - 1)
    // Where news are rarer than looks, they may have come right after one.
    const slackMs = usualMs > gapMs * OVERDUE ? gapMs : 0
    if (now - last.at > usualMs * OVERDUE + slackMs) return 0
    const news = last.records - first.records
    const rate = (news * 1000) / spanMs
    // A look may have missed the newest record: of a few, a third digit would be made up.
    return news < NEWS_EXACT ? Number(rate.toPrecision(2)) : rate
  }

  /** Keeps the window, and always two looks with news between them. */
  private forget(now: number): void {
    while (this.looks.length > 2 && now - (this.looks[1]?.at ?? now) > WINDOW_MS) this.looks.shift()
  }
}
