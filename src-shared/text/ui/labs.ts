// Words of the start page: the three ways to begin, the reference systems, recent labs,
// connections.
import { words } from './words'

export const labs = words({
  heading: {
    en: 'What shall we make flow?',
    'pt-BR': 'O que vamos fazer fluir?',
    es: '¿Qué hacemos fluir?',
  },
  lead: {
    en: 'Make data, send it through Kafka, add it up, store it in a database. Everything runs on this computer.',
    'pt-BR': 'Crie dados, envie pelo Kafka, some e guarde num banco. Tudo roda neste computador.',
    es: 'Crea datos, envíalos por Kafka, súmalos y guárdalos en una base. Todo se ejecuta en este equipo.',
  },
  runLab: { en: 'Run {name}', 'pt-BR': 'Executar {name}', es: 'Ejecutar {name}' },
  newLab: { en: 'New lab', 'pt-BR': 'Novo lab', es: 'Nuevo lab' },
  connectTitle: {
    en: 'Connect a cluster',
    'pt-BR': 'Conectar um cluster',
    es: 'Conectar un clúster',
  },
  reference: {
    en: 'Reference systems',
    'pt-BR': 'Sistemas de referência',
    es: 'Sistemas de referencia',
  },
  referenceHint: {
    en: 'course projects; each runs with one click',
    'pt-BR': 'projetos de curso; cada um roda com um clique',
    es: 'proyectos de curso; cada uno se ejecuta con un clic',
  },
  find: {
    en: 'Find a lab, topic, table or word',
    'pt-BR': 'Buscar lab, tópico, tabela ou palavra',
    es: 'Buscar lab, topic, tabla o palabra',
  },
  aboutLabel: {
    en: 'What labs are about',
    'pt-BR': 'Sobre o que são os labs',
    es: 'De qué tratan los labs',
  },
  aboutAll: { en: 'All', 'pt-BR': 'Todos', es: 'Todos' },
  aboutWindows: { en: 'Windows', 'pt-BR': 'Janelas', es: 'Ventanas' },
  aboutJoins: { en: 'Joins', 'pt-BR': 'Junções', es: 'Uniones' },
  aboutStates: { en: 'State', 'pt-BR': 'Estado', es: 'Estado' },
  aboutFaults: { en: 'Faults', 'pt-BR': 'Falhas', es: 'Fallos' },
  dataLanguage: {
    en: 'Language of the data',
    'pt-BR': 'Idioma dos dados',
    es: 'Idioma de los datos',
  },
  dataAny: { en: 'Any', 'pt-BR': 'Qualquer', es: 'Cualquiera' },
  narrowedNone: {
    en: 'No lab is about this in this language.',
    'pt-BR': 'Nenhum lab trata disso neste idioma.',
    es: 'Ningún lab trata de esto en este idioma.',
  },
  narrowedAll: {
    en: 'Show all labs',
    'pt-BR': 'Mostrar todos os labs',
    es: 'Mostrar todos los labs',
  },
  found: {
    en: { one: '{n} lab', other: '{n} labs' },
    'pt-BR': { one: '{n} lab', other: '{n} labs' },
    es: { one: '{n} lab', other: '{n} labs' },
  },
  foundHint: {
    en: 'Enter opens the first',
    'pt-BR': 'Enter abre o primeiro',
    es: 'Enter abre el primero',
  },
  foundNone: {
    en: 'Nothing is called “{text}”. Try a shorter word, or clear the search.',
    'pt-BR': 'Nada se chama “{text}”. Tente uma palavra mais curta ou limpe a busca.',
    es: 'Nada se llama «{text}». Prueba una palabra más corta o borra la búsqueda.',
  },
  gallery: { en: 'Gallery', 'pt-BR': 'Galeria', es: 'Galería' },
  galleryHint: {
    en: 'small labs, each about one thing',
    'pt-BR': 'labs pequenos, cada um sobre uma coisa',
    es: 'labs pequeños, cada uno sobre una cosa',
  },
  openAndRun: {
    en: 'Open and run {name}',
    'pt-BR': 'Abrir e executar {name}',
    es: 'Abrir y ejecutar {name}',
  },
  openOnly: { en: 'Open without running', 'pt-BR': 'Abrir sem executar', es: 'Abrir sin ejecutar' },
  recent: { en: 'Recent labs', 'pt-BR': 'Labs recentes', es: 'Labs recientes' },
  recentNone: {
    en: 'None yet. Labs that you open are listed here.',
    'pt-BR': 'Nenhum ainda. Os labs que você abrir aparecem aqui.',
    es: 'Ninguno todavía. Los labs que abras aparecen aquí.',
  },
  openFile: { en: 'Open file', 'pt-BR': 'Abrir arquivo', es: 'Abrir archivo' },
  dropHere: {
    en: 'Drop the lab file to open it',
    'pt-BR': 'Solte o arquivo do lab para abri-lo',
    es: 'Suelta el archivo del lab para abrirlo',
  },
  events: {
    en: { one: '{n} event', other: '{n} events' },
    'pt-BR': { one: '{n} evento', other: '{n} eventos' },
    es: { one: '{n} evento', other: '{n} eventos' },
  },
  nodes: {
    en: { one: '{n} node', other: '{n} nodes' },
    'pt-BR': { one: '{n} nó', other: '{n} nós' },
    es: { one: '{n} nodo', other: '{n} nodos' },
  },
  connections: { en: 'Connections', 'pt-BR': 'Conexões', es: 'Conexiones' },
  ready: { en: 'Ready', 'pt-BR': 'Pronto', es: 'Listo' },
  starting: { en: 'Starting…', 'pt-BR': 'Iniciando…', es: 'Iniciando…' },
  halted: { en: 'Stopped', 'pt-BR': 'Parado', es: 'Detenido' },
  readOnly: { en: 'read only', 'pt-BR': 'só leitura', es: 'solo lectura' },
  emptyFile: {
    en: '{name} is empty. It does not contain a lab.',
    'pt-BR': '{name} está vazio. Não contém um lab.',
    es: '{name} está vacío. No contiene ningún lab.',
  },
  openDialog: { en: 'Open a lab', 'pt-BR': 'Abrir um lab', es: 'Abrir un lab' },
  open: { en: 'Open', 'pt-BR': 'Abrir', es: 'Abrir' },
  openHint: {
    en: 'A .yaml file on this computer. You can also drop it on the window.',
    'pt-BR': 'Um arquivo .yaml deste computador. Também dá para soltá-lo na janela.',
    es: 'Un archivo .yaml de este equipo. También puedes soltarlo en la ventana.',
  },
  chooseFile: { en: 'Choose a file…', 'pt-BR': 'Escolher arquivo…', es: 'Elegir archivo…' },
  replace: { en: 'Replace', 'pt-BR': 'Substituir', es: 'Reemplazar' },
  changes: {
    en: 'Changes since it was saved',
    'pt-BR': 'Mudanças desde que foi salvo',
    es: 'Cambios desde que se guardó',
  },
  changesText: {
    en: 'Lines of {name} that came and that went.',
    'pt-BR': 'Linhas de {name} que entraram e que saíram.',
    es: 'Líneas de {name} que entraron y que salieron.',
  },
  discard: {
    en: 'Go back to the saved lab',
    'pt-BR': 'Voltar ao lab salvo',
    es: 'Volver al lab guardado',
  },
  noChanges: {
    en: 'Nothing differs from the saved lab.',
    'pt-BR': 'Nada difere do lab salvo.',
    es: 'Nada difiere del lab guardado.',
  },
  leaveTitle: {
    en: '{name} has unsaved changes',
    'pt-BR': '{name} tem alterações não salvas',
    es: '{name} tiene cambios sin guardar',
  },
  leaveKept: {
    en: 'Save them to a file, or leave them for later: this browser keeps them and brings them back when you open the lab again.',
    'pt-BR':
      'Salve-as num arquivo ou deixe-as para depois: este navegador as guarda e as traz de volta quando você abrir o lab de novo.',
    es: 'Guárdalos en un archivo o déjalos para después: este navegador los conserva y los recupera cuando abras el lab otra vez.',
  },
  leaveNew: {
    en: 'This lab has no file yet. If you leave now, you lose it.',
    'pt-BR': 'Este lab ainda não tem arquivo. Se você sair agora, vai perdê-lo.',
    es: 'Este lab aún no tiene archivo. Si sales ahora, lo pierdes.',
  },
  draftHint: {
    en: 'Not in a file yet',
    'pt-BR': 'Ainda sem arquivo',
    es: 'Aún sin archivo',
  },
  draftDrop: { en: 'Discard {name}', 'pt-BR': 'Descartar {name}', es: 'Descartar {name}' },
  draftGone: { en: '{name} discarded', 'pt-BR': '{name} descartado', es: '{name} descartado' },
  leaveStay: { en: 'Stay here', 'pt-BR': 'Ficar aqui', es: 'Quedarse' },
  leaveKeep: { en: 'Leave for later', 'pt-BR': 'Deixar para depois', es: 'Dejar para después' },
  leaveDiscard: { en: 'Do not save', 'pt-BR': 'Não salvar', es: 'No guardar' },
})
