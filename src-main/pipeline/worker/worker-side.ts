// The worker's end: one run, driven by messages.
import type { MessagePort } from 'node:worker_threads'
import { LabError } from '@shared/errors'
import { RunEngine } from '../engine/run-engine'
import type { Run } from '../model/run-types'
import type { Call, FromWorker, ToWorker } from './protocol'

export function serveRun(port: MessagePort): void {
  let run: Run | undefined
  const say = (message: FromWorker) => port.postMessage(message)
  port.on('message', (message: ToWorker) => {
    if ('start' in message) {
      const engine = new RunEngine(message.start)
      run = engine
      engine.onChange(() => say({ changed: engine.summary() }))
      void engine.done.then(done => say({ done }))
      return
    }
    const { id, call } = message
    const answer = run
      ? answerCall(run, call)
      : Promise.reject(new LabError('run-not-running', { kind: 'conflict', params: { lab: '' } }))
    answer.then(
      result => say({ id, result }),
      (error: unknown) => say({ id, error: LabError.from(error).toData() }),
    )
  })
}

async function answerCall(run: Run, call: Call): Promise<unknown> {
  switch (call.do) {
    case 'setRate':
      return run.setRate(call.node, call.rate)
    case 'patch':
      return run.patch(call.lab)
    case 'moveClock':
      return run.moveClock(call.move)
    case 'hold':
      return run.hold(call.node, call.held)
    case 'feed':
      return 'at' in call
        ? run.feeds[call.feed](call.at, call.cursor)
        : run.feeds[call.feed](call.cursor)
    default:
      return run[call.do]()
  }
}
