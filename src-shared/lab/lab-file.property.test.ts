// A lab file is text in the end: whatever a lab holds, its YAML reads as the same lab.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { labFileSchema, parseLab } from '.'

const slug = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,12}$/)
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const words = fc.oneof(text, fc.record({ en: text, es: text }), fc.record({ en: text }))
const start = fc.oneof(
  fc.constantFrom('earliest', 'latest'),
  fc.record({ offset: fc.nat() }),
  fc.constant({ time: '2025-01-01T00:00:00Z' }),
)
const edge = fc.oneof(
  slug,
  fc.record({ node: slug, group: text, start }, { requiredKeys: ['node'] }),
)
const settings = fc.dictionary(
  fc.oneof(
    slug,
    text.filter(name => name !== '__proto__'),
  ),
  fc.jsonValue({ maxDepth: 3 }).filter(value => !JSON.stringify(value).includes('__proto__')),
  { maxKeys: 5 },
)
const node = fc.record(
  {
    type: slug,
    title: words,
    notes: words,
    from: fc.oneof(edge, fc.array(edge, { maxLength: 3 })),
    at: fc.tuple(fc.integer(), fc.integer()),
    with: settings,
  },
  { requiredKeys: ['type'] },
)
const frame = fc.record(
  {
    title: words,
    nodes: fc.array(slug, { minLength: 1, maxLength: 3 }),
    folded: fc.boolean(),
    at: fc.tuple(fc.integer(), fc.integer()),
  },
  { requiredKeys: ['nodes'] },
)
const lab = fc.record(
  {
    sluice: fc.constant(1),
    id: slug,
    title: words,
    summary: words,
    seed: fc.nat(),
    timezone: fc.constantFrom('UTC', 'America/Sao_Paulo'),
    connections: fc.dictionary(slug, fc.record({ type: fc.constantFrom('kafka', 'sql') })),
    nodes: fc.dictionary(slug, node, { maxKeys: 6 }),
    frames: fc.dictionary(slug, frame, { maxKeys: 3 }),
  },
  { requiredKeys: ['sluice', 'id', 'title', 'nodes'] },
)

it('reads back from YAML as it was written', () => {
  fc.assert(
    fc.property(lab, given => {
      // As a file has it: -0 is 0 there, and a dictionary has a prototype.
      const file = labFileSchema.parse(JSON.parse(JSON.stringify(given)))
      const { lab: read, problems } = parseLab(stringify(file))
      expect(problems).toEqual([])
      expect(read).toEqual(file)
    }),
    { numRuns: 100 },
  )
})
