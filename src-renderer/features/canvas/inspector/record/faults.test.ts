import { describe, expect, it } from 'vitest'
import { lateBy, latenessOf, settingsWith, soundOf } from './faults'

describe('faults in their form', () => {
  it('are written as short as they can be', () => {
    expect(settingsWith({}, 'nulled', { off: undefined })).toBe(0.01)
    expect(settingsWith({ nulled: 0.2 }, 'nulled', { off: true })).toEqual({
      share: 0.2,
      off: true,
    })
    const off = { nulled: { share: 0.2, off: true } }
    expect(settingsWith(off, 'nulled', { off: undefined })).toBe(0.2)
    expect(settingsWith({}, 'late', {})).toEqual({ share: 0.01, by: ['10 s', '90 s'] })
  })

  it('keep the lengths of a distribution under another one', () => {
    const even = latenessOf(['1 s', '3 s'])
    expect(even).toMatchObject({ kind: 'even', lengths: ['1 s', '3 s'] })
    const all: Parameters<typeof latenessOf>[0][] = [
      '5 s',
      { exponential: '5 s' },
      { normal: ['5 s', '1 s'] },
    ]
    for (const by of all) {
      const { kind, lengths } = latenessOf(by)
      expect(lateBy(kind, lengths)).toEqual(by)
    }
    expect(lateBy('normal', even.lengths)).toEqual({ normal: ['1 s', '3 s'] })
  })

  it('leave so many of a thousand sound', () => {
    expect(soundOf({})).toBe(1000)
    expect(soundOf({ duplicate: 0.02, corrupt: { share: 0.5, off: true }, dropped: 0.01 })).toBe(
      970,
    )
  })
})
