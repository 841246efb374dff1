import { expect, it } from 'vitest'
import { logLevelOf, newsIn } from './log-lines'

const AT = '26/11/29 22:08:34'

it('finds the executor that was lost, where, and why', () => {
  const line = `${AT} ERROR TaskSchedulerImpl: Lost executor 0 on 127.0.0.1: worker lost: Not receiving heartbeat`
  expect(newsIn(line)).toEqual({
    code: 'spark-executor-lost',
    text: '0 (127.0.0.1): worker lost: Not receiving heartbeat',
  })
  expect(newsIn(line.slice(AT.length + 1))).toBeUndefined()
})

it('finds a job that no worker takes', () => {
  const text = 'Initial job has not accepted any resources; check your cluster UI'
  expect(newsIn(`${AT} WARN TaskSchedulerImpl: ${text}`)?.code).toBe('spark-no-worker')
})

it('shows warnings and errors, without those that every job gets', () => {
  expect(logLevelOf(`${AT} WARN TaskSetManager: Lost task 0.0`)).toBe('warn')
  expect(logLevelOf(`${AT} WARN NativeCodeLoader: Unable to load`)).toBeUndefined()
  expect(logLevelOf(`${AT} INFO Master: here`)).toBeUndefined()
})
