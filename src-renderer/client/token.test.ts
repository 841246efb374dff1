import { afterEach, expect, it } from 'vitest'
import { bringsToken, takeToken } from './token'

afterEach(() => {
  sessionStorage.clear()
  history.replaceState(null, '', location.pathname)
})

it('keeps the key for this tab and takes it out of the address', () => {
  history.replaceState(null, '', '#t=a%20key')
  expect(bringsToken()).toBe(true)
  expect(takeToken()).toBe('a key')
  expect([location.hash, bringsToken()]).toEqual(['', false])
  expect(takeToken()).toBe('a key')
})

it('takes a damaged one as it is, so that the host can refuse it', () => {
  history.replaceState(null, '', '#t=%')
  expect(takeToken()).toBe('%')
  expect(location.hash).toBe('')
})

it('has none where no address brought one', () => expect(takeToken()).toBeUndefined())
