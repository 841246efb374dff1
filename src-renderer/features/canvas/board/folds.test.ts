// Folding is a look: the lab's text stays as it is, and the file's word counts again when it changes.
import { beforeEach, describe, expect, it } from 'vitest'
import { session } from '@renderer/client'
import { foldFrames } from '../editing/frame-edit'
import { readLab } from '../editing/lab-edit'
import { setFolds, shownLab } from './folds'
import { showNode } from './show-node'

const TEXT = `sluice: 1
id: folds
title: Folds
nodes:
  a: { type: topic }
  b: { type: topic }
frames:
  one: { folded: true, nodes: [a] }
  two: { nodes: [b] }
`
const show = (text: string): void => {
  session.text.value = text
  session.lab.value = readLab(text)
}
const folded = () =>
  Object.entries(shownLab.value?.frames ?? {}).flatMap(([id, frame]) =>
    frame.folded === true ? [id] : [],
  )

describe('folding a frame', () => {
  beforeEach(() => {
    show(TEXT)
    session.savedText.value = TEXT
    setFolds(
      new Map([
        ['one', true],
        ['two', false],
      ]),
    )
  })

  it('changes how the lab is shown, and leaves it saved', () => {
    expect(folded()).toEqual(['one'])
    setFolds(new Map([['two', true]]))
    expect(folded()).toEqual(['one', 'two'])
    expect(session.unsaved.value).toBe(false)
  })

  it('a node that is shown opens its frame, and the lab stays saved', () => {
    showNode('a')
    expect(folded()).toEqual([])
    expect(session.unsaved.value).toBe(false)
  })

  it('gives way to what the file says anew', () => {
    setFolds(new Map([['one', false]]))
    show(foldFrames(TEXT, new Map([['one', false]])))
    expect(folded()).toEqual([])
    setFolds(new Map([['one', true]]))
    expect(folded()).toEqual(['one'])
  })
})
