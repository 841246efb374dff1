// The list of topics and the header of the open one with a host whose every answer differs: both
// always show the same answer.
import { TooltipProvider } from 'reka-ui'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { GroupSummary, TopicSummary } from '@shared/contract'
import { setClient, type Client } from '@renderer/client'
import { setLanguage } from '@renderer/ui'
import { fakeClient } from '@renderer/testing'
import TopicsScreen from './TopicsScreen.vue'

const LOOKS = 5
let asked = { topics: 0, groups: 0 }

const topics = async (): Promise<TopicSummary[]> => [
  {
    ...{ name: 'orders', partitions: 1, replication: 1, internal: false },
    ...{ records: 100 + ++asked.topics, ratePerSecond: asked.topics },
  },
]
/** Of its lag, 1000 is on another topic. */
const groups = async (): Promise<GroupSummary[]> => {
  const lag = ++asked.groups * 10
  const lags = [
    { topic: 'orders', lag },
    { topic: 'other', lag: 1000 },
  ]
  const read = { topics: ['orders', 'other'], lag: lag + 1000, lags }
  return [{ id: 'job', state: 'PreparingRebalance', members: 0, ...read }]
}

function host(base: Client): Client {
  const answers: Record<string, object> = {
    topics: { list: topics, describe: () => new Promise(() => {}) },
    groups: { list: groups },
    connections: { list: async () => [] },
  }
  return new Proxy(base, {
    get: (known, domain) => answers[String(domain)] ?? Reflect.get(known, domain),
  })
}

const place = document.createElement('div')
let end = () => {}
beforeEach(async () => {
  vi.useFakeTimers()
  asked = { topics: 0, groups: 0 }
  setClient(host(fakeClient()))
  const component = { render: () => '' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/topics/:topic?', component }],
  })
  await router.push('/topics/orders')
  const app = createApp({ render: () => h(TooltipProvider, () => h(TopicsScreen)) })
  end = () => app.unmount()
  document.body.append(place)
  app.use(router).mount(place)
})
afterEach(async () => {
  end()
  vi.useRealTimers()
  await setLanguage('en')
})

const text = (selector: string) => place.querySelector(selector)?.textContent?.trim()

it('shows the same lag, rate and count in the list and in the header', async () => {
  const seen = new Set<string | undefined>()
  for (let look = 0; look < LOOKS; look++) {
    await vi.advanceTimersByTimeAsync(1500)
    const lag = text('[data-figure="topic-lag/orders"]')
    expect(text('[data-readers=orders]')).toContain(`lag ${lag ?? '?'}`)
    const [header, row] = [...place.querySelectorAll('[data-figure="rate/orders"]')]
      .map(figure => Number.parseInt(figure.textContent ?? '', 10))
      .toSorted()
    expect(header).toBe(row)
    seen.add(lag)
  }
  expect(seen.size).toBeGreaterThan(2)
})

it('counts the lag of a group on this topic alone, and says its state in words', async () => {
  await setLanguage('pt-BR')
  await vi.advanceTimersByTimeAsync(100)
  const tab = [...place.querySelectorAll<HTMLElement>('[role=tab]')].at(-3)
  tab?.dispatchEvent(new MouseEvent('mousedown', { button: 0, bubbles: true }))
  tab?.click()
  await vi.advanceTimersByTimeAsync(100)
  const state = place.querySelector('.dt-row [title=PreparingRebalance]')
  expect(state?.textContent).toBe('Rebalanceando')
  const row = state?.closest('.dt-row')?.textContent ?? ''
  expect(row).toContain(text('[data-figure="topic-lag/orders"]'))
  expect(row).not.toContain('1.0')
})
