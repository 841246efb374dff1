// Every output mode with every kind of window, with and without a watermark: what Spark refuses is
// refused here by name (Structured Streaming guide, "Output modes", "Session window").
import { expect, it } from 'vitest'
import { bench } from '../../../testing/node-bench'

const inputs = [{ k: 'string', at: 'timestamp' }]
const timed = { time: 'at' }
const marked = { time: 'at', watermark: '1 minute' }
const windows = {
  none: undefined,
  tumbling: { tumbling: '5 minutes' },
  hopping: { hopping: '10 minutes', every: '5 minutes' },
  calendar: { calendar: 'day' },
  session: { session: '5 minutes' },
  sliding: { sliding: '5 minutes' },
}

type Refusals = readonly [complete: string, update: string, append: string]
const cases: readonly (readonly [window: keyof typeof windows, time: object, Refusals])[] = [
  ['none', {}, ['', '', 'lab-append-needs-window']],
  ['tumbling', timed, ['', '', 'lab-append-needs-watermark']],
  ['tumbling', marked, ['', '', '']],
  ['hopping', timed, ['', '', 'lab-append-needs-watermark']],
  ['hopping', marked, ['', '', '']],
  ['calendar', timed, ['', '', 'lab-append-needs-watermark']],
  ['calendar', marked, ['', '', '']],
  ['session', timed, ['', 'lab-session-update', 'lab-append-needs-watermark']],
  ['session', marked, ['', 'lab-session-update', '']],
  ['sliding', timed, ['', '', 'lab-append-sliding']],
  ['sliding', marked, ['', '', 'lab-append-sliding']],
  // The lab's clock is its own watermark.
  ['tumbling', { time: 'processing' }, ['', '', '']],
]

it.each(cases)('%s windows, %j', (window, time, [complete, update, append]) => {
  const shape = windows[window] === undefined ? {} : { window: windows[window] }
  const refusals = (['complete', 'update', 'append'] as const).map(mode => {
    const settings = { by: { k: 'k' }, compute: { n: 'count(*)' }, mode, ...shape, ...time }
    return bench('aggregate', settings, { inputs }).problems.join(', ')
  })
  expect(refusals).toEqual([complete, update, append])
})

it.each(['complete', 'update', 'append'])('%s: a total of a total is refused', mode => {
  const keyed = { inputs, stream: { keys: ['k'], mode: 'update' as const } }
  const settings = { compute: { n: 'count(*)' }, mode, window: windows.tumbling, ...marked }
  expect(bench('aggregate', settings, keyed).problems).toContain('lab-aggregate-after-aggregate')
})
