// How near the canvas is looked at. Below FAR a node says only what it is: its name, large enough
// to read; its figures come back nearer.
export const MAX_ZOOM_FIT = 1.4
export const MIN_ZOOM = 0.2
/** A lab that opens by itself stays legible; Fit shows all of it. */
export const LEGIBLE_ZOOM = 0.34
export const FAR = 0.62
