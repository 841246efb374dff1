import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '@renderer/forms'
import {
  branchOf,
  freshDraft,
  secretsOf,
  toSend,
  usualOf,
  withAt,
  withBranch,
} from './profile-draft'

describe('profile draft', () => {
  it('changes what stands at a path and lets empty groups go', () => {
    const first = { bootstrap: 'a:1', security: 'PLAINTEXT' }
    const deep = withAt(first, ['sasl', 'username'], 'ana')
    expect(deep).toEqual({ ...first, sasl: { username: 'ana' } })
    expect(withAt(deep, ['sasl', 'username'], undefined)).toEqual(first)
    expect(Object.keys(withAt(deep, ['bootstrap'], 'b:2'))).toEqual([
      'bootstrap',
      'security',
      'sasl',
    ])
    expect(withAt(first, [], 1)).toBe(first)
  })

  it('finds the branch of a schema of alternatives', () => {
    const schema: JsonSchema = {
      oneOf: [
        {
          type: 'object',
          properties: { engine: { enum: ['mysql', 'mariadb'] }, host: { type: 'string' } },
        },
        { type: 'object', properties: { engine: { const: 'embedded' }, file: { type: 'string' } } },
      ],
    }
    expect(branchOf(schema, { engine: 'embedded' })).toMatchObject({
      by: 'engine',
      choices: ['mysql', 'mariadb', 'embedded'],
      schema: { properties: { file: {} } },
    })
    expect(branchOf(schema, {})?.schema.properties).toHaveProperty('host')
    expect(branchOf({ properties: { a: {} } }, {})).toEqual({ schema: { properties: { a: {} } } })
    expect(branchOf(undefined, {})).toBeUndefined()
  })

  it('takes the usual port of another engine, and drops what that one does not have', () => {
    const port = (usual: number) => ({ type: 'integer' as const, default: usual })
    const schema: JsonSchema = {
      oneOf: [
        { properties: { engine: { enum: ['mysql', 'mariadb'] }, host: {}, port: port(3306) } },
        { properties: { engine: { const: 'postgresql' }, host: {}, port: port(5432) } },
        { properties: { engine: { const: 'embedded' }, file: {} } },
      ],
    }
    const first = { engine: 'mysql', host: 'h', port: 3306 }
    const other = withBranch(schema, first, 'engine', 'postgresql')
    expect(other).toEqual({ engine: 'postgresql', host: 'h', port: 5432 })
    const own = { ...other, port: 6543 }
    expect(withBranch(schema, own, 'engine', 'mariadb')).toEqual({ ...own, engine: 'mariadb' })
    expect(withBranch(schema, own, 'engine', 'embedded')).toEqual({ engine: 'embedded' })
  })

  it('asks only for secrets that the profile can use, and sends only what was typed', () => {
    expect(secretsOf(freshDraft('kafka'))).toEqual([])
    expect(
      secretsOf({ type: 'kafka', profile: { security: 'SASL_SSL', tls: { cert: 'x' } } }),
    ).toEqual(['password', 'key', 'passphrase'])
    expect(secretsOf({ type: 'sql', profile: { engine: 'embedded' } })).toEqual([])
    const draft = { ...freshDraft('opensearch', ' lab '), secret: { password: '' } }
    expect(toSend(draft)).toEqual({ name: 'lab', type: 'opensearch', profile: {} })
    expect(toSend({ ...draft, was: 'old' })).toMatchObject({ name: 'lab', was: 'old' })
    expect(toSend({ ...draft, secret: { password: 's' } }).secret).toEqual({ password: 's' })
  })
  it('shows at once what the chosen security asks for', () => {
    expect(usualOf({ profile: { security: 'PLAINTEXT' } })).not.toContain('sasl')
    expect(usualOf({ profile: { security: 'SASL_SSL' } })).toEqual(
      expect.arrayContaining(['sasl', 'mechanism', 'tls', 'ca']),
    )
    expect(usualOf({ profile: { url: 'https://h:9200' } })).toContain('tls')
  })
})
