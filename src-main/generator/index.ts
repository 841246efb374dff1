// Makes events: from record schemas (createGenerator), at a rate (RateSchedule), or out of files
// (openReplay).
export { createGenerator, type EventHead, type GeneratorOptions } from './generator'
export type { StreamClock } from './fields/field'
export { DRAWN_FAULTS, type FaultCounts } from './faults'
export { Lives, type LivesState } from './lives'
export { SentEvents } from './sent-events'
export { TextBytes } from './text-bytes'
export { RateSchedule } from './rate/schedule'
export { Fingerprint } from './fingerprint'
export { fakerFunctions } from './faker'
export { inferRecordSchema } from './infer'
export { openReplay, type Replay, type ReplayOptions, type ReplayRecord } from './replay'
export { csvLine, CsvReader, guessSeparator } from './replay/csv'
