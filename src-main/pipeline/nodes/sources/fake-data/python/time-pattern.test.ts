// A time pattern of a lab becomes a text of Python that no part of it can leave.
import { expect, it } from 'vitest'
import { strftime } from './time-pattern'

it.each([
  ['dd/MM/yyyy', 'f"{event.at:%d}/{event.at:%m}/{event.at:%Y}"'],
  ["yyyy'{print(42)}'", 'f"{event.at:%Y}{{print(42)}}"'],
  ['yyyy{1}', 'f"{event.at:%Y}{{1}}"'],
  ['{}yyyy', 'f"{{}}{event.at:%Y}"'],
  ['%d/%m', 'f"{event.at:%d/%m}"'],
  ['%d{print(42)}', undefined],
  ["yyyy'\n'", undefined],
  ['%d\nprint(42)', undefined],
  ["yyyy'\"'", undefined],
  ["yyyy'\\N'", undefined],
])('%j becomes %j', (pattern, text) => {
  expect(strftime('event.at', pattern)).toBe(text)
})

it('a zone with a quote is not taken', () => {
  const zoned = (zone: string) => `event.at.astimezone(ZoneInfo(${JSON.stringify(zone)}))`
  expect(strftime(zoned('UTC'), 'yyyy')).toBe(`f"{event.at.astimezone(ZoneInfo('UTC')):%Y}"`)
  expect(strftime(zoned("a') + print('b"), 'yyyy')).toBeUndefined()
  expect(strftime(zoned('a") + print("b'), 'yyyy')).toBeUndefined()
})
