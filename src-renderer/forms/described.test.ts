// Every hint of a node's form is in the three languages: what the descriptor says in English has words.
import { expect, it } from 'vitest'
import { uiText } from '@shared/text/ui'
import { nodeCatalog } from '@renderer/testing'
import type { JsonSchema } from './schema'
import { describedKey, hintWord } from './words'

function without(schema: JsonSchema | boolean | undefined): string[] {
  if (typeof schema !== 'object') return []
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const { description } = each
    if (description === undefined || hintWord(name) !== undefined) return []
    return Object.hasOwn(uiText.described, describedKey(description)) ? [] : [description]
  })
  const parts = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
    schema.additionalProperties,
  ]
  return [...own, ...parts.flatMap(without)]
}

it('has words for what each setting of each node is', () => {
  expect([...new Set(nodeCatalog.flatMap(({ config }) => without(config as JsonSchema)))]).toEqual(
    [],
  )
})

it('finds them by the first words', () => {
  expect(describedKey("The table's keyspace (Cassandra)")).toBe('theTablesKeyspaceCassandra')
})
