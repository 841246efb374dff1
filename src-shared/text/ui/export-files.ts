// Words in the files beside an exported job.
import { words } from './words'

export const exportFiles = words({
  compose: {
    en: 'The engines of this lab: docker compose up -d --wait. Ports are open on this computer only.',
    'pt-BR':
      'Os motores deste laboratório: docker compose up -d --wait. As portas abrem só neste computador.',
    es: 'Los motores de este laboratorio: docker compose up -d --wait. Los puertos se abren solo en este equipo.',
  },
})
