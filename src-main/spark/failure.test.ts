import { describe, expect, it } from 'vitest'
import { failureOf } from './failure'

const PLACE = { master: 'local[*]', java: 'java' }
const codeOf = (text: string, query?: string) =>
  failureOf({ code: 1, text, ...(query === undefined ? {} : { query }) }, PLACE)

describe('why a job ended', () => {
  it.each([
    ['spark-topic-gone', 'Caused by: o.a.k.c.errors.UnknownTopicOrPartitionException: This server'],
    ['spark-topic-gone', 'Some data may have been lost because they are not available in Kafka'],
    ['spark-master-unreachable', 'ERROR StandaloneSchedulerBackend: All masters are unresponsive!'],
    ['spark-disk-full', 'java.io.IOException: No space left on device'],
    ['spark-java-version', 'UnsupportedOperationException: getSubject is not supported'],
    ['spark-memory', 'java.lang.OutOfMemoryError: Java heap space'],
  ])('is %s', (code, text) => {
    expect(codeOf(text).code).toBe(code)
  })

  it('names the package that is missing', () => {
    const text = "ModuleNotFoundError: No module named 'pymysql'"
    expect(codeOf(text)).toMatchObject({ code: 'spark-no-module', params: { what: 'pymysql' } })
    const ivy = 'unresolved dependency: org.apache.spark#spark-sql-kafka-0-10_2.12;3.5.9: not found'
    expect(codeOf(ivy)).toMatchObject({
      code: 'spark-packages',
      params: { what: 'org.apache.spark#spark-sql-kafka-0-10_2.12;3.5.9' },
    })
  })

  it('is what Spark says of a query, or the last error that was named', () => {
    expect(codeOf('', 'a\n\tat b').params.message).toBe('a')
    const text = 'ValueError: one\nOther: x\njava.lang.RuntimeException: two\n\tat c(d)\n'
    expect(codeOf(text).params.message).toBe('java.lang.RuntimeException: two')
  })

  it('is a kill where nothing was said', () => {
    expect(failureOf({ code: null, text: '' }, PLACE).code).toBe('spark-killed')
  })
})
