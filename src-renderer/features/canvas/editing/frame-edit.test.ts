// Frames are text like everything else: comments survive, and nodes that come, go or are renamed
// keep their frames right.
import { describe, expect, it } from 'vitest'
import { edgesOf } from '@shared/lab'
import { addFrame, foldFrames, leaveFrame, moveFrame, removeFrame, tidyText } from './frame-edit'
import { addNode, duplicateNode, readLab, removeNode, renameNode, spliceNode } from './lab-edit'

const TEXT = `# of the course
sluice: 1
id: desk
title: Desk
nodes:
  made: { type: fake-data } # mine
  orders: { type: topic, from: made }
  parsed: { type: parse, from: orders, at: [200, 80] }
  view: { type: live, from: parsed, at: [400, 80] }
dashboard:
  - { node: view, chart: table }
`
function labOf(text: string) {
  const lab = readLab(text)
  if (lab === undefined) throw new Error(`no lab:\n${text}`)
  return lab
}
const framed = addFrame(TEXT, labOf(TEXT), { title: 'Count', nodes: ['parsed', 'view'] })

describe('frames in the text', () => {
  it('are added after the nodes, with the comments kept', () => {
    expect(framed.id).toBe('frame')
    expect(labOf(framed.text).frames).toEqual({
      frame: { title: 'Count', nodes: ['parsed', 'view'] },
    })
    expect(framed.text).toContain('# of the course')
    expect(framed.text).toContain('# mine')
    expect(framed.text.indexOf('frames:')).toBeLessThan(framed.text.indexOf('dashboard:'))
    expect(removeFrame(framed.text, 'frame', new Map())).not.toContain('frames')
  })

  it('give their nodes places in them, and back on the canvas', () => {
    const { text } = addFrame(
      TEXT,
      labOf(TEXT),
      { nodes: ['parsed', 'view'] },
      {
        at: [186, 32],
        nodes: new Map([
          ['parsed', [14, 48]],
          ['view', [214.4, 48]],
        ]),
      },
    )
    expect(labOf(text).frames?.['frame']?.at).toEqual([186, 32])
    expect(labOf(text).nodes['view']?.at).toEqual([214, 48])
    expect(labOf(moveFrame(text, 'frame', [10.2, 20])).frames?.['frame']?.at).toEqual([10, 20])
    const gone = removeFrame(text, 'frame', new Map([['view', [400, 80]]]))
    expect(labOf(gone).nodes['view']?.at).toEqual([400, 80])
    expect(labOf(gone).nodes['parsed']?.at).toBeUndefined()
  })

  it('are folded and opened', () => {
    const shut = foldFrames(framed.text, new Map([['frame', true]]))
    expect(labOf(shut).frames?.['frame']?.folded).toBe(true)
    expect(foldFrames(shut, new Map([['frame', false]]))).toBe(framed.text)
  })

  it('take in a node that is put behind or between theirs, and no other', () => {
    const lab = labOf(framed.text)
    const behind = addNode(framed.text, lab, { type: 'live', initial: {}, from: 'parsed' })
    expect(labOf(behind.text).frames?.['frame']?.nodes).toEqual(['parsed', 'view', behind.id])
    const between = (id: string) => {
      const edge = edgesOf(lab).find(each => each.id === id)
      if (edge === undefined) throw new Error(id)
      const { text } = spliceNode(framed.text, lab, edge, { type: 'filter', initial: {} })
      return labOf(text).frames?.['frame']?.nodes
    }
    expect(between('parsed>view')).toContain('filter')
    expect(between('orders>parsed')).not.toContain('filter')
    const copy = duplicateNode(framed.text, lab, 'view')
    expect(labOf(copy.text).frames?.['frame']?.nodes).toContain(copy.id)
  })

  it('follow names, and end with their last node', () => {
    const renamed = renameNode(framed.text, labOf(framed.text), 'view', 'shown')
    expect(labOf(renamed).frames?.['frame']?.nodes).toEqual(['parsed', 'shown'])
    const one = removeNode(framed.text, labOf(framed.text), 'view')
    expect(labOf(one).frames?.['frame']?.nodes).toEqual(['parsed'])
    expect(leaveFrame(one, 'parsed', undefined)).not.toContain('frames')
  })

  it('take a node out of the frame that it was in', () => {
    const { text } = addFrame(framed.text, labOf(framed.text), { nodes: ['orders', 'parsed'] })
    expect(labOf(text).frames).toEqual({
      frame: { title: 'Count', nodes: ['view'] },
      'frame-2': { nodes: ['orders', 'parsed'] },
    })
  })

  it('are made by Tidy, which forgets the places of a hand', () => {
    const made = [{ title: { en: 'One', es: 'Uno' }, nodes: ['parsed', 'view'], folded: true }]
    const tidied = tidyText(TEXT, labOf(TEXT), made)
    expect(labOf(tidied).frames).toEqual({ frame: made[0] })
    expect(tidied).not.toContain('at:')
  })
})
