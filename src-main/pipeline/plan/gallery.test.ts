// Every lab that the app ships is without a problem, and every node of the catalogue has its words
// and a form.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkLab, nodeCatalog } from '..'

const folder = fileURLToPath(new URL('../../../resources/labs/', import.meta.url))

describe('the gallery', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.yaml'))) {
    it(`${file} has no problems`, () => {
      const { lab, problems } = checkLab(readFileSync(folder + file, 'utf8'))
      expect(problems).toEqual([])
      expect(file).toBe(`${lab?.id}.yaml`)
    })
  }
})

describe('the catalogue', () => {
  it('describes every node type in three languages, with a form', () => {
    for (const node of nodeCatalog()) {
      for (const text of [node.title, node.doc])
        expect(Object.values(text).every(t => t.length > 2)).toBe(true)
      expect(node.config).toMatchObject({ type: 'object' })
    }
    expect(new Set(nodeCatalog().map(n => n.type)).size).toBe(nodeCatalog().length)
  })
})
