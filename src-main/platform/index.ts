export { ColdStore } from './fs/cold-store'
export { codecOf, CodecType, isCodecType } from './bytes/codecs'
export { crc32c } from './bytes/crc32c'
export { readTextIfExists, syncFolder, writeFileAtomic } from './fs/atomic-file'
export {
  forgetOwnLock,
  lockDirectory,
  readLock,
  type DirLock,
  type LockContents,
} from './fs/dir-lock'
export {
  diskState,
  freeSpaceOf,
  type DiskState,
  type FreeSpace,
  type FreeSpaceOf,
} from './fs/free-space'
export { FramedLog } from './fs/framed-log'
export { openOrRescue, type DamagedLog } from './fs/rescued-log'
export { fileTrouble } from './fs/file-trouble'
export { sealText, unsealText } from './fs/sealed-text'
export { readTextFile } from './fs/text-file'
export { createLog, type Log } from './log'
export { ByteBudget, type HeldBytes } from './net/byte-budget'
export { listenTcp } from './net/listen'
export { isOurHost, isOurOrigin, LOOPBACK_NAMES } from './net/own-host'
export { pageHeaders } from './net/page-headers'
export { onWork, startWorker, startWorkerEarly } from './process/early-worker'
export { processPort } from './process/process-port'
export { WORKER_LIMITS } from './process/worker-limits'
export { lazyModule, lazyObject, requireInside, requirePackage } from './lazy-module'
export { appRoot, builtEntry, defaultDataDir } from './paths'
