import { expect, it } from 'vitest'
import { submitCommand } from './command'
import { jobSettings, needSettings } from './given-settings'

const GIVEN = {
  'spark.executor.memory': '2g',
  'spark.driver.memory': '4g',
  'spark.sql.shuffle.partitions': '20',
  MAX_OFFSETS_PER_TRIGGER: '1000',
}

it('takes settings of Spark and of the job, and nothing else', () => {
  expect(() => needSettings(GIVEN)).not.toThrow()
  const refused = ['PATH', 'spark.master', 'spark.submit.deployMode', 'spark.sql.ansi.enabled']
  for (const name of [...refused, 'spark.jars.ivy', 'spark.a b'])
    expect(() => needSettings({ [name]: 'x' })).toThrow(
      expect.objectContaining({ code: 'spark-setting-unknown', params: { name } }),
    )
})

it.each([
  ['spark.hadoop.fs.s3a.secret.key', 'x'],
  ['spark.ssl.keyPassword', 'x'],
  ['spark.x.access.key', 'x'],
  ['spark.hadoop.fs.azure.account.key.shop.blob.core.windows.net', 'x'],
  ['spark.driver.extraJavaOptions', '-Xss2m -Djavax.net.ssl.keyStorePassword=x'],
])('takes no secret, which others could read: %s', (name, value) => {
  expect(() => needSettings({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'spark-setting-secret' }),
  )
})

it('takes options of a Java that name no secret', () => {
  const options = { 'spark.driver.extraJavaOptions': '-Xss2m -Dfile.encoding=UTF-8' }
  expect(() => needSettings(options)).not.toThrow()
})

it.each([
  ['SHUFFLE_PARTITIONS', '0'],
  ['spark.sql.shuffle.partitions', 'many'],
  ['spark.driver.memory', '4 g'],
  ['spark.executor.memory', ' '],
])('refuses a value for %s', (name, value) => {
  expect(() => needSettings({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'spark-setting-value', params: { name, value } }),
  )
})

it('puts each where it counts: Spark, its Java, the environment of the job', () => {
  expect(jobSettings(GIVEN)).toEqual({
    SHUFFLE_PARTITIONS: '20',
    MAX_OFFSETS_PER_TRIGGER: '1000',
  })
  const place = { master: 'yarn', python: '/v/python', home: '/v', version: '3.5.5', java: 'java' }
  const job = { packages: 'a:b:1', ivyDir: '/ivy', settings: {}, life: 'l1' }
  const { words } = submitCommand({ ...place, settings: GIVEN }, job, {})
  expect(words).toContain('-Xmx4g')
  const confs = words.filter((_, i) => words[i - 1] === '--conf')
  expect(confs).toContain('spark.executor.memory=2g')
  expect(confs.join()).not.toMatch(/shuffle|driver\.memory|MAX_OFFSETS/)
})
