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

it('finds a YARN that does not answer, once in ten tries', () => {
  const text = (tries: number) =>
    `${AT} INFO Client: Retrying connect to server: rm/10.0.0.3:8032. Already tried ${tries} time(s); retry policy`
  expect(newsIn(text(9))).toEqual({ code: 'spark-no-yarn', text: 'rm/10.0.0.3:8032' })
  expect(newsIn(text(3))).toBeUndefined()
})

it('shows warnings and errors, without those that every job gets', () => {
  expect(logLevelOf(`${AT} WARN TaskSetManager: Lost task 0.0`)).toBe('warn')
  expect(logLevelOf(`${AT} WARN NativeCodeLoader: Unable to load`)).toBeUndefined()
  expect(logLevelOf(`${AT} INFO Master: here`)).toBeUndefined()
})
