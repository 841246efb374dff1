// A text that is cut for want of room says all of it when the pointer rests on it. One listener for
// the page serves every such text, so that no component has to know whether its words fit.
const CUT = '.cut'

/** Answers how to stop. */
export function showCutTexts(root: HTMLElement): () => void {
  const show = ({ target }: Event) => {
    const cut = target instanceof Element ? target.closest<HTMLElement>(CUT) : null
    if (cut === null || cut.closest('[title]') !== null || cut.scrollWidth <= cut.clientWidth)
      return
    cut.title = cut.textContent.trim()
    // The words may change, or fit another time.
    cut.addEventListener('pointerleave', () => cut.removeAttribute('title'), { once: true })
  }
  root.addEventListener('pointerover', show)
  return () => root.removeEventListener('pointerover', show)
}
