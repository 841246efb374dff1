// Texts and records may name an address or a person: a class sees neither. Present hides them on
// its slides, and the host in all that the room's page gets.

const HIDDEN = [
  /\b[\w.+-]+@[\w-]+\.[\w.]+\b/g,
  /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g,
  /\b(?:https?|jdbc|ldap|kafka):\/\/\S+/g,
  /\b(?:[a-z][\w-]*\.)+[a-z]{2,}:\d{2,5}\b/gi,
  /\blocalhost:\d+\b/g,
]
const DOTS = '•••'

/** What is hidden keeps its first letter, so that the speaker knows what it was. */
export const hideIn = (text: string): string =>
  HIDDEN.reduce(
    (shown, pattern) => shown.replaceAll(pattern, found => `${found[0] ?? ''}${DOTS}`),
    text,
  )
