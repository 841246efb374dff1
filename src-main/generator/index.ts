// Makes events: from record schemas (createGenerator), at a rate (RateSchedule), or out of files
// (openReplay).
export {
  createGenerator,
  type EventHead,
  type GeneratedEvent,
  type Generator,
  type GeneratorOptions,
  type FaultName,
} from './generator'
export { TextBytes } from './text-bytes'
export { RateSchedule, type RateLimits, type ScheduleState } from './rate/schedule'
export { Fingerprint } from './fingerprint'
export { fakerFunctions } from './faker'
export { inferRecordSchema } from './infer'
export {
  openReplay,
  type Replay,
  type ReplayFormat,
  type ReplayOptions,
  type ReplayRecord,
} from './replay'
export { csvLine, CsvReader, guessSeparator, type CsvRow } from './replay/csv'
