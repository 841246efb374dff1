import { afterEach, expect, it } from 'vitest'
import { runPlace, settingsIn, settingsText, sparkMaster, sparkSettings } from './run-place'

afterEach(() => {
  sparkMaster.value = undefined
  sparkSettings.value = {}
})

it('reads settings line by line, and names the first line that is none', () => {
  const settings = { 'spark.executor.memory': '2g', 'spark.x': 'a=b' }
  expect(settingsIn(' spark.executor.memory = 2g\n\nspark.x=a=b\n')).toEqual(settings)
  expect(settingsIn(settingsText(settings))).toEqual(settings)
  expect(settingsIn('')).toEqual({})
  expect(settingsIn('spark.a=1\nspark.b\n=2')).toBe('spark.b')
})

it('sends settings along with a start on Spark alone', () => {
  sparkSettings.value = { SHUFFLE_PARTITIONS: '8' }
  expect(runPlace()).toEqual({})
  sparkMaster.value = 'spark://h:7077'
  expect(runPlace()).toEqual({
    spark: 'spark://h:7077',
    sparkSettings: { SHUFFLE_PARTITIONS: '8' },
  })
})
