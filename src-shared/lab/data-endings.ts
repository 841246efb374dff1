// How the names of files end that a lab can play back as a stream.
export const DATA_ENDINGS = ['.csv', '.ndjson', '.jsonl', '.json', '.parquet'] as const

/** The folder of the data directory with files that came from a page in a browser. */
export const UPLOADS = 'uploads'
