// Words of the Schemas screen.
import { words } from './words'

export const schemas = words({
  title: { en: 'Schemas', 'pt-BR': 'Esquemas', es: 'Esquemas' },
  find: { en: 'Find a subject', 'pt-BR': 'Buscar subject', es: 'Buscar subject' },
  count: {
    en: { one: '{n} subject', other: '{n} subjects' },
    'pt-BR': { one: '{n} subject', other: '{n} subjects' },
    es: { one: '{n} subject', other: '{n} subjects' },
  },
  registry: {
    en: 'Schema registry',
    'pt-BR': 'Registro de esquemas',
    es: 'Registro de esquemas',
  },
  at: {
    en: 'Registry at {address}',
    'pt-BR': 'Registro em {address}',
    es: 'Registro en {address}',
  },
  waiting: {
    en: 'It starts when a lab first needs it.',
    'pt-BR': 'Começa quando um lab precisar dele.',
    es: 'Arranca cuando un lab lo necesita.',
  },
  off: {
    en: 'Switched off in the settings.',
    'pt-BR': 'Desligado em Ajustes.',
    es: 'Apagado en Ajustes.',
  },
  start: { en: 'Start it now', 'pt-BR': 'Iniciar agora', es: 'Iniciar ahora' },
  empty: {
    en: 'There are no schemas yet. Give a topic the format Avro, Protobuf or JSON Schema, or register one here.',
    'pt-BR':
      'Ainda não há esquemas. Dê a um tópico o formato Avro, Protobuf ou JSON Schema, ou registre um aqui.',
    es: 'Aún no hay esquemas. Da a un topic el formato Avro, Protobuf o JSON Schema, o registra uno aquí.',
  },
  pick: {
    en: 'Pick a subject on the left.',
    'pt-BR': 'Escolha um subject à esquerda.',
    es: 'Elige un subject a la izquierda.',
  },
  version: { en: 'Version {n}', 'pt-BR': 'Versão {n}', es: 'Versión {n}' },
  versions: {
    en: { one: '{n} version', other: '{n} versions' },
    'pt-BR': { one: '{n} versão', other: '{n} versões' },
    es: { one: '{n} versión', other: '{n} versiones' },
  },
  id: { en: 'id {id}', 'pt-BR': 'id {id}', es: 'id {id}' },
  text: { en: 'Schema', 'pt-BR': 'Esquema', es: 'Esquema' },
  changes: { en: 'Changes', 'pt-BR': 'Mudanças', es: 'Cambios' },
  next: { en: 'Next version', 'pt-BR': 'Próxima versão', es: 'Próxima versión' },
  first: {
    en: 'The first version: nothing was before it.',
    'pt-BR': 'A primeira versão: não havia nada antes.',
    es: 'La primera versión: no había nada antes.',
  },
  level: { en: 'Compatibility', 'pt-BR': 'Compatibilidade', es: 'Compatibilidad' },
  levelSaved: {
    en: '{subject}: compatibility {level}',
    'pt-BR': '{subject}: compatibilidade {level}',
    es: '{subject}: compatibilidad {level}',
  },
  check: { en: 'Check', 'pt-BR': 'Verificar', es: 'Comprobar' },
  register: { en: 'Register', 'pt-BR': 'Registrar', es: 'Registrar' },
  compatible: {
    en: 'It may follow the latest version.',
    'pt-BR': 'Pode vir depois da última versão.',
    es: 'Puede seguir a la última versión.',
  },
  incompatible: {
    en: 'It may not follow the latest version:',
    'pt-BR': 'Não pode vir depois da última versão:',
    es: 'No puede seguir a la última versión:',
  },
  registered: {
    en: '{subject} has the schema: id {id}',
    'pt-BR': '{subject} tem o esquema: id {id}',
    es: '{subject} tiene el esquema: id {id}',
  },
  delete: { en: 'Delete…', 'pt-BR': 'Excluir…', es: 'Eliminar…' },
  deleteAct: { en: 'Delete', 'pt-BR': 'Excluir', es: 'Eliminar' },
  deleteTitle: {
    en: 'Delete subject “{subject}”?',
    'pt-BR': 'Excluir o subject “{subject}”?',
    es: '¿Eliminar el subject «{subject}»?',
  },
  deleteText: {
    en: 'Its versions are no longer listed. Records that name them can still be read.',
    'pt-BR': 'As versões deixam de aparecer. Registros que as citam ainda podem ser lidos.',
    es: 'Sus versiones dejan de aparecer. Los registros que las nombran aún se pueden leer.',
  },
  deleted: {
    en: 'Subject {subject} deleted',
    'pt-BR': 'Subject {subject} excluído',
    es: 'Subject {subject} eliminado',
  },
  add: { en: 'New subject…', 'pt-BR': 'Novo subject…', es: 'Nuevo subject…' },
  subject: { en: 'Subject', 'pt-BR': 'Subject', es: 'Subject' },
  subjectHint: {
    en: 'A topic’s values are under its name and “-value”.',
    'pt-BR': 'Os valores de um tópico ficam sob o nome dele e “-value”.',
    es: 'Los valores de un topic están bajo su nombre y «-value».',
  },
  type: { en: 'Type', 'pt-BR': 'Tipo', es: 'Tipo' },
})
