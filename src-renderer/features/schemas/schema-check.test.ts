// The screen shows a registry's answer about the next version of a schema beside the buttons: one line
// for each reason, and a refusal in words.
import { TooltipProvider } from 'reka-ui'
import { createApp, h } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import { LabError } from '@shared/errors'
import { setClient } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import SchemaCheck from './SchemaCheck.vue'

const place = document.createElement('div')
let end = () => {}
afterEach(() => end())

function shown(schemas: object): void {
  const base = fakeClient()
  setClient(
    new Proxy(base, {
      get: (known, domain) => (domain === 'schemas' ? schemas : Reflect.get(known, domain)),
    }),
  )
  const given = { subject: 'desk-value', connection: 'builtin', type: 'JSON', text: '{}' }
  const app = createApp({ render: () => h(TooltipProvider, () => h(SchemaCheck, given)) })
  end = () => app.unmount()
  document.body.append(place)
  app.mount(place)
}
const foot = () => place.querySelector('[role=status]')
const press = (name: string) =>
  [...place.querySelectorAll('button')].find(each => each.textContent?.trim() === name)?.click()

it('lists the reasons, and says in words what the registry refused', async () => {
  const messages = ['TYPE_CHANGED: #/properties/id', 'REQUIRED_ATTRIBUTE_ADDED: #/required/n']
  const answers: object[] = [{ compatible: false, messages }]
  shown({
    check: async () =>
      answers.shift() ?? Promise.reject(new LabError('cancelled', { kind: 'bug' })),
    register: async () => Promise.reject(new LabError('host-unreachable', { kind: 'unreachable' })),
  })
  press('Check')
  await vi.waitUntil(() => (foot()?.querySelectorAll('li').length ?? 0) === 2)
  expect([...(foot()?.querySelectorAll('li') ?? [])].map(each => each.textContent)).toEqual(
    messages,
  )

  press('Register')
  await vi.waitUntil(() => foot()?.textContent?.includes('The lab does not answer.'))
  expect(foot()?.querySelectorAll('li')).toHaveLength(0)
})
