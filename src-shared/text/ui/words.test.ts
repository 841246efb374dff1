import { describe, expect, it } from 'vitest'
import { groups } from './groups'
import { groupState } from '../group-lines'
import { say } from './words'

describe('a phrase that counts', () => {
  it('says none of a thing in the plural, in every language', () => {
    const members = (n: number) =>
      (['en', 'pt-BR', 'es'] as const).map(language => say(groups.membersOf, language, { n }))
    expect(members(0)).toEqual(['0 members', '0 membros', '0 miembros'])
    expect(members(1)).toEqual(['1 member', '1 membro', '1 miembro'])
    expect(members(2)).toEqual(['2 members', '2 membros', '2 miembros'])
  })
})

describe('the state of a group', () => {
  it('is said in the language, and a word that we do not know as Kafka says it', () => {
    expect(groupState('Stable', 'es')).toBe('Estable')
    expect(groupState('CompletingRebalance', 'pt-BR')).toBe('Atribuindo partições')
    expect(groupState('Empty', 'en')).toBe('Empty')
    expect(groupState('Sleeping', 'es')).toBe('Sleeping')
  })
})
