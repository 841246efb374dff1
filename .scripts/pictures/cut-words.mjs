// Runs in the page: words that something cuts off although no ellipsis says so, nothing scrolls and
// the canvas does not pan there; and words too small to read.
const cutWords = () => {
  const LEGIBLE_PX = 10.5
  const found = new Set()
  const said = element => `${element.className || element.tagName}: ${element.textContent.trim()}`
  for (const element of document.querySelectorAll('body *')) {
    if (!(element instanceof HTMLElement) || element.offsetParent === null) continue
    if (element.closest('.vue-flow, .cm-editor, .sr-only') !== null) continue
    const hasWords = [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent.trim() !== '',
    )
    const box = element.getBoundingClientRect()
    if (!hasWords || box.width === 0 || box.height === 0) continue
    const style = getComputedStyle(element)
    if (Number.parseFloat(style.fontSize) < LEGIBLE_PX) found.add(`small, ${said(element)}`)
    const isShort = ({ textOverflow, overflowX }) =>
      textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll'
    if (
      style.overflowX !== 'visible' &&
      !isShort(style) &&
      element.scrollWidth > element.clientWidth + 1
    )
      found.add(`cut, ${said(element)}`)
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const outer = getComputedStyle(around)
      if (isShort(outer) || ['auto', 'scroll'].includes(outer.overflowY)) break
      if (outer.overflowX === 'visible') continue
      if (box.right > around.getBoundingClientRect().right + 1)
        found.add(`cut by ${around.className}, ${said(element)}`)
      break
    }
  }
  return [...found].map(text => text.replaceAll(/\s+/g, ' ').slice(0, 140))
}

export { cutWords }
