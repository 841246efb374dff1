// Nothing that was built is lost: each new lab has a draft of its own, until it is saved or thrown
// away.
import { beforeEach, expect, it } from 'vitest'
import { nextTick, reactive } from 'vue'
import {
  draftOf,
  draftTitle,
  dropDraft,
  isKept,
  keepDrafts,
  newDraftKey,
  newDrafts,
  putBack,
} from './drafts'

beforeEach(() => localStorage.clear())

it('keeps a draft for each of several new labs, and gives one back', async () => {
  const keys = [newDraftKey(), newDraftKey()] as const
  expect(keys[0]).not.toBe(keys[1])
  const open = reactive({ ref: keys[0] as string, text: 'title: One', loaded: true })
  keepDrafts(() => ({ ...open }))
  open.text = 'title: One\nseed: 1'
  await nextTick()
  open.ref = keys[1]
  open.text = 'title: Two'
  await nextTick()
  open.ref = 'labs/mine.yaml'
  open.text = 'title: Mine'
  await nextTick()
  expect(isKept('labs/mine.yaml', 'title: Mine')).toBe(true)
  expect(newDrafts.value.map(draftTitle)).toEqual(['Two', 'One'])
  const [two, one] = newDrafts.value
  expect(one).toMatchObject({ ref: keys[0], text: 'title: One\nseed: 1' })

  dropDraft(keys[1])
  expect(newDrafts.value.map(draftTitle)).toEqual(['One'])
  if (two !== undefined) putBack(two)
  expect(draftOf(keys[1])?.text).toBe('title: Two')
})

it.each([
  ['title: Sales desk\n', 'Sales desk'],
  ["title: 'Sales: desk'\n", 'Sales: desk'],
  ['sluice: 1\ntitle: { en: Sales, es: Ventas }\n', 'Sales'],
  ['nodes: {}\n', ''],
])('reads the title of %j', (text, title) => {
  expect(draftTitle({ ref: 'new:a', text, at: 0 })).toBe(title)
})
