import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { typedPath } from './typed-path'

it('reads a path as it is pasted from elsewhere', () => {
  const path = join(homedir(), 'aula 3', 'lab.yaml')
  expect(typedPath(`  ${path} `)).toBe(path)
  expect(typedPath(`"${path}"`)).toBe(path)
  expect(typedPath(`'${path}'`)).toBe(path)
  expect(typedPath(pathToFileURL(path).href)).toBe(path)
  expect(typedPath('~/aula 3/lab.yaml')).toBe(path)
  expect(typedPath('file://%')).toBe('file://%')
  expect(typedPath("it's.yaml")).toBe("it's.yaml")
})
