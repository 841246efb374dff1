// The help of nodes is drawn from the catalogue: a new type is there as soon as it is registered.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkLab, nodeCatalog, nodes, typesOf } from '@main/pipeline'
import { toyNode } from '@main/pipeline/testing/toy-node'
import { runFake } from '../testing'

describe('a node type that no verb knows', () => {
  const types = typesOf([...nodes, toyNode])
  const client = {
    labs: {
      catalog: async () => [...nodeCatalog(types)],
      check: async ({ text }: { text: string }) => ({
        ...checkLab(text, types),
        text,
        origin: 'text' as const,
      }),
    },
  }

  it('is listed by `nodes`, with a page of its own', async () => {
    expect((await runFake(['nodes'], { client })).out).toMatch(/shout +shape +Writes a field/)
    const page = (await runFake(['nodes', 'shout'], { client })).out
    expect(page).toContain('The field that is written in capitals')
    expect(page).toMatch(/times +integer +1/)
  })

  it('is checked by `validate`', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sluice-toy-'))
    const file = join(dir, 'toys.yaml')
    const lab = (field: string) => `sluice: 1
id: toys
title: Toys
connections: { broker: { type: kafka } }
records: { toy: { fields: { name: commerce.product } } }
nodes:
  source: { type: fake-data, with: { record: toy } }
  toys: { type: topic, from: source, with: { connection: broker, topic: toys } }
  parse: { type: parse, from: toys, with: { format: json, fields: { name: string } } }
  loud: { type: shout, from: parse, with: { field: ${field} } }
  view: { type: live, from: loud }
`
    await writeFile(file, lab('name'))
    expect((await runFake(['validate', file], { client })).code).toBe(0)
    await writeFile(file, lab('nam'))
    const wrong = await runFake(['validate', file], { client })
    expect(wrong.code).not.toBe(0)
    expect(wrong.out + wrong.err).toContain('nodes.loud.with.field')
  })
})
