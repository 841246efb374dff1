// Undo on the canvas takes back what other screens did, also before the canvas was first opened.
import { nextTick } from 'vue'
import { expect, it } from 'vitest'
import { session, setClient } from '@renderer/client'
import { fakeClient } from '@renderer/testing'

const text = (title: string) => `sluice: 1\nid: desk\ntitle: ${title}\nnodes: {}\n`

it('takes back each change of another screen by itself', async () => {
  setClient(fakeClient())
  await session.openText(text('First'))
  await session.amend(text('Second'))
  await session.amend(text('Third'))
  // The canvas loads its editor when it is opened.
  const { editor } = await import('./editor')
  await nextTick()
  editor.undo()
  expect(session.text.value).toBe(text('Second'))
  editor.undo()
  expect(session.text.value).toBe(text('First'))
  editor.redo()
  expect(session.text.value).toBe(text('Second'))
})
