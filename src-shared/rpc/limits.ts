// Every limit of a channel, each with its reason.

export interface RpcLimits {
  /**
   * One message, in characters of JSON: a lab file's text (2 M) twice over, or a page of 5000 rows,
   * fits; a runaway result does not.
   */
  readonly messageCharsMax: number
  /** Calls being answered at once for one client. A page with every feed open has some tens. */
  readonly inFlightMax: number
  /**
   * All requests being answered at once, in characters: bounds what one client can make the host
   * hold.
   */
  readonly inFlightCharsMax: number
  /** A caller that opens a channel and says nothing holds it no longer than this. */
  readonly helloMs: number
}

export const RPC_LIMITS: RpcLimits = {
  messageCharsMax: 8_000_000,
  inFlightMax: 256,
  inFlightCharsMax: 32_000_000,
  helloMs: 10_000,
}

/** The client stays below the server's limit and queues the rest itself. */
export const CLIENT_IN_FLIGHT_MAX = 200
