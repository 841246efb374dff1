// What `sluice connections …` says.
import { words } from './words'

export const cliConnections = words({
  colConnection: { en: 'CONNECTION', 'pt-BR': 'CONEXÃO', es: 'CONEXIÓN' },
  colType: { en: 'TYPE', 'pt-BR': 'TIPO', es: 'TIPO' },
  colAddress: { en: 'ADDRESS', 'pt-BR': 'ENDEREÇO', es: 'DIRECCIÓN' },
  colSecret: { en: 'SECRET', 'pt-BR': 'SEGREDO', es: 'SECRETO' },
  secretKept: { en: 'kept', 'pt-BR': 'guardado', es: 'guardado' },
  none: {
    en: 'There are no connections yet.',
    'pt-BR': 'Ainda não há conexões.',
    es: 'Aún no hay conexiones.',
  },
  saved: {
    en: 'Connection {name} saved: {address}',
    'pt-BR': 'Conexão {name} salva: {address}',
    es: 'Conexión {name} guardada: {address}',
  },
  deleted: {
    en: 'Connection {name} deleted.',
    'pt-BR': 'Conexão {name} excluída.',
    es: 'Conexión {name} eliminada.',
  },
})
