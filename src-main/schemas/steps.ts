// What comparisons of schemas may take. Schemas come from outside, and a small one can lead to more steps
// than anybody can wait for: each level to the next one twice, or each branch of a union to each other one.
const STEPS_MAX = 100_000
const ALL_STEPS_MAX = 1_000_000

/** The one answer of a comparison that was given up. */
export const TOO_MUCH = 'The schemas take too many steps to compare'
export class TooMuch extends Error {}

/** For all comparisons of one question: a level such as BACKWARD_TRANSITIVE asks for one per version. */
export class StepBudget {
  constructor(private left = ALL_STEPS_MAX) {}

  take(count: number): void {
    this.left -= count
  }

  get isSpent(): boolean {
    return this.left < 0
  }
}

/** Of one comparison. */
export class Steps {
  private left = STEPS_MAX
  private readonly ids = new Map<unknown, number>()

  constructor(private readonly budget = new StepBudget()) {}

  take(count: number): void {
    this.left -= count
    this.budget.take(Math.min(count, STEPS_MAX))
    if (this.left < 0 || this.budget.isSpent) throw new TooMuch()
  }

  /** Of a schema at its place in its document: to compare it as a text would cost its whole length. */
  idOf(schema: unknown): number {
    const id = this.ids.get(schema) ?? this.ids.size
    this.ids.set(schema, id)
    return id
  }
}
