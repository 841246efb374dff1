// What became of the rows of one input of a join, since the last clean start.
import type { JoinLedger } from '@shared/contract'
import type { Json } from '../../../model/operator'

export class SideCounts {
  matched = 0
  unmatched = 0
  givenUp = 0

  save(): Json {
    return [this.matched, this.unmatched, this.givenUp]
  }

  restore(saved: Json | undefined): void {
    const [matched = 0, unmatched = 0, givenUp = 0] = Array.isArray(saved) ? saved.map(Number) : []
    Object.assign(this, { matched, unmatched, givenUp })
  }

  ledger(input: number, waiting: number): Omit<JoinLedger, 'node'> {
    const { matched, unmatched, givenUp } = this
    const read = matched + unmatched + waiting + givenUp
    return { input, read, matched, unmatched, waiting, givenUp }
  }
}
