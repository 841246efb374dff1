// The zoom levels of the canvas. Nobody has to zoom to read: a lab opens, and Fit shows it, at a zoom
// at which no text is under 11 px. What is outside then is reached by panning. Below FAR, where only
// a hand goes, a node shows its name alone, large enough to read.
export const MAX_ZOOM_FIT = 1.4
export const MIN_ZOOM = 0.2
export const READABLE_ZOOM = 1
export const FAR = 0.62
