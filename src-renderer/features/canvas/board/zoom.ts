// The zoom levels of the canvas. Below FAR a node shows only its name, large enough to read; its
// figures come back when somebody zooms in.
export const MAX_ZOOM_FIT = 1.4
export const MIN_ZOOM = 0.2
/** A lab that opens by itself stays legible; Fit shows all of it. */
export const LEGIBLE_ZOOM = 0.34
export const FAR = 0.62
