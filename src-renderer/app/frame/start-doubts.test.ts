// Before a run goes on with a changed lab, a person reads what becomes of each node's state, and chooses.
import { createApp, effectScope, nextTick, type App } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StateFate } from '@shared/contract'
import { session, setClient, startSession } from '@renderer/client'
import { fakeClient } from '@renderer/testing'
import { start } from '../transport'
import StartDoubts from './StartDoubts.vue'

const LAB = `sluice: 1
id: shop
title: Shop
connections: { broker: { type: kafka } }
nodes:
  orders: { type: topic, with: { connection: broker, topic: orders } }
`
const grown: StateFate = {
  ...{ node: 'total', fate: 'grown', code: 'state-grown' },
  params: { node: 'total', added: 'n = 0', removed: '' },
}
const kept: StateFate = {
  ...{ node: 'seen', fate: 'kept', code: 'state-kept', params: { node: 'seen' } },
}
const lost: StateFate = {
  ...{ node: 'total', fate: 'dropped', needsClean: true, code: 'change-memory' },
  params: { node: 'total', setting: 'by' },
}

describe('the dialog before a changed lab goes on', () => {
  const asked: unknown[] = []
  const stopped: string[] = []
  let fake: ReturnType<typeof fakeClient>
  let state: readonly StateFate[] = []
  let looked: Promise<void>
  let app: App

  beforeEach(async () => {
    asked.length = 0
    looked = Promise.resolve()
    const client = fakeClient()
    fake = client
    stopped.length = 0
    const answers = {
      doubts: async () => {
        const told = [...state]
        await looked
        return { problems: [], state: told }
      },
      start: async (wish: { clean?: boolean | undefined }) => {
        asked.push(wish.clean ?? false)
        throw new Error('enough')
      },
      stop: async ({ lab }: { lab: string }) => void stopped.push(lab),
    }
    const runs = new Proxy(client.runs, {
      get: (all, name) => Reflect.get(answers, name) ?? Reflect.get(all, name),
    })
    setClient(
      new Proxy(client, { get: (all, name) => (name === 'runs' ? runs : Reflect.get(all, name)) }),
    )
    await session.openText(LAB)
    const host = document.createElement('div')
    document.body.append(host)
    app = createApp(StartDoubts)
    app.mount(host)
  })
  afterEach(() => app.unmount())

  const begin = async () => {
    await session.start().catch(() => {})
    await nextTick()
    await nextTick()
  }
  const text = () => document.querySelector('[role=dialog]')?.textContent ?? ''
  const buttons = () => [...document.querySelectorAll<HTMLElement>('[role=dialog] button')]
  const press = async (label: string) => {
    buttons()
      .find(button => button.textContent?.trim() === label)
      ?.click()
    await nextTick()
    await nextTick()
  }

  it('says what is kept and what is new, and goes on or begins anew', async () => {
    state = [grown, kept]
    await begin()
    expect(asked).toEqual([])
    expect(text()).toContain('Kept, with other fields.')
    expect(text()).toContain('n = 0')
    expect(text()).toContain('seen')
    await press('Go on')
    expect(asked).toEqual([false])
    await begin()
    await press('Start clean')
    expect(asked).toEqual([false, true])
  })

  it('has no way on where a state cannot be kept, but one back', async () => {
    state = [lost]
    await begin()
    expect(text()).toContain('Dropped.')
    expect(buttons().map(button => button.textContent?.trim())).toEqual(['Go back', 'Start clean'])
    await press('Go back')
    expect(asked).toEqual([])
    expect(text()).toBe('')
    await begin()
    await press('Start clean')
    expect(asked).toEqual([true])
  })

  it('asks nothing about a lab that was left meanwhile: the answer would start another one', async () => {
    state = [lost]
    let tell = () => {}
    looked = new Promise(resolve => (tell = resolve))
    const pressed = session.start()
    await session.openText(LAB.replace('shop', 'other'))
    tell()
    await pressed
    await nextTick()
    expect([text(), asked]).toEqual(['', []])
  })

  it('is gone with its lab: what it asks would be answered for the next one', async () => {
    state = [lost]
    await begin()
    expect(text()).toContain('Dropped.')
    await session.openText(LAB.replace('shop', 'other'))
    await nextTick()
    await nextTick()
    expect([text(), asked]).toEqual(['', []])
  })

  it('starts once for two clicks', async () => {
    state = [kept]
    await Promise.all([start(), start()])
    expect(asked).toEqual([false])
  })

  it('asks the same of a run that goes on, and stops it only when it is answered', async () => {
    state = [grown]
    await fake.runs.start({ ref: 'shop', text: LAB })
    const scope = effectScope()
    scope.run(startSession)
    await vi.waitUntil(() => session.alive.value)
    await begin()
    expect(stopped).toEqual([])
    expect(text()).toContain('n = 0')
    await press('Go on')
    await vi.waitUntil(() => asked.length > 0)
    expect(stopped).toEqual(['shop'])
    expect(asked).toEqual([false])
    scope.stop()
  })

  it('does not ask where all is kept', async () => {
    state = [kept]
    await begin()
    expect(text()).toBe('')
    expect(asked).toEqual([false])
  })
})
