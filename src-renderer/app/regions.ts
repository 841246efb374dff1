// F6 and Shift+F6 walk the regions of the window: top, rail, left, centre, right, dock, status,
// and the toasts while there are any. A region is an element with `data-region`.
const ORDER = ['top', 'rail', 'left', 'centre', 'right', 'dock', 'status', 'toasts']
const FOCUSABLE = 'button, [href], input, select, textarea, [tabindex]:not([tabindex="-1"])'

export function walkRegions(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
    .filter(region => region.offsetParent !== null || region.getClientRects().length > 0)
    .sort(
      (a, b) => ORDER.indexOf(a.dataset['region'] ?? '') - ORDER.indexOf(b.dataset['region'] ?? ''),
    )
  const focused = document.activeElement
  // The innermost region counts: left, right and dock are inside the centre.
  const now = regions.findLastIndex(
    region =>
      region.contains(focused) &&
      !regions.some(inner => inner !== region && region.contains(inner) && inner.contains(focused)),
  )
  const next = regions[(now + by + regions.length) % regions.length]
  if (next === undefined) return
  const target = [...next.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    element => element.offsetParent !== null && element.closest('[data-region]') === next,
  )
  ;(target ?? next).focus()
}
