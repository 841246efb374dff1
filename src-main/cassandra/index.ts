export { type CqlServer, type CqlServerOptions, type CqlStats, startCqlServer } from './server/server'
export { CqlError } from './errors'
export { DEFAULT_LIMITS, type CqlLimits } from './limits'
