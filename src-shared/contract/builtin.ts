// Names that have a meaning of their own. No schema is here, so that the page can have them without
// the library of schemas.

/** The name of the connection that leads to the embedded engine. */
export const BUILTIN = 'builtin'

/** Spark in one process on this machine, with all its cores. */
export const LOCAL_MASTER = 'local[*]'
