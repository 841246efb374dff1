// Words of the engines page: the embedded broker and database, and how other programs reach them.
import { words } from './words'

export const engines = words({
  title: { en: 'Engines', 'pt-BR': 'Motores', es: 'Motores' },
  sub: {
    en: 'Kafka 3.4+ and Cassandra 5.0, both inside Sluice',
    'pt-BR': 'Kafka 3.4+ e Cassandra 5.0, ambos dentro do Sluice',
    es: 'Kafka 3.4+ y Cassandra 5.0, ambos dentro de Sluice',
  },
  kafka: { en: 'Kafka broker', 'pt-BR': 'Broker Kafka', es: 'Broker Kafka' },
  cql: { en: 'Cassandra database', 'pt-BR': 'Banco Cassandra', es: 'Base de datos Cassandra' },
  stateStarting: { en: 'Starting…', 'pt-BR': 'Iniciando…', es: 'Iniciando…' },
  stateReady: { en: 'Up', 'pt-BR': 'No ar', es: 'Activo' },
  stateRestarting: { en: 'Restarting…', 'pt-BR': 'Reiniciando…', es: 'Reiniciando…' },
  stateHalted: { en: 'Halted', 'pt-BR': 'Interrompido', es: 'Interrumpido' },
  stateStopped: { en: 'Stopped', 'pt-BR': 'Parado', es: 'Detenido' },
  address: { en: 'Listener', 'pt-BR': 'Endereço', es: 'Dirección' },
  copyAddress: { en: 'Copy {address}', 'pt-BR': 'Copiar {address}', es: 'Copiar {address}' },
  wanted: {
    en: 'Another program uses port {port}, so the engine took this one.',
    'pt-BR': 'Outro programa usa a porta {port}; o motor ficou com esta.',
    es: 'Otro programa usa el puerto {port}; el motor tomó este.',
  },
  uptime: { en: 'Up for', 'pt-BR': 'No ar há', es: 'Activo desde hace' },
  startTime: { en: 'Ready in', 'pt-BR': 'Pronto em', es: 'Listo en' },
  restarts: { en: 'Restarts', 'pt-BR': 'Reinícios', es: 'Reinicios' },
  durability: { en: 'Durability', 'pt-BR': 'Durabilidade', es: 'Durabilidad' },
  safe: { en: 'Safe', 'pt-BR': 'Seguro', es: 'Seguro' },
  fast: { en: 'Fast', 'pt-BR': 'Rápido', es: 'Rápido' },
  safeHint: {
    en: 'An acknowledged write is on disk.',
    'pt-BR': 'Uma gravação confirmada está em disco.',
    es: 'Una escritura confirmada está en disco.',
  },
  fastHint: {
    en: 'A power cut may lose the last moments. A crash of the process loses nothing.',
    'pt-BR':
      'Uma queda de energia pode perder os últimos instantes. Uma queda do processo não perde nada.',
    es: 'Un corte de luz puede perder los últimos instantes. Una caída del proceso no pierde nada.',
  },
  durabilityNext: {
    en: 'Durability changes when the engines start again.',
    'pt-BR': 'A durabilidade muda quando os motores reiniciam.',
    es: 'La durabilidad cambia cuando los motores vuelven a arrancar.',
  },
  durabilitySaved: {
    en: 'Durability saved: {mode}',
    'pt-BR': 'Durabilidade salva: {mode}',
    es: 'Durabilidad guardada: {mode}',
  },
  restart: { en: 'Restart', 'pt-BR': 'Reiniciar', es: 'Reiniciar' },
  start: { en: 'Start', 'pt-BR': 'Iniciar', es: 'Iniciar' },
  restartTitle: {
    en: 'Restart {engine}?',
    'pt-BR': 'Reiniciar {engine}?',
    es: '¿Reiniciar {engine}?',
  },
  restartText: {
    en: 'Clients lose their connection for a moment and reconnect by themselves. No acknowledged write is lost.',
    'pt-BR':
      'Os clientes perdem a conexão por um instante e reconectam sozinhos. Nada do que foi confirmado se perde.',
    es: 'Los clientes pierden la conexión un momento y se reconectan solos. Nada de lo confirmado se pierde.',
  },
  keep: { en: 'Keep it running', 'pt-BR': 'Manter no ar', es: 'Mantenerlo activo' },
  restarted: {
    en: '{engine} started again',
    'pt-BR': '{engine} reiniciado',
    es: '{engine} reiniciado',
  },
  recovery: { en: 'Last recovery', 'pt-BR': 'Última recuperação', es: 'Última recuperación' },
  recoveryClean: {
    en: 'Read {n} records in {ms}. Nothing was cut.',
    'pt-BR': '{n} registros lidos em {ms}. Nada foi cortado.',
    es: '{n} registros leídos en {ms}. No se cortó nada.',
  },
  recoveryRead: {
    en: 'Read {n} records in {ms}. See below for what was found.',
    'pt-BR': '{n} registros lidos em {ms}. Veja abaixo o que foi encontrado.',
    es: '{n} registros leídos en {ms}. Abajo se indica lo que se encontró.',
  },
  figures: { en: 'Figures', 'pt-BR': 'Números', es: 'Cifras' },
  connectTitle: {
    en: 'Connect your own script',
    'pt-BR': 'Conecte seu próprio script',
    es: 'Conecta tu propio script',
  },
  connectHint: {
    en: 'Any unmodified client reaches the engines on these ports, from this computer only.',
    'pt-BR':
      'Qualquer cliente sem modificação alcança os motores nestas portas, só neste computador.',
    es: 'Cualquier cliente sin modificar llega a los motores por estos puertos, solo desde este equipo.',
  },
  snippetTopic: {
    en: 'Topic in the snippet',
    'pt-BR': 'Tópico no trecho',
    es: 'Topic del fragmento',
  },
  log: { en: 'What happened', 'pt-BR': 'O que aconteceu', es: 'Qué pasó' },
  logSince: {
    en: 'since this window opened',
    'pt-BR': 'desde que a janela abriu',
    es: 'desde que se abrió la ventana',
  },
  logReady: {
    en: '{engine} is up on {address}',
    'pt-BR': '{engine} no ar em {address}',
    es: '{engine} activo en {address}',
  },
  logState: { en: '{engine}: {state}', 'pt-BR': '{engine}: {state}', es: '{engine}: {state}' },
  where: {
    en: 'Where each partition lives',
    'pt-BR': 'Onde cada partição vive',
    es: 'Dónde vive cada partición',
  },
  leader: { en: 'Leader', 'pt-BR': 'Líder', es: 'Líder' },
  dataDir: { en: 'Data directory', 'pt-BR': 'Pasta de dados', es: 'Carpeta de datos' },
  halted: {
    en: 'It crashed three times within a minute, so Sluice does not restart it by itself. Start it when you have removed the cause.',
    'pt-BR':
      'Caiu três vezes em um minuto, por isso o Sluice não o reinicia sozinho. Inicie-o quando tiver eliminado a causa.',
    es: 'Cayó tres veces en un minuto, así que Sluice no lo reinicia solo. Inícialo cuando hayas eliminado la causa.',
  },
  settings: { en: 'Settings…', 'pt-BR': 'Configurações…', es: 'Ajustes…' },
  settingsTitle: {
    en: 'Settings of the Kafka broker',
    'pt-BR': 'Configurações do broker Kafka',
    es: 'Ajustes del broker Kafka',
  },
  settingsText: {
    en: 'They count at once, also for topics without a value of their own, and are kept.',
    'pt-BR': 'Valem na hora, também para tópicos sem valor próprio, e ficam salvas.',
    es: 'Valen al momento, también para topics sin valor propio, y se conservan.',
  },
  settingSet: { en: 'Changed here', 'pt-BR': 'Alterada aqui', es: 'Cambiado aquí' },
  settingStart: { en: 'From the start', 'pt-BR': 'Do início', es: 'Del arranque' },
  settingDefault: { en: 'Default', 'pt-BR': 'Padrão', es: 'Predeterminado' },
  settingChoose: {
    en: 'Choose a setting to change it.',
    'pt-BR': 'Escolha uma configuração para alterá-la.',
    es: 'Elige un ajuste para cambiarlo.',
  },
  settingFixed: {
    en: '{name} cannot change while the broker runs.',
    'pt-BR': '{name} não pode mudar com o broker no ar.',
    es: '{name} no puede cambiar con el broker activo.',
  },
  settingReset: { en: 'Put back', 'pt-BR': 'Restaurar', es: 'Restaurar' },
  settingSaved: {
    en: '{name} changed',
    'pt-BR': '{name} alterada',
    es: '{name} cambiado',
  },
  nothingSet: {
    en: 'All settings have Kafka’s defaults. --all lists them.',
    'pt-BR': 'Todas as configurações têm o padrão do Kafka. --all as lista.',
    es: 'Todos los ajustes tienen el valor predeterminado de Kafka. --all los muestra.',
  },
  figTopics: { en: 'Topics', 'pt-BR': 'Tópicos', es: 'Topics' },
  figPartitions: { en: 'Partitions', 'pt-BR': 'Partições', es: 'Particiones' },
  figConnections: { en: 'Connections', 'pt-BR': 'Conexões', es: 'Conexiones' },
  figRefused: { en: 'Refused', 'pt-BR': 'Recusadas', es: 'Rechazadas' },
  figHeld: {
    en: 'Held for clients',
    'pt-BR': 'Retido para clientes',
    es: 'Retenido para clientes',
  },
  figGroups: { en: 'Groups', 'pt-BR': 'Grupos', es: 'Grupos' },
  figBytes: { en: 'On disk', 'pt-BR': 'Em disco', es: 'En disco' },
  figRequests: { en: 'Requests', 'pt-BR': 'Requisições', es: 'Peticiones' },
  figKeyspaces: { en: 'Keyspaces', 'pt-BR': 'Keyspaces', es: 'Keyspaces' },
  figTables: { en: 'Tables', 'pt-BR': 'Tabelas', es: 'Tablas' },
  figMemory: { en: 'Memory', 'pt-BR': 'Memória', es: 'Memoria' },
})
