// A program for one topic, whatever its language.
/** What the writer of a language needs to know. */
export interface Client {
  readonly topic: string
  readonly group: string
  /** The environment's name of the broker's address. */
  readonly address: string
  readonly about: string
}

/** A literal of Java and Python, whatever a lab from elsewhere calls its things. */
export const literal = (text: string): string => JSON.stringify(text)

/** A comment ends with its line; Java reads `\u000a` as such an end too. */
export const comment = (text: string): string => `// ${text.replaceAll(/[\s\\]+/g, ' ')}`
