// What `sluice registry …` says.
import { words } from './words'

export const cliRegistry = words({
  colSubject: { en: 'SUBJECT', 'pt-BR': 'SUBJECT', es: 'SUBJECT' },
  colType: { en: 'TYPE', 'pt-BR': 'TIPO', es: 'TIPO' },
  colVersions: { en: 'VERSIONS', 'pt-BR': 'VERSÕES', es: 'VERSIONES' },
  colId: { en: 'ID', 'pt-BR': 'ID', es: 'ID' },
  address: {
    en: 'The schema registry inside is at {address}',
    'pt-BR': 'O registro de esquemas embutido está em {address}',
    es: 'El registro de esquemas integrado está en {address}',
  },
  none: {
    en: 'There are no schemas yet.',
    'pt-BR': 'Ainda não há esquemas.',
    es: 'Aún no hay esquemas.',
  },
  compatible: {
    en: 'The schema may follow the latest version of {subject}.',
    'pt-BR': 'O esquema pode vir depois da última versão de {subject}.',
    es: 'El esquema puede seguir a la última versión de {subject}.',
  },
  incompatible: {
    en: 'The schema may not follow the latest version of {subject}:',
    'pt-BR': 'O esquema não pode vir depois da última versão de {subject}:',
    es: 'El esquema no puede seguir a la última versión de {subject}:',
  },
  registered: {
    en: '{subject} has the schema: id {id}',
    'pt-BR': '{subject} tem o esquema: id {id}',
    es: '{subject} tiene el esquema: id {id}',
  },
})
