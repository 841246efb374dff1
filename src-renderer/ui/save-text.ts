// Saves a text as a file: the browser's own download, which Electron turns into a save dialog.
export function saveText(
  name: string,
  text: string | readonly string[],
  type = 'text/plain',
): void {
  const parts = typeof text === 'string' ? [text] : [...text]
  saveBlob(name, new Blob(parts, { type: `${type};charset=utf-8` }))
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
