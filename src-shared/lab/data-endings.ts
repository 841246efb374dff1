// How the names of files end that a lab can play back as a stream.
export const DATA_ENDINGS = ['.csv', '.ndjson', '.jsonl', '.json', '.parquet'] as const
