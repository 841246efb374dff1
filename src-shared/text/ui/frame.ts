// Words of the frame: top bar, rail, status bar, command palette, and the connection to the host.
import { words } from './words'

export const frame = words({
  railLab: { en: 'Lab', 'pt-BR': 'Lab', es: 'Lab' },
  railLive: { en: 'Live', 'pt-BR': 'Ao vivo', es: 'En vivo' },
  railTopics: { en: 'Topics', 'pt-BR': 'Tópicos', es: 'Topics' },
  railSchemas: { en: 'Schemas', 'pt-BR': 'Esquemas', es: 'Esquemas' },
  railGroups: { en: 'Groups', 'pt-BR': 'Grupos', es: 'Grupos' },
  railQuery: { en: 'Query', 'pt-BR': 'Consulta', es: 'Consulta' },
  railLessons: { en: 'Lessons', 'pt-BR': 'Lições', es: 'Lecciones' },
  railEngines: { en: 'Engines', 'pt-BR': 'Motores', es: 'Motores' },
  railConnect: { en: 'Connect', 'pt-BR': 'Conexões', es: 'Conectar' },
  railFigures: { en: 'Figures', 'pt-BR': 'Medidas', es: 'Cifras' },
  railSettings: { en: 'Settings', 'pt-BR': 'Ajustes', es: 'Ajustes' },
  screens: { en: 'Screens', 'pt-BR': 'Telas', es: 'Pantallas' },
  toStart: { en: 'Start page', 'pt-BR': 'Página inicial', es: 'Página inicial' },

  nodesFailed: {
    en: { one: '{n} node failed', other: '{n} nodes failed' },
    'pt-BR': { one: '{n} nó falhou', other: '{n} nós falharam' },
    es: { one: '{n} nodo falló', other: '{n} nodos fallaron' },
  },
  run: { en: 'Run', 'pt-BR': 'Executar', es: 'Ejecutar' },
  pause: { en: 'Pause', 'pt-BR': 'Pausar', es: 'Pausar' },
  resume: { en: 'Resume', 'pt-BR': 'Continuar', es: 'Continuar' },
  step: { en: 'Step', 'pt-BR': 'Passo', es: 'Paso' },
  stop: { en: 'Stop', 'pt-BR': 'Parar', es: 'Detener' },
  doubtsTitle: {
    en: 'Records of {lab} would not stay',
    'pt-BR': 'Registros de {lab} não ficariam guardados',
    es: 'Los registros de {lab} no se quedarían',
  },
  runAnyway: { en: 'Run anyway', 'pt-BR': 'Executar assim mesmo', es: 'Ejecutar de todos modos' },
  runControls: { en: 'Run', 'pt-BR': 'Execução', es: 'Ejecución' },
  stateStarting: { en: 'Starting…', 'pt-BR': 'Iniciando…', es: 'Iniciando…' },
  stateRunning: { en: 'Running', 'pt-BR': 'Executando', es: 'En marcha' },
  statePaused: { en: 'Paused', 'pt-BR': 'Pausado', es: 'En pausa' },
  stateStopping: { en: 'Stopping…', 'pt-BR': 'Parando…', es: 'Deteniendo…' },
  stateStopped: { en: 'Stopped', 'pt-BR': 'Parado', es: 'Detenido' },
  stateFinished: { en: 'Finished', 'pt-BR': 'Concluído', es: 'Terminado' },
  stateFailed: { en: 'Failed', 'pt-BR': 'Falhou', es: 'Falló' },
  stateNoHost: {
    en: 'Host stopped',
    'pt-BR': 'Processo parado',
    es: 'Proceso detenido',
  },
  stateHalted: { en: 'Halted', 'pt-BR': 'Interrompido', es: 'Interrumpido' },
  clockMove: {
    en: 'Move the lab clock ahead',
    'pt-BR': 'Adiantar o relógio do lab',
    es: 'Adelantar el reloj del lab',
  },
  clockMidnight: {
    en: 'To just before midnight',
    'pt-BR': 'Para logo antes da meia-noite',
    es: 'Hasta justo antes de medianoche',
  },
  clockHour: {
    en: 'To just before the full hour',
    'pt-BR': 'Para logo antes da hora cheia',
    es: 'Hasta justo antes de la hora en punto',
  },
  clockMinutes: { en: 'By 5 minutes', 'pt-BR': 'Em 5 minutos', es: '5 minutos' },
  clockOneHour: { en: 'By one hour', 'pt-BR': 'Em uma hora', es: 'Una hora' },
  clockDay: { en: 'By one day', 'pt-BR': 'Em um dia', es: 'Un día' },
  clockSpeed: {
    en: 'Speed of the clock',
    'pt-BR': 'Velocidade do relógio',
    es: 'Velocidad del reloj',
  },
  clockAhead: { en: '{length} ahead', 'pt-BR': '{length} adiantado', es: '{length} adelantado' },
  clockBehind: { en: '{length} behind', 'pt-BR': '{length} atrasado', es: '{length} atrasado' },
  clockMoved: {
    en: 'The lab clock says {time}.',
    'pt-BR': 'O relógio do lab marca {time}.',
    es: 'El reloj del lab marca las {time}.',
  },
  labClock: { en: 'Lab clock', 'pt-BR': 'Relógio do lab', es: 'Reloj del lab' },
  saved: { en: 'Saved', 'pt-BR': 'Salvo', es: 'Guardado' },
  unsaved: { en: 'Unsaved', 'pt-BR': 'Não salvo', es: 'Sin guardar' },
  noLab: { en: 'No lab open', 'pt-BR': 'Nenhum lab aberto', es: 'Ningún lab abierto' },

  builtin: { en: 'Built-in', 'pt-BR': 'Embutido', es: 'Integrado' },
  connection: { en: 'Connection', 'pt-BR': 'Conexão', es: 'Conexión' },
  manageConnections: {
    en: 'Manage connections',
    'pt-BR': 'Gerenciar conexões',
    es: 'Gestionar conexiones',
  },
  language: { en: 'Language', 'pt-BR': 'Idioma', es: 'Idioma' },
  searchAll: { en: 'Search', 'pt-BR': 'Buscar', es: 'Buscar' },
  paletteHint: {
    en: 'A command, a lab, a topic, a table or a word',
    'pt-BR': 'Um comando, um lab, um tópico, uma tabela ou uma palavra',
    es: 'Un comando, un lab, un topic, una tabla o una palabra',
  },
  findCommands: { en: 'Commands', 'pt-BR': 'Comandos', es: 'Comandos' },
  findLabs: { en: 'Labs', 'pt-BR': 'Labs', es: 'Labs' },
  findTopics: { en: 'Topics', 'pt-BR': 'Tópicos', es: 'Topics' },
  findTables: { en: 'Tables', 'pt-BR': 'Tabelas', es: 'Tablas' },
  findWords: { en: 'Words', 'pt-BR': 'Palavras', es: 'Palabras' },
  findUnread: {
    en: 'Names of topics or tables are missing here: an engine does not answer. Engines says why.',
    'pt-BR': 'Faltam aqui nomes de tópicos ou tabelas: um motor não responde. Motores diz por quê.',
    es: 'Aquí faltan nombres de topics o tablas: un motor no responde. Motores dice por qué.',
  },
  paletteNothing: {
    en: 'Nothing has that name.',
    'pt-BR': 'Nada com esse nome.',
    es: 'Nada con ese nombre.',
  },
  goTo: { en: 'Go to {name}', 'pt-BR': 'Ir para {name}', es: 'Ir a {name}' },
  theme: { en: 'Theme: {name}', 'pt-BR': 'Tema: {name}', es: 'Tema: {name}' },
  openLab: { en: 'Open {name}', 'pt-BR': 'Abrir {name}', es: 'Abrir {name}' },
  shortcuts: { en: 'Keyboard shortcuts', 'pt-BR': 'Atalhos de teclado', es: 'Atajos de teclado' },

  hostStopped: {
    en: 'The lab host stopped. Reconnecting…',
    'pt-BR': 'O processo do lab parou. Reconectando…',
    es: 'El proceso del lab se detuvo. Reconectando…',
  },
  afterCrash: {
    en: 'Sluice ended unexpectedly. These labs continue from their checkpoint: {labs}.',
    'pt-BR': 'O Sluice terminou inesperadamente. Estes labs continuam do seu checkpoint: {labs}.',
    es: 'Sluice terminó de forma inesperada. Estos labs continúan desde su checkpoint: {labs}.',
  },
  afterCrashIdle: {
    en: 'Sluice ended unexpectedly last time. No lab was running.',
    'pt-BR': 'Da última vez, o Sluice terminou inesperadamente. Nenhum lab estava em execução.',
    es: 'La última vez Sluice terminó de forma inesperada. No había ningún lab en ejecución.',
  },
  diskLow: {
    en: 'The disk of the data folder has less than a tenth free: {free} GB.',
    'pt-BR': 'O disco da pasta de dados tem menos de um décimo livre: {free} GB.',
    es: 'El disco de la carpeta de datos tiene menos de un décimo libre: {free} GB.',
  },
  diskFull: {
    en: 'The disk of the data folder is nearly full: {free} GB are free. Sources rest until there is room.',
    'pt-BR':
      'O disco da pasta de dados está quase cheio: {free} GB livres. As fontes descansam até haver espaço.',
    es: 'El disco de la carpeta de datos está casi lleno: quedan {free} GB. Las fuentes descansan hasta que haya sitio.',
  },
  hostBack: {
    en: 'The lab is back.',
    'pt-BR': 'O lab voltou.',
    es: 'El lab volvió.',
  },
  connecting: {
    en: 'Connecting to the lab…',
    'pt-BR': 'Conectando ao lab…',
    es: 'Conectando con el lab…',
  },
  noToken: {
    en: 'This page does not have the key of the lab that runs now. Open the address that the terminal printed.',
    'pt-BR':
      'Esta página não tem a chave do lab que roda agora. Abra o endereço que o terminal mostrou.',
    es: 'Esta página no tiene la clave del lab que corre ahora. Abre la dirección que mostró la terminal.',
  },

  safe: {
    en: 'Safe: an acknowledged write is on disk',
    'pt-BR': 'Seguro: uma gravação confirmada está em disco',
    es: 'Seguro: una escritura confirmada está en disco',
  },
  fast: {
    en: 'Fast: a power cut may lose the last moments',
    'pt-BR': 'Rápido: uma queda de energia pode perder os últimos instantes',
    es: 'Rápido: un corte de luz puede perder los últimos instantes',
  },
  enginesReady: {
    en: 'Engines ready in {time}, nothing else to install',
    'pt-BR': 'Motores prontos em {time}, nada mais a instalar',
    es: 'Motores listos en {time}, nada más que instalar',
  },
  engineStarting: {
    en: '{engine} is starting…',
    'pt-BR': '{engine} está iniciando…',
    es: '{engine} se está iniciando…',
  },
  engineRestarting: {
    en: '{engine} is restarting…',
    'pt-BR': '{engine} está reiniciando…',
    es: '{engine} se está reiniciando…',
  },
  engineHalted: {
    en: '{engine} stopped. Start it again in Engines.',
    'pt-BR': '{engine} parou. Inicie de novo em Motores.',
    es: '{engine} se detuvo. Vuelve a iniciarlo en Motores.',
  },
  eventsPerSecond: { en: '{rate} events/s', 'pt-BR': '{rate} eventos/s', es: '{rate} eventos/s' },
  eventPerSecond: { en: '{rate} event/s', 'pt-BR': '{rate} evento/s', es: '{rate} evento/s' },
  checkpoint: { en: 'Checkpoint {ago}', 'pt-BR': 'Checkpoint {ago}', es: 'Checkpoint {ago}' },
  seed: { en: 'Seed {seed}', 'pt-BR': 'Semente {seed}', es: 'Semilla {seed}' },
  fingerprint: { en: 'Fingerprint', 'pt-BR': 'Impressão', es: 'Huella' },
  fingerprintOf: {
    en: { one: '{n} event', other: '{n} events' },
    'pt-BR': { one: '{n} evento', other: '{n} eventos' },
    es: { one: '{n} evento', other: '{n} eventos' },
  },
  cannotRun: {
    en: {
      one: '“{name}” cannot run: {n} problem. The problems panel says what to do.',
      other: '“{name}” cannot run: {n} problems. The problems panel says what to do.',
    },
    'pt-BR': {
      one: '“{name}” não pode rodar: {n} problema. O painel de problemas diz o que fazer.',
      other: '“{name}” não pode rodar: {n} problemas. O painel de problemas diz o que fazer.',
    },
    es: {
      one: '«{name}» no puede ejecutarse: {n} problema. El panel de problemas dice qué hacer.',
      other: '«{name}» no puede ejecutarse: {n} problemas. El panel de problemas dice qué hacer.',
    },
  },
  fingerprintHint: {
    en: 'A fingerprint of the events made so far; each event changes it. With the same seed and schedule it is the same after the same number of events. Compare it with a colleague.',
    'pt-BR':
      'Uma impressão dos eventos gerados até aqui; cada evento a muda. Com a mesma semente e o mesmo ritmo, ela é igual após o mesmo número de eventos. Compare-a com a do seu colega.',
    es: 'Una huella de los eventos generados hasta ahora; cada evento la cambia. Con la misma semilla y el mismo ritmo es igual tras el mismo número de eventos. Compárala con la de tu compañero.',
  },
  status: { en: 'Status', 'pt-BR': 'Estado', es: 'Estado' },
  portTaken: {
    en: 'Port {wanted} was in use',
    'pt-BR': 'A porta {wanted} estava ocupada',
    es: 'El puerto {wanted} estaba ocupado',
  },
  skipToCentre: { en: 'Skip to the content', 'pt-BR': 'Ir ao conteúdo', es: 'Ir al contenido' },
})
