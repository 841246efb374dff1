// Words of the command line besides its help (cli-help.ts) and its errors (../errors/cli.ts).
import { words } from './words'

export const cli = words({
  usage: { en: 'Usage', 'pt-BR': 'Uso', es: 'Uso' },
  verbs: { en: 'Verbs', 'pt-BR': 'Verbos', es: 'Verbos' },
  verb: { en: 'VERB', 'pt-BR': 'VERBO', es: 'VERBO' },
  options: { en: 'Options', 'pt-BR': 'Opções', es: 'Opciones' },
  examples: { en: 'Examples', 'pt-BR': 'Exemplos', es: 'Ejemplos' },
  exitCodes: { en: 'Exit codes', 'pt-BR': 'Códigos de saída', es: 'Códigos de salida' },
  fallback: { en: 'default {value}', 'pt-BR': 'padrão {value}', es: 'por omisión {value}' },
  repeatable: { en: 'repeatable', 'pt-BR': 'repetível', es: 'repetible' },
  moreHelp: {
    en: '`sluice VERB --help` says more about one of them.',
    'pt-BR': '`sluice VERBO --help` diz mais sobre cada um.',
    es: '`sluice VERBO --help` dice más sobre cada uno.',
  },
  reachNote: {
    en: 'Without --kafka and --cql: the instance that runs on the data directory, or else its embedded engine for as long as this command takes.',
    'pt-BR':
      'Sem --kafka e --cql: a instância que roda no diretório de dados, ou o motor embutido dele enquanto durar este comando.',
    es: 'Sin --kafka y --cql: la instancia que corre en el directorio de datos, o su motor integrado mientras dure este comando.',
  },
  exit0: { en: 'done', 'pt-BR': 'feito', es: 'hecho' },
  exit1: { en: 'failed', 'pt-BR': 'falhou', es: 'falló' },
  exit2: {
    en: 'wrong usage, wrong lab file or wrong set-up',
    'pt-BR': 'uso, arquivo de lab ou configuração errados',
    es: 'uso, archivo de lab o configuración incorrectos',
  },
  exit3: { en: 'nobody answered', 'pt-BR': 'ninguém respondeu', es: 'nadie respondió' },
  exit4: {
    en: 'in conflict with what is there or runs',
    'pt-BR': 'em conflito com o que existe ou roda',
    es: 'en conflicto con lo que existe o corre',
  },
  exit5: { en: 'not allowed in', 'pt-BR': 'acesso negado', es: 'acceso denegado' },
  exit6: {
    en: 'refused by Kafka, Cassandra or another server',
    'pt-BR': 'recusado por Kafka, Cassandra ou outro servidor',
    es: 'rechazado por Kafka, Cassandra u otro servidor',
  },
  exit7: {
    en: 'disk full, damaged or not writable',
    'pt-BR': 'disco cheio, danificado ou sem escrita',
    es: 'disco lleno, dañado o sin escritura',
  },
  exit8: { en: 'over a limit', 'pt-BR': 'acima de um limite', es: 'por encima de un límite' },
  exit9: {
    en: 'data that cannot be read',
    'pt-BR': 'dados que não podem ser lidos',
    es: 'datos que no se pueden leer',
  },
  exit130: { en: 'stopped by Ctrl-C', 'pt-BR': 'parado por Ctrl-C', es: 'detenido por Ctrl-C' },

  ready: {
    en: 'Ready: Kafka on {kafka}, CQL on {cql}. The lab: {ui}',
    'pt-BR': 'Pronto: Kafka em {kafka}, CQL em {cql}. O lab: {ui}',
    es: 'Listo: Kafka en {kafka}, CQL en {cql}. El lab: {ui}',
  },
  readyNoPage: {
    en: 'Ready: Kafka on {kafka}, CQL on {cql}. Ctrl-C stops both.',
    'pt-BR': 'Pronto: Kafka em {kafka}, CQL em {cql}. Ctrl-C para os dois.',
    es: 'Listo: Kafka en {kafka}, CQL en {cql}. Ctrl-C detiene ambos.',
  },
  room: {
    en: 'For the room, read only: {url}',
    'pt-BR': 'Para a sala, só leitura: {url}',
    es: 'Para la sala, solo lectura: {url}',
  },
  page: { en: 'the page', 'pt-BR': 'a página', es: 'la página' },
  portTaken: {
    en: 'Port {wanted} is taken by another program; {engine} uses {used} instead.',
    'pt-BR': 'A porta {wanted} está ocupada por outro programa; {engine} usa {used}.',
    es: 'El puerto {wanted} está ocupado por otro programa; {engine} usa {used}.',
  },
  engineRestarting: {
    en: '{engine} stopped and is starting again.',
    'pt-BR': '{engine} parou e está iniciando de novo.',
    es: '{engine} se detuvo y se está iniciando otra vez.',
  },
  engineBack: {
    en: '{engine} is back on port {port}.',
    'pt-BR': '{engine} voltou na porta {port}.',
    es: '{engine} volvió en el puerto {port}.',
  },
  engineWorks: {
    en: '{engine} can do all its work again.',
    'pt-BR': '{engine} voltou a fazer todo o trabalho.',
    es: '{engine} vuelve a hacer todo su trabajo.',
  },
  hostAnswers: {
    en: 'The lab answers again.',
    'pt-BR': 'O lab voltou a responder.',
    es: 'El lab vuelve a responder.',
  },
  stopping: { en: 'Stopping…', 'pt-BR': 'Parando…', es: 'Deteniendo…' },

  progress: {
    en: '{state}  {arrived} of {expected} events  {rate}',
    'pt-BR': '{state}  {arrived} de {expected} eventos  {rate}',
    es: '{state}  {arrived} de {expected} eventos  {rate}',
  },
  progressOpen: {
    en: '{state}  {arrived} events  {rate}',
    'pt-BR': '{state}  {arrived} eventos  {rate}',
    es: '{state}  {arrived} eventos  {rate}',
  },
  ctrlC: { en: 'Ctrl-C ends it', 'pt-BR': 'Ctrl-C encerra', es: 'Ctrl-C lo termina' },
  runDone: {
    en: '{lab}: {arrived} events in {seconds} s, {rate}. Fingerprint {fingerprint}',
    'pt-BR': '{lab}: {arrived} eventos em {seconds} s, {rate}. Impressão {fingerprint}',
    es: '{lab}: {arrived} eventos en {seconds} s, {rate}. Huella {fingerprint}',
  },
  runWentOn: {
    en: '{lab}: went on after {before} events: {arrived} more in {seconds} s, {rate}. Run {fingerprint}',
    'pt-BR':
      '{lab}: continuou depois de {before} eventos: mais {arrived} em {seconds} s, {rate}. Execução {fingerprint}',
    es: '{lab}: continuó después de {before} eventos: {arrived} más en {seconds} s, {rate}. Ejecución {fingerprint}',
  },
  runWasDone: {
    en: '{lab}: nothing left to do, its {before} events were there already (--clean begins anew). Run {fingerprint}',
    'pt-BR':
      '{lab}: nada a fazer, os {before} eventos já estavam lá (--clean recomeça). Execução {fingerprint}',
    es: '{lab}: nada que hacer, sus {before} eventos ya estaban (--clean empieza de nuevo). Ejecución {fingerprint}',
  },
  interrupted: { en: 'Stopped.', 'pt-BR': 'Interrompido.', es: 'Interrumpido.' },
  runLedger: {
    en: '{arrived} of {expected} events arrived: {lost} lost, {doubled} doubled, {dead} dead letters.',
    'pt-BR':
      '{arrived} de {expected} eventos chegaram: {lost} perdidos, {doubled} duplicados, {dead} com erro.',
    es: 'Llegaron {arrived} de {expected} eventos: {lost} perdidos, {doubled} duplicados, {dead} con error.',
  },
  runDeleted: {
    en: 'Retention deleted {n} records before they were read.',
    'pt-BR': 'A retenção apagou {n} registros antes de serem lidos.',
    es: 'La retención borró {n} registros antes de que se leyeran.',
  },
  runStopped: {
    en: 'Stopped before its end. The same command with --data goes on from here.',
    'pt-BR': 'Parado antes do fim. O mesmo comando com --data continua daqui.',
    es: 'Detenido antes del final. El mismo comando con --data sigue desde aquí.',
  },
  moreRows: {
    en: '… and {n} more rows (all of them with --json)',
    'pt-BR': '… e mais {n} linhas (todas com --json)',
    es: '… y {n} filas más (todas con --json)',
  },
  rowsCut: {
    en: '{table}: this result carries {n} of {all} rows; the others are in the table only.',
    'pt-BR': '{table}: este resultado traz {n} de {all} linhas; as outras estão só na tabela.',
    es: '{table}: este resultado trae {n} de {all} filas; las demás están solo en la tabla.',
  },
  rowsCutSomewhere: {
    en: '{table}: this result carries {n} rows; there were more.',
    'pt-BR': '{table}: este resultado traz {n} linhas; havia mais.',
    es: '{table}: este resultado trae {n} filas; había más.',
  },
  tableRows: {
    en: { one: '{table}: {n} row', other: '{table}: {n} rows' },
    'pt-BR': { one: '{table}: {n} linha', other: '{table}: {n} linhas' },
    es: { one: '{table}: {n} fila', other: '{table}: {n} filas' },
  },

  sparkTools: {
    en: 'Spark {version} with {python}, and Java {javaVersion} at {java}',
    'pt-BR': 'Spark {version} com {python}, e Java {javaVersion} em {java}',
    es: 'Spark {version} con {python}, y Java {javaVersion} en {java}',
  },
  sparkOwn: {
    en: 'Own environment: {dir} ({size}); “sluice spark remove” deletes it',
    'pt-BR': 'Ambiente próprio: {dir} ({size}); “sluice spark remove” o apaga',
    es: 'Entorno propio: {dir} ({size}); «sluice spark remove» lo borra',
  },
  exportSame: {
    en: '{out} has exactly these files: nothing would change.',
    'pt-BR': '{out} já tem exatamente estes arquivos: nada mudaria.',
    es: '{out} ya tiene exactamente estos archivos: nada cambiaría.',
  },
  exported: {
    en: 'Written to {out}: {files}',
    'pt-BR': 'Gravado em {out}: {files}',
    es: 'Escrito en {out}: {files}',
  },
  fileFine: {
    en: '{file}: no problems',
    'pt-BR': '{file}: sem problemas',
    es: '{file}: sin problemas',
  },
  resetGoes: {
    en: '{lab}: a reset takes this:',
    'pt-BR': '{lab}: um reinício leva isto:',
    es: '{lab}: restablecerlo se lleva esto:',
  },
  resetWent: {
    en: '{lab} is back at its start. This went:',
    'pt-BR': '{lab} voltou ao início. Isto foi apagado:',
    es: '{lab} ha vuelto al inicio. Esto se borró:',
  },
  frameOf: {
    en: '  Frame “{title}”: {nodes}',
    'pt-BR': '  Moldura “{title}”: {nodes}',
    es: '  Marco «{title}»: {nodes}',
  },
  error: { en: 'error', 'pt-BR': 'erro', es: 'error' },
  warning: { en: 'warning', 'pt-BR': 'aviso', es: 'aviso' },
  hint: { en: 'hint', 'pt-BR': 'dica', es: 'consejo' },

  noLabs: { en: 'There are no labs.', 'pt-BR': 'Não há labs.', es: 'No hay labs.' },
  noTopics: { en: 'There are no topics.', 'pt-BR': 'Não há tópicos.', es: 'No hay topics.' },
  noGroups: {
    en: 'There are no consumer groups.',
    'pt-BR': 'Não há grupos de consumidores.',
    es: 'No hay grupos de consumidores.',
  },
  noMembers: {
    en: 'The group has no members now.',
    'pt-BR': 'O grupo não tem membros agora.',
    es: 'El grupo no tiene miembros ahora.',
  },
  noOffsets: {
    en: 'The group has no committed offsets.',
    'pt-BR': 'O grupo não tem offsets confirmados.',
    es: 'El grupo no tiene offsets confirmados.',
  },
  topicCreated: {
    en: {
      one: 'Topic {topic} created with {n} partition.',
      other: 'Topic {topic} created with {n} partitions.',
    },
    'pt-BR': {
      one: 'Tópico {topic} criado com {n} partição.',
      other: 'Tópico {topic} criado com {n} partições.',
    },
    es: {
      one: 'Topic {topic} creado con {n} partición.',
      other: 'Topic {topic} creado con {n} particiones.',
    },
  },
  deleted: { en: '{name} deleted.', 'pt-BR': '{name} excluído.', es: '{name} eliminado.' },
  offsetsReset: {
    en: 'Group {group} goes on there in {topic}.',
    'pt-BR': 'O grupo {group} continua daí em {topic}.',
    es: 'El grupo {group} sigue desde ahí en {topic}.',
  },
  offsetsWouldMove: {
    en: 'Nothing was changed: without --check, group {group} would go on there in {topic}.',
    'pt-BR': 'Nada mudou: sem --check, o grupo {group} continuaria daí em {topic}.',
    es: 'No ha cambiado nada: sin --check, el grupo {group} seguiría desde ahí en {topic}.',
  },
  offsetsStay: {
    en: 'Group {group} has committed nothing in {topic} that could be moved. Give an offset, a time, earliest or latest.',
    'pt-BR':
      'O grupo {group} não confirmou nada em {topic} que possa ser movido. Use um offset, um horário, earliest ou latest.',
    es: 'El grupo {group} no ha confirmado nada en {topic} que se pueda mover. Usa un offset, una hora, earliest o latest.',
  },
  produced: {
    en: { one: '{n} record to {topic}: {places}', other: '{n} records to {topic}: {places}' },
    'pt-BR': {
      one: '{n} registro em {topic}: {places}',
      other: '{n} registros em {topic}: {places}',
    },
    es: { one: '{n} registro en {topic}: {places}', other: '{n} registros en {topic}: {places}' },
  },
  typeRecords: {
    en: 'One record a line; Ctrl-D ends.',
    'pt-BR': 'Um registro por linha; Ctrl-D encerra.',
    es: 'Un registro por línea; Ctrl-D termina.',
  },
  waitingFor: {
    en: 'Waiting for records of {topic}; Ctrl-C ends.',
    'pt-BR': 'Aguardando registros de {topic}; Ctrl-C encerra.',
    es: 'Esperando registros de {topic}; Ctrl-C termina.',
  },
  sqlNoRows: { en: 'No rows.', 'pt-BR': 'Nenhuma linha.', es: 'Ninguna fila.' },
  sqlRead: {
    en: 'Read {scanned} of {of} records of {topic}: all there are.',
    'pt-BR': '{scanned} de {of} registros de {topic} lidos: todos.',
    es: '{scanned} de {of} registros de {topic} leídos: todos.',
  },
  sqlReadLimit: {
    en: 'Read the newest {scanned} of {of} records of {topic}; --records reads more.',
    'pt-BR': 'Lidos os {scanned} mais novos de {of} registros de {topic}; --records lê mais.',
    es: 'Leídos los {scanned} más nuevos de {of} registros de {topic}; --records lee más.',
  },
  sqlReadSize: {
    en: 'Read {scanned} of {of} records of {topic}: more would not fit into memory.',
    'pt-BR': '{scanned} de {of} registros de {topic} lidos: mais não caberia na memória.',
    es: '{scanned} de {of} registros de {topic} leídos: más no cabría en la memoria.',
  },
  sqlReadTime: {
    en: 'Read {scanned} of {of} records of {topic} in the time there is.',
    'pt-BR': '{scanned} de {of} registros de {topic} lidos no tempo disponível.',
    es: '{scanned} de {of} registros de {topic} leídos en el tiempo disponible.',
  },
  sqlCut: {
    en: 'There are more rows than the {n} shown.',
    'pt-BR': 'Há mais linhas do que as {n} mostradas.',
    es: 'Hay más filas que las {n} mostradas.',
  },
  noLetters: {
    en: 'No dead letters.',
    'pt-BR': 'Nenhum registro com erro.',
    es: 'Ningún registro con error.',
  },
  letterSent: {
    en: 'Letter {seq} was sent again: {topic}, partition {partition}, offset {offset}.',
    'pt-BR': 'O registro {seq} foi reenviado: {topic}, partição {partition}, offset {offset}.',
    es: 'El registro {seq} se reenvió: {topic}, partición {partition}, offset {offset}.',
  },
  letterIsRow: {
    en: 'It is a row that the sink refused: no topic has it, so it cannot be sent again.',
    'pt-BR': 'É uma linha recusada pelo destino: nenhum tópico a tem, não pode ser reenviada.',
    es: 'Es una fila que el destino rechazó: ningún topic la tiene, no se puede reenviar.',
  },
  letterGone: {
    en: 'The topic no longer has this record, so it cannot be sent again.',
    'pt-BR': 'O tópico não tem mais este registro, que não pode ser reenviado.',
    es: 'El topic ya no tiene este registro, que no se puede reenviar.',
  },
  wouldResend: {
    en: 'Would send {n} to {topics}; cannot send {left}. A topic only grows: nothing sent can be taken back.',
    'pt-BR':
      'Enviaria {n} para {topics}; não pode enviar {left}. Um tópico só cresce: nada enviado pode ser desfeito.',
    es: 'Enviaría {n} a {topics}; no puede enviar {left}. Un topic solo crece: nada enviado se puede deshacer.',
  },
  colReason: { en: 'REASON', 'pt-BR': 'MOTIVO', es: 'MOTIVO' },
  colPlace: { en: 'PLACE', 'pt-BR': 'LUGAR', es: 'LUGAR' },
  colSentAgain: { en: 'SENT AGAIN', 'pt-BR': 'REENVIADO', es: 'REENVIADO' },
  labelCode: { en: 'Code', 'pt-BR': 'Código', es: 'Código' },
  labelKey: { en: 'Key', 'pt-BR': 'Chave', es: 'Clave' },
  tailMatched: {
    en: 'Scanned {scanned}, matched {matched}.',
    'pt-BR': '{scanned} lidas, {matched} encontradas.',
    es: '{scanned} leídos, {matched} encontrados.',
  },
  tailUnlike: {
    en: {
      one: 'In {n} record a field has another type than the condition takes it for: it reads as NULL.',
      other:
        'In {n} records a field has another type than the condition takes it for: it reads as NULL.',
    },
    'pt-BR': {
      one: 'Em {n} registro um campo tem outro tipo que o da condição: ele é lido como NULL.',
      other: 'Em {n} registros um campo tem outro tipo que o da condição: ele é lido como NULL.',
    },
    es: {
      one: 'En {n} registro un campo tiene otro tipo que el de la condición: se lee como NULL.',
      other: 'En {n} registros un campo tiene otro tipo que el de la condición: se lee como NULL.',
    },
  },
  droppedRecords: {
    en: {
      one: '{n} record came faster than it could be shown',
      other: '{n} records came faster than they could be shown',
    },
    'pt-BR': {
      one: '{n} registro veio rápido demais para ser mostrado',
      other: '{n} registros vieram rápido demais para serem mostrados',
    },
    es: {
      one: '{n} registro llegó demasiado rápido para mostrarlo',
      other: '{n} registros llegaron demasiado rápido para mostrarlos',
    },
  },

  colName: { en: 'NAME', 'pt-BR': 'NOME', es: 'NOMBRE' },
  colLab: { en: 'LAB', 'pt-BR': 'LAB', es: 'LAB' },
  colTitle: { en: 'TITLE', 'pt-BR': 'TÍTULO', es: 'TÍTULO' },
  colNodes: { en: 'NODES', 'pt-BR': 'NÓS', es: 'NODOS' },
  colChart: { en: 'SHOWN AS', 'pt-BR': 'MOSTRADO COMO', es: 'MOSTRADO COMO' },
  colColumns: { en: 'COLUMNS', 'pt-BR': 'COLUNAS', es: 'COLUMNAS' },
  noViews: {
    en: 'This run shows no rows.',
    'pt-BR': 'Esta execução não mostra linhas.',
    es: 'Esta ejecución no muestra filas.',
  },
  colNode: { en: 'NODE', 'pt-BR': 'NÓ', es: 'NODO' },
  colOrigin: { en: 'ORIGIN', 'pt-BR': 'ORIGEM', es: 'ORIGEN' },
  colType: { en: 'TYPE', 'pt-BR': 'TIPO', es: 'TIPO' },
  colGroup: { en: 'GROUP', 'pt-BR': 'GRUPO', es: 'GRUPO' },
  colTopic: { en: 'TOPIC', 'pt-BR': 'TÓPICO', es: 'TOPIC' },
  colPartition: { en: 'PARTITION', 'pt-BR': 'PARTIÇÃO', es: 'PARTICIÓN' },
  colPartitions: { en: 'PARTITIONS', 'pt-BR': 'PARTIÇÕES', es: 'PARTICIONES' },
  colReplicas: { en: 'REPLICAS', 'pt-BR': 'RÉPLICAS', es: 'RÉPLICAS' },
  colLeader: { en: 'LEADER', 'pt-BR': 'LÍDER', es: 'LÍDER' },
  colRecords: { en: 'RECORDS', 'pt-BR': 'REGISTROS', es: 'REGISTROS' },
  colRows: { en: 'ROWS', 'pt-BR': 'LINHAS', es: 'FILAS' },
  colSize: { en: 'SIZE', 'pt-BR': 'TAMANHO', es: 'TAMAÑO' },
  colPerSecond: { en: 'RECORDS/S', 'pt-BR': 'REGISTROS/S', es: 'REGISTROS/S' },
  colEarliest: { en: 'EARLIEST', 'pt-BR': 'INÍCIO', es: 'INICIO' },
  colLatest: { en: 'LATEST', 'pt-BR': 'FIM', es: 'FIN' },
  colCommitted: { en: 'COMMITTED', 'pt-BR': 'CONFIRMADO', es: 'CONFIRMADO' },
  colNext: { en: 'NEXT', 'pt-BR': 'PRÓXIMO', es: 'SIGUIENTE' },
  colAgain: { en: 'READ AGAIN', 'pt-BR': 'LÊ DE NOVO', es: 'LEE OTRA VEZ' },
  colSkipped: { en: 'LEFT OUT', 'pt-BR': 'PULA', es: 'OMITE' },
  colLag: { en: 'LAG', 'pt-BR': 'ATRASO', es: 'RETRASO' },
  colState: { en: 'STATE', 'pt-BR': 'ESTADO', es: 'ESTADO' },
  colMembers: { en: 'MEMBERS', 'pt-BR': 'MEMBROS', es: 'MIEMBROS' },
  colWhen: { en: 'When (UTC)', 'pt-BR': 'Quando (UTC)', es: 'Cuándo (UTC)' },
  colWhy: { en: 'WHAT HAPPENED', 'pt-BR': 'O QUE ACONTECEU', es: 'QUÉ PASÓ' },
  colTook: { en: 'TOOK', 'pt-BR': 'LEVOU', es: 'TARDÓ' },
  colGeneration: { en: 'GENERATION', 'pt-BR': 'GERAÇÃO', es: 'GENERACIÓN' },
  colMember: { en: 'MEMBER', 'pt-BR': 'MEMBRO', es: 'MIEMBRO' },
  colClient: { en: 'CLIENT', 'pt-BR': 'CLIENTE', es: 'CLIENTE' },
  colAssigned: { en: 'ASSIGNED', 'pt-BR': 'ATRIBUÍDO', es: 'ASIGNADO' },
  colSetting: { en: 'SETTING', 'pt-BR': 'CONFIGURAÇÃO', es: 'CONFIGURACIÓN' },
  colValue: { en: 'VALUE', 'pt-BR': 'VALOR', es: 'VALOR' },
  colField: { en: 'FIELD', 'pt-BR': 'CAMPO', es: 'CAMPO' },
  colNulls: { en: 'NULL', 'pt-BR': 'NULOS', es: 'NULOS' },
  colDistinct: { en: 'DISTINCT', 'pt-BR': 'DISTINTOS', es: 'DISTINTOS' },
  colSmallest: { en: 'SMALLEST', 'pt-BR': 'MENOR', es: 'MENOR' },
  colLargest: { en: 'LARGEST', 'pt-BR': 'MAIOR', es: 'MAYOR' },
  colFrequent: { en: 'MOST FREQUENT', 'pt-BR': 'MAIS FREQUENTES', es: 'MÁS FRECUENTES' },
  colDefault: { en: 'DEFAULT', 'pt-BR': 'PADRÃO', es: 'OMISIÓN' },
  colMeaning: { en: 'MEANING', 'pt-BR': 'SIGNIFICADO', es: 'SIGNIFICADO' },
  colIn: { en: 'IN', 'pt-BR': 'ENTRADA', es: 'ENTRADA' },
  colOut: { en: 'OUT', 'pt-BR': 'SAÍDA', es: 'SALIDA' },
  colEngine: { en: 'ENGINE', 'pt-BR': 'MOTOR', es: 'MOTOR' },
  colAddress: { en: 'ADDRESS', 'pt-BR': 'ENDEREÇO', es: 'DIRECCIÓN' },
  colDurability: { en: 'DURABILITY', 'pt-BR': 'DURABILIDADE', es: 'DURABILIDAD' },
  colProblem: { en: 'PROBLEM', 'pt-BR': 'PROBLEMA', es: 'PROBLEMA' },
  colErrors: { en: 'ERRORS', 'pt-BR': 'ERROS', es: 'ERRORES' },
  colDoubled: { en: 'DOUBLED', 'pt-BR': 'DUPLICADAS', es: 'DUPLICADAS' },
  needed: { en: '{name} (needed)', 'pt-BR': '{name} (necessário)', es: '{name} (necesario)' },
  inputs: {
    en: 'Inputs: {inputs}; outputs: {outputs}',
    'pt-BR': 'Entradas: {inputs}; saídas: {outputs}',
    es: 'Entradas: {inputs}; salidas: {outputs}',
  },
  ok: { en: 'ok', 'pt-BR': 'ok', es: 'ok' },
  warn: { en: 'warning', 'pt-BR': 'aviso', es: 'aviso' },
  bad: { en: 'bad', 'pt-BR': 'ruim', es: 'mal' },

  shellWelcome: {
    en: 'Connected to {cluster}, Cassandra {release}.',
    'pt-BR': 'Conectado a {cluster}, Cassandra {release}.',
    es: 'Conectado a {cluster}, Cassandra {release}.',
  },
  shellHint: {
    en: 'Use HELP for help.',
    'pt-BR': 'Use HELP para ajuda.',
    es: 'Usa HELP para ayuda.',
  },

  colArrived: { en: 'Arrived', 'pt-BR': 'Chegaram', es: 'Llegados' },
  colRate: { en: 'Per second', 'pt-BR': 'Por segundo', es: 'Por segundo' },
  colClock: {
    en: 'Lab clock (UTC)',
    'pt-BR': 'Relógio do lab (UTC)',
    es: 'Reloj del lab (UTC)',
  },
  colFingerprint: { en: 'Fingerprint', 'pt-BR': 'Impressão digital', es: 'Huella' },
  colChanged: { en: 'Changed (UTC)', 'pt-BR': 'Alterado (UTC)', es: 'Cambiado (UTC)' },
  labSaved: {
    en: 'The lab is in {file}.',
    'pt-BR': 'O lab está em {file}.',
    es: 'El lab está en {file}.',
  },
  noFiles: {
    en: '{lab} has written no files here.',
    'pt-BR': '{lab} não gravou arquivos aqui.',
    es: '{lab} no ha escrito archivos aquí.',
  },
  fileEnd: {
    en: 'The end of the file; {size} before it are not shown.',
    'pt-BR': 'O fim do arquivo; {size} antes dele não aparecem.',
    es: 'El final del archivo; {size} anteriores no se muestran.',
  },
  noRuns: { en: 'Nothing runs.', 'pt-BR': 'Nada em execução.', es: 'No hay nada en ejecución.' },
  runIs: { en: '{lab}: {state}', 'pt-BR': '{lab}: {state}', es: '{lab}: {state}' },
  rateSet: {
    en: '{node}: {rate} events a second',
    'pt-BR': '{node}: {rate} eventos por segundo',
    es: '{node}: {rate} eventos por segundo',
  },
  nodeHeld: {
    en: '{node} is held back; `runs release` lets it go on.',
    'pt-BR': '{node} está retido; `runs release` o deixa continuar.',
    es: '{node} está retenido; `runs release` lo deja continuar.',
  },
  nodeReleased: { en: '{node} goes on.', 'pt-BR': '{node} continua.', es: '{node} continúa.' },
  clockSpeed: {
    en: 'The clock of {lab} goes {speed} times as fast.',
    'pt-BR': 'O relógio de {lab} anda a {speed}× do relógio do computador.',
    es: 'El reloj de {lab} va a {speed}× del reloj del ordenador.',
  },
  clockMoved: {
    en: 'The clock of {lab} stands at {time}.',
    'pt-BR': 'O relógio de {lab} está em {time}.',
    es: 'El reloj de {lab} está en {time}.',
  },
  receivesAt: {
    en: '{node} takes records at {address}',
    'pt-BR': '{node} recebe registros em {address}',
    es: '{node} recibe registros en {address}',
  },
  stateKept: { en: 'state kept', 'pt-BR': 'estado mantido', es: 'estado conservado' },
  stateGrown: {
    en: 'state kept, with other fields',
    'pt-BR': 'estado mantido, com outros campos',
    es: 'estado conservado, con otros campos',
  },
  stateDropped: { en: 'state dropped', 'pt-BR': 'estado descartado', es: 'estado descartado' },
  stateChoice: {
    en: 'To go back, run the lab as it was; --clean begins anew.',
    'pt-BR': 'Para voltar, execute o lab como era; --clean recomeça do zero.',
    es: 'Para volver, ejecuta el lab como era; --clean empieza de cero.',
  },
  stateRefused: {
    en: 'The run cannot go on with this lab: undo what drops a state, or begin anew with --clean.',
    'pt-BR':
      'A execução não pode continuar com este lab: desfaça o que descarta um estado ou recomece com --clean.',
    es: 'La ejecución no puede seguir con este lab: deshaz lo que descarta un estado o empieza de cero con --clean.',
  },
  nothingChanged: { en: 'Nothing differs.', 'pt-BR': 'Nada difere.', es: 'Nada difiere.' },
  changeLive: { en: 'acts at once', 'pt-BR': 'vale na hora', es: 'vale al momento' },
  changeRestart: { en: 'needs a restart', 'pt-BR': 'precisa reiniciar', es: 'necesita reiniciar' },
  changeClean: {
    en: 'needs a clean start',
    'pt-BR': 'precisa começar do zero',
    es: 'necesita empezar de cero',
  },
})
