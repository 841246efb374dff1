// Bounds the memory that a worker thread takes for new objects. V8 lets that grow to 48 MB as soon
// as many objects outlive one collection, and seldom gives it back: with the broker and one run it
// was a tenth of all that a lab takes at 1,000 events a second. With half of it neither takes more
// processor time at full rate; the database would, and does not grow so far.
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 24 }
