import { expect, it } from 'vitest'
import { codeFile, firstFile, nextFunction } from './functions'

it('opens the job, else the README, else the first file', () => {
  expect(firstFile(['README.md', 'job.py'])).toBe('README.md')
  expect(firstFile(['support.py', 'job.py'])).toBe('job.py')
  expect(firstFile(['schema.cql'])).toBe('schema.cql')
  expect(firstFile([])).toBe('')
  expect(codeFile(['README.md', 'schema.cql'])).toBeUndefined()
})

it('walks the functions in the order of the file, and stays at the ends', () => {
  const functions = [
    { node: 'b', from: 20, to: 30 },
    { node: 'a', from: 10, to: 18 },
  ]
  expect(nextFunction(functions, undefined, 1)).toBe('a')
  expect(nextFunction(functions, 'a', 1)).toBe('b')
  expect(nextFunction(functions, 'b', 1)).toBeUndefined()
  expect(nextFunction(functions, 'b', -1)).toBe('a')
})
