export { crc32c } from './bytes/crc32c'
export { readTextIfExists, syncFolder, writeFileAtomic } from './fs/atomic-file'
export {
  forgetOwnLock,
  lockDirectory,
  readLock,
  type DirLock,
  type LockContents,
} from './fs/dir-lock'
export { FramedLog, type FramedLogOptions, type Recovery } from './fs/framed-log'
export { createLog, type Log } from './log'
export { listenTcp, type ListenOptions } from './net/listen'
export { pageHeaders } from './net/page-headers'
export { processPort, type PipePort } from './process/process-port'
export { lazyModule, lazyObject, requirePackage } from './lazy-module'
export { appRoot, builtEntry, defaultDataDir } from './paths'
