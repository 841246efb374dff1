export { type CqlServer, startCqlServer } from './server/server'
export { functionNames } from './functions'
export type { CqlLimits } from './limits'
