// The disk of the data folder is nearly full.
import type { Cause } from '../evidence'

const GB = 1024 ** 3

export const disk: Cause = {
  id: 'disk',
  find({ disk }) {
    if (!disk || disk.state === 'ok') return []
    const free = `${(disk.freeBytes / GB).toFixed(1)} GB`
    return [{ params: { free }, remedy: { act: 'look', at: 'settings' } }]
  },
}
