// Runs every `*.lab.test` of the pipeline. Each script in a file is one test.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { outcomes, problemsOf } from './lab-test/run'
import { parseScripts } from './lab-test/script'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.lab.test'))
  .sort()

describe.each(files)('%s', file => {
  for (const script of parseScripts(readFileSync(join(root, file), 'utf8')))
    it(`${script.title} (line ${script.line})`, async () => {
      if (script.refused) expect(problemsOf(script)).toEqual(script.refused)
      else {
        const steps = script.steps.filter(step => step.kind !== 'restart')
        const found = await outcomes(script)
        // Both as text with their lines, so that a difference shows where it is.
        const said = (lines: readonly (readonly string[])[]) =>
          lines.map((batch, i) => `line ${steps[i]?.line ?? 0}\n${batch.join('\n')}`).join('\n\n')
        expect(said(found)).toBe(said(steps.map(step => step.expected)))
      }
    })
})
