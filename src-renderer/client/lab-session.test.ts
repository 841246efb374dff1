// Of two labs that are asked for one after the other, the second is opened, whichever answer is first.
import { expect, it } from 'vitest'
import type { OpenLab } from '@shared/contract'
import { fakeClient } from '@renderer/testing'
import { setClient } from './client'
import { session } from './lab-session'

it('opens the lab that was asked for last', async () => {
  const answers = new Map<string, (lab: OpenLab) => void>()
  const client = fakeClient()
  const open = ({ ref }: { readonly ref: string }) =>
    new Promise<OpenLab>(answer => answers.set(ref, answer))
  setClient({ ...client, labs: { ...client.labs, open } })
  const lab = (path: string): OpenLab => ({
    text: `sluice: 1 # ${path}`,
    edges: [],
    problems: [],
    origin: 'file',
    path,
  })
  const both = [session.open('first.yaml'), session.open('second.yaml')]
  answers.get('second.yaml')?.(lab('second.yaml'))
  answers.get('first.yaml')?.(lab('first.yaml'))
  await Promise.all(both)
  expect(session.ref.value).toBe('second.yaml')
  expect(session.text.value).toBe('sluice: 1 # second.yaml')
})
