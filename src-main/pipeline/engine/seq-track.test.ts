// Duplicates that come out of a topic (an at-least-once producer, a crash): counted, also over a
// restart, and those of others are not ours.
import { describe, expect, it } from 'vitest'
import type { RawRecord } from '../model/batch'
import { RUN_HEADER, SEQ_HEADER } from '../topics/sequence-headers'
import { SeqTrack } from './seq-track'

const record = (seq: number, partition = 0, run = 'run-1.source'): RawRecord => ({
  partition,
  offset: seq,
  timeMs: 0,
  key: null,
  value: Buffer.from('x'),
  headers: { [RUN_HEADER]: Buffer.from(run), [SEQ_HEADER]: Buffer.from(String(seq)) },
})

describe('SeqTrack', () => {
  it('counts a number that came twice, by partition and source, also after a restart', () => {
    const track = new SeqTrack('run-1')
    track.see([
      record(0),
      record(2),
      record(1, 1),
      record(2),
      record(0),
      record(3, 1),
      record(0, 0, 'run-1.other'),
    ])
    expect(track.counts).toEqual({ arrived: 5, doubled: 2, foreign: 0 })
    const back = new SeqTrack('run-1')
    back.restore(JSON.parse(JSON.stringify(track.save())))
    back.see([record(2), record(4), record(3, 1), record(5, 1), record(1, 0, 'run-1.other')])
    expect(back.counts).toEqual({ arrived: 8, doubled: 4, foreign: 0 })
  })

  it('leaves records of other runs and other producers alone', () => {
    const track = new SeqTrack('run-1')
    track.see([
      record(0, 0, 'run-2.source'),
      record(0, 0, 'run-2.source'),
      { ...record(0), headers: {} },
      record(0),
    ])
    expect(track.counts).toEqual({ arrived: 1, doubled: 0, foreign: 3 })
  })
})
