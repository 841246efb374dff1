// A partition's log gets this from outside: its topic's settings, and the services that all
// partitions share.
import type { LabError } from '@shared/errors'
import type { Log } from '@main/platform'
import type { BufferPool } from './buffer-pool'
import type { FilePool } from './file-pool'
import type { RecoveryNote } from './recovery-note'

export interface LogSettings {
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly retentionMs: number
  readonly retentionBytes: number
  /** `none`: an empty cleanup.policy, which keeps everything. */
  readonly cleanup: 'none' | 'delete' | 'compact' | 'compact,delete'
}

export interface LogServices {
  readonly files: FilePool
  readonly buffers: BufferPool
  readonly durability: 'safe' | 'fast'
  readonly log: Log
  readonly onStorageError: (error: LabError) => void
  /** Damage that was found, and what became of it, after the start too. */
  readonly onRecovered: (note: RecoveryNote) => void
}
