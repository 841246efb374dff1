// The values of --bind. NAME=VALUE goes to each :NAME; others go to the ? of the script, in order.
import { parseStatement } from '@shared/cql'
import { LabError } from '@shared/errors'

export class BoundValues {
  private readonly used = new Set<number>()

  constructor(private readonly given: readonly string[]) {}

  /** Undefined for a statement that takes none. */
  take(statement: string): string[] | undefined {
    const markers = markersOf(statement)
    if (markers.length === 0) return undefined
    return markers.map((name, at) => {
      const index = name === undefined ? this.next(statement) : this.named(name)
      const value = this.given[index]
      if (value === undefined)
        throw new LabError('cql-bind-missing', {
          kind: 'usage',
          params: { name: name === undefined ? `? ${at + 1}` : `:${name}` },
        })
      this.used.add(index)
      return name === undefined ? value : value.slice(value.indexOf('=') + 1)
    })
  }

  get unused(): readonly string[] {
    return this.given.filter((_, index) => !this.used.has(index))
  }

  private named(name: string): number {
    return this.given.findIndex(each => each.startsWith(`${name}=`))
  }

  private next(statement: string): number {
    const names = markersOf(statement).filter(name => name !== undefined)
    const isNamed = (value: string) => names.some(name => value.startsWith(`${name}=`))
    return this.given.findIndex((value, index) => !this.used.has(index) && !isNamed(value))
  }
}

function markersOf(statement: string): readonly (string | undefined)[] {
  try {
    return parseStatement(statement).markers
  } catch {
    // The database says what is wrong with it.
    return []
  }
}
