// The bytes of an answer while its rows are being collected. From the moment that it is sent the
// connection counts them.
import type { ByteBudget, HeldBytes } from '@main/platform'
import type { AnswerRoom } from '../statements/context'

export class GrowingAnswer implements AnswerRoom {
  private held: HeldBytes | undefined

  constructor(private readonly budget: ByteBudget) {}

  grow(bytes: number): boolean {
    this.held ??= this.budget.take(0)
    this.held.resize(bytes)
    return !this.budget.isSpent
  }

  release(): void {
    this.held?.release()
  }
}
