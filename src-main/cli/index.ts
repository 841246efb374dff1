// The command line: everything it needs comes through `runCli`.
export { reportFailure } from './failure'
export { openHostInProcess } from './host-in-process'
export { processIo } from './io'
export { runCli } from './main'
