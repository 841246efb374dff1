import { describeError } from '@shared/text'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failure'

const PLACE = { master: 'spark://h:7077', java: 'java', version: '3.5.5' }
const codeOf = (text: string, query?: string) =>
  failureOf({ code: 1, text, ...(query === undefined ? {} : { query }) }, PLACE)

describe('why a job ended', () => {
  it.each([
    ['spark-topic-gone', 'Caused by: o.a.k.c.errors.UnknownTopicOrPartitionException: This server'],
    ['spark-topic-gone', 'Some data may have been lost because they are not available in Kafka'],
    ['spark-master-unreachable', 'SparkException: Failed to connect to master h:7077'],
    ['spark-python-differs', 'pyspark.errors...: [PYTHON_VERSION_MISMATCH] Python in worker has'],
    ['spark-connector-version', 'java.lang.NoClassDefFoundError: org/apache/spark/internal/LogKey'],
    ['spark-disk-full', 'java.io.IOException: No space left on device'],
    ['spark-java-version', 'UnsupportedOperationException: getSubject is not supported'],
    ['spark-memory', 'java.lang.OutOfMemoryError: Java heap space'],
  ])('is %s', (code, text) => {
    expect(codeOf(text).code).toBe(code)
  })

  it('is a master of another version, which Spark finds silent', () => {
    const reason = 'Application has been killed. Reason: All masters are unresponsive! Giving up.'
    expect(codeOf(`Failed to connect to master h:7077\n${reason}`)).toMatchObject({
      code: 'spark-master-refused',
      params: { master: 'spark://h:7077', version: '3.5.5' },
    })
  })

  it('says why the master ended the job, and what a worker cannot start', () => {
    const reason = 'Application has been killed. Reason: Master removed our application: KILLED'
    expect(codeOf(reason)).toMatchObject({
      code: 'spark-application-ended',
      params: { what: 'Master removed our application: KILLED' },
    })
    const python = 'java.io.IOException: Cannot run program "/v/bin/python": error=2, No such file'
    expect(codeOf(python)).toMatchObject({
      code: 'spark-worker-python',
      params: { what: '/v/bin/python' },
    })
  })

  it('names the Spark that a Java does not fit', () => {
    const failure = failureOf({ code: 1, text: 'UnsupportedClassVersionError' }, PLACE)
    expect(describeError(failure.toData(), 'en').what).toContain('does not fit Spark 3.5.5.')
  })

  it('names the package that is missing', () => {
    const text = "ModuleNotFoundError: No module named 'pymysql'"
    expect(codeOf(text)).toMatchObject({ code: 'spark-no-module', params: { what: 'pymysql' } })
    const ivy = 'unresolved dependency: org.apache.spark#spark-sql-kafka-0-10_2.12;3.5.9: not found'
    expect(codeOf(ivy)).toMatchObject({
      code: 'spark-packages',
      params: { what: 'org.apache.spark#spark-sql-kafka-0-10_2.12;3.5.9' },
    })
    const refused = 'SERVER ERROR: Server access error at url https://repo1.maven.org/a.pom (PKIX)'
    expect(codeOf(refused)).toMatchObject({
      code: 'spark-packages',
      params: { what: 'https://repo1.maven.org/a.pom' },
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
