// Saves a picture: SVG text as it is, or drawn at twice its size as PNG.
import { saveBlob, saveText } from './save-text'

const SCALE = 2

export async function savePicture(name: string, svg: string, type: 'svg' | 'png'): Promise<void> {
  if (type === 'svg') return saveText(`${name}.svg`, svg, 'image/svg+xml')
  saveBlob(`${name}.png`, await pngOf(svg))
}

async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width * SCALE
    canvas.height = image.height * SCALE
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no PNG'))), 'image/png'),
    )
  } finally {
    URL.revokeObjectURL(address)
  }
}
