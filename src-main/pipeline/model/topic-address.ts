// Where a topic is, for whoever reads or fills it.

/** A topic, by the name of its connection in the lab. */
export interface TopicAddress {
  readonly connection: string
  readonly topic: string
  /** Of its records' values; JSON where it is absent. */
  readonly format?: string
  /** Of a topic in Avro: where its schema is, and what it is. */
  readonly avro?: { readonly registry: string; readonly subject: string; readonly schema: string }
}
