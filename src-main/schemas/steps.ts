// What a comparison of two JSON Schemas may take. They come from outside, and a small one can lead to more
// steps than anybody can wait for: each level to the next one twice.
const STEPS_MAX = 100_000

export class TooMuch extends Error {}

export class Steps {
  private left = STEPS_MAX
  private readonly ids = new Map<unknown, number>()

  take(count: number): void {
    this.left -= count
    if (this.left < 0) throw new TooMuch()
  }

  /** Of a schema at its place in its document: to compare it as a text would cost its whole length. */
  idOf(schema: unknown): number {
    const id = this.ids.get(schema) ?? this.ids.size
    this.ids.set(schema, id)
    return id
  }
}
