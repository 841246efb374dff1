// Selectors that make a value out of others: [a, b], {a, b}, {a: b}, (a, b).
import { invalid } from '../../errors'
import {
  listType,
  mapType,
  packList,
  packTuple,
  setType,
  sortedMap,
  sortedSet,
  tupleType,
} from '../../types'
import type { CompiledSelector, EvalContext } from './selector'

/** `parts` are not empty; those of a map are its keys and values in turn. */
export function collectionSelector(
  kind: 'list' | 'set' | 'map',
  parts: readonly CompiledSelector[],
): CompiledSelector {
  const first = parts[0]!
  const values = (context: EvalContext) =>
    parts.map(p => {
      const value = p.value(context)
      if (value === null) throw invalid('null is not supported inside collections')
      return value
    })
  const titles = parts.map(p => p.title)
  if (kind === 'list')
    return {
      title: `[${titles.join(', ')}]`,
      type: listType(first.type, true),
      value: c => packList(values(c)),
    }
  if (kind === 'set') {
    return {
      title: `{${titles.join(', ')}}`,
      type: setType(first.type, true),
      value: c => packList(sortedSet(first.type, values(c))),
    }
  }
  const pairs = Array.from(
    { length: titles.length / 2 },
    (_, i) => `${titles[2 * i]}: ${titles[2 * i + 1]}`,
  )
  return {
    title: `{${pairs.join(', ')}}`,
    type: mapType(first.type, parts[1]!.type, true),
    value: c => {
      const flat = values(c)
      return packList(
        sortedMap(
          first.type,
          Array.from(
            { length: flat.length / 2 },
            (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const,
          ),
        ),
        2,
      )
    },
  }
}

export const tupleSelector = (parts: readonly CompiledSelector[]): CompiledSelector => ({
  title: `(${parts.map(p => p.title).join(', ')})`,
  type: tupleType(parts.map(p => p.type)),
  value: c => packTuple(parts.map(p => p.value(c))),
})
