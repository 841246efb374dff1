/** The name of the connection that leads to the embedded engine. */
export const BUILTIN = 'builtin'
