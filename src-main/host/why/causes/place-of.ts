// Where a client looked for somebody, and whether a person gave that address or a cluster did.
import type { Evidence, NodeError } from '../evidence'

export const placeOf = ({ error: { params } }: NodeError): string =>
  params.address === undefined
    ? [params.host, params.port].filter(part => part !== undefined).join(':')
    : String(params.address)

/** No connection names it: a broker told it. */
export const isTold = ({ addresses }: Evidence, error: NodeError): boolean => {
  const place = placeOf(error)
  return place !== '' && !addresses.some(address => address.includes(place))
}
