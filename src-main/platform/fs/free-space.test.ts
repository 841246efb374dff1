import { describe, expect, it } from 'vitest'
import { diskState, freeSpaceOf } from './free-space'

const GB = 1024 ** 3
const of = (freeGb: number, totalGb: number) => ({
  freeBytes: freeGb * GB,
  totalBytes: totalGb * GB,
})

describe('the space on a disk', () => {
  it('is low below a tenth, and full before it is', () => {
    expect(diskState(of(11, 100), 'ok')).toBe('ok')
    expect(diskState(of(9, 100), 'ok')).toBe('low')
    expect(diskState(of(0.9, 100), 'low')).toBe('full')
    // 2 % of a small disk would be too little.
    expect(diskState(of(0.2, 8), 'low')).toBe('full')
    expect(diskState(of(0.5, 8), 'low')).toBe('low')
  })

  it('has to grow a good deal before things go on', () => {
    expect(diskState(of(1.2, 100), 'full')).toBe('full')
    expect(diskState(of(1.2, 100), 'low')).toBe('low')
    expect(diskState(of(1.6, 100), 'full')).toBe('low')
  })

  it('is unknown for a folder that is not there', async () => {
    expect(await freeSpaceOf('/no/such/folder')).toBeUndefined()
    expect((await freeSpaceOf('.'))?.totalBytes).toBeGreaterThan(0)
  })
})
