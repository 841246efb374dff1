// A line of text says what a person wrote when they have finished, and nothing once it is gone.
import { createApp, h } from 'vue'
import { describe, expect, it } from 'vitest'
import TextInput from './TextInput.vue'

describe('a line of text', () => {
  it('commits once, and not again when its commit takes it away', () => {
    const committed: string[] = []
    const host = document.createElement('div')
    document.body.append(host)
    const app = createApp({
      render: () =>
        h(TextInput, { modelValue: 'field', onCommit: (text: string) => committed.push(text) }),
    })
    app.mount(host)
    const input = host.querySelector('input')
    if (input === null) throw new Error('no input')
    input.value = 'stars'
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    app.unmount()
    // As Chromium does when what has the focus is removed.
    input.dispatchEvent(new Event('change'))
    expect(committed).toEqual(['stars'])
  })
})
