// HOST:PORT, where an IPv6 host may be in brackets.
export function splitAddress(address: string): { readonly host: string; readonly port: string } {
  const at = address.lastIndexOf(':')
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: address.slice(at + 1) }
}
