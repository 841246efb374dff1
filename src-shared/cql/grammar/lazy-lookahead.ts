// How the parser decides between alternatives, worked out when a decision is first met. Chevrotain
// works out all of them when the grammar is made, which was a quarter of the time that the database
// took to its first answer, and most statements meet few of them.
import { LLkLookaheadStrategy, type ILookaheadStrategy, type IOrAlt } from 'chevrotain'

type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0]
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0]
type Alternatives = IOrAlt<unknown>[] | undefined

export class LazyLookahead extends LLkLookaheadStrategy implements ILookaheadStrategy {
  override buildLookaheadForAlternation(
    options: Alternation,
  ): (this: unknown, alternatives?: Alternatives) => number | undefined {
    const build = () => super.buildLookaheadForAlternation(options)
    let decide: ReturnType<typeof build> | undefined
    return function (alternatives) {
      decide ??= build()
      return decide.call(this, alternatives)
    }
  }

  override buildLookaheadForOptional(options: Optional): (this: unknown) => boolean {
    const build = () => super.buildLookaheadForOptional(options)
    let decide: ReturnType<typeof build> | undefined
    return function () {
      decide ??= build()
      return decide.call(this)
    }
  }
}
