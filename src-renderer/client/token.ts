// The key of the lab that an address brings (`#t=…`). The page keeps it for this tab, so that a
// reload has it too, and removes it from the address bar, so that nobody reads or shares it there.
const TOKEN_KEY = 'sluice.token'
const TOKEN = /[#&/]t=([^&]+)/

export const bringsToken = (): boolean => TOKEN.test(location.hash)

export function takeToken(): string | undefined {
  const found = TOKEN.exec(location.hash)
  if (found?.[1] !== undefined) {
    sessionStorage.setItem(TOKEN_KEY, decoded(found[1]))
    history.replaceState(null, '', location.pathname + location.search)
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? undefined
}

/** One that was damaged on its way stays as it is: the host refuses it, and the banner says so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
