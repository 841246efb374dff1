// Words of the lab page: palette, canvas, inspector, ledger, dock.
import { words } from './words'

export const canvas = words({
  palette: { en: 'Palette', 'pt-BR': 'Paleta', es: 'Paleta' },
})
