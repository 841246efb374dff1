// Words of the command line's help: a line for each verb, a line for each option (by its name, or
// `verb option` where one verb means it otherwise), and what a value should have looked like. A
// test holds that every verb and option has its line.
import { words } from './words'

export const cliVerbs = words({
  serve: {
    en: 'Start the embedded engines and the lab in the browser, until Ctrl-C',
    'pt-BR': 'Inicia os motores embutidos e o lab no navegador, até Ctrl-C',
    es: 'Inicia los motores integrados y el lab en el navegador, hasta Ctrl-C',
  },
  run: {
    en: 'Run a lab without a window to its end and print the result',
    'pt-BR': 'Executa um lab sem janela até o fim e mostra o resultado',
    es: 'Ejecuta un lab sin ventana hasta el final y muestra el resultado',
  },
  reset: {
    en: 'Take a lab back to its start: topics, offsets, state, tables, files',
    'pt-BR': 'Volta um lab ao início: tópicos, offsets, estado, tabelas, arquivos',
    es: 'Vuelve un lab al inicio: topics, offsets, estado, tablas, archivos',
  },
  'runs list': {
    en: 'What runs in the started instance (serve, or the app)',
    'pt-BR': 'O que roda na instância iniciada (serve, ou o aplicativo)',
    es: 'Lo que corre en la instancia iniciada (serve, o la aplicación)',
  },
  'runs pause': { en: 'Pause a run', 'pt-BR': 'Pausa uma execução', es: 'Pausa una ejecución' },
  'runs resume': {
    en: 'Let a paused run go on',
    'pt-BR': 'Retoma uma execução',
    es: 'Reanuda una ejecución',
  },
  'runs step': {
    en: 'Take a record, a poll or a batch through a paused run, and say what each node made of it',
    'pt-BR':
      'Leva um registro, um poll ou um lote por uma execução pausada e diz o que cada nó fez',
    es: 'Lleva un registro, un poll o un lote por una ejecución en pausa y dice qué hizo cada nodo',
  },
  'runs break': {
    en: 'Stop a run behind the first record that comes to a node and fits; or list where it stops',
    'pt-BR':
      'Para uma execução após o primeiro registro que chega a um nó e serve; ou lista onde para',
    es: 'Para una ejecución tras el primer registro que llega a un nodo y cumple; o lista dónde se para',
  },
  'runs stop': {
    en: 'Stop a run; its state is saved',
    'pt-BR': 'Para uma execução; o estado fica salvo',
    es: 'Detiene una ejecución; su estado queda guardado',
  },
  'runs rate': {
    en: "Change a source's rate while it runs",
    'pt-BR': 'Muda a taxa de uma fonte em execução',
    es: 'Cambia el ritmo de una fuente en marcha',
  },
  'runs hold': {
    en: 'Hold one source or sink back; what comes before it waits',
    'pt-BR': 'Retém uma fonte ou um destino; o que vem antes espera',
    es: 'Retiene una fuente o un destino; lo que viene antes espera',
  },
  'runs letters': {
    en: 'List the dead letters of a run, or open one',
    'pt-BR': 'Lista os registros com erro de uma execução, ou abre um',
    es: 'Lista los registros con error de una ejecución, o abre uno',
  },
  'runs tile': {
    en: 'List what the tiles of a run can show, or write the rows of one as CSV',
    'pt-BR': 'Lista o que os blocos de uma execução podem mostrar, ou grava as linhas de um em CSV',
    es: 'Lista lo que pueden mostrar los paneles de una ejecución, o escribe las filas de uno en CSV',
  },
  why: {
    en: 'Say what keeps a lab or a client from doing what you expect, and what mends it',
    'pt-BR': 'Diz o que impede um lab ou cliente de fazer o esperado, e como corrigir',
    es: 'Dice qué impide a un lab o cliente hacer lo esperado, y cómo arreglarlo',
  },
  'runs follow': {
    en: 'Follow one record through a running lab: bytes, rows, keys, state and table before and after',
    'pt-BR': 'Segue um registro: bytes, linhas, chaves, estado e tabela antes e depois',
    es: 'Sigue un registro: bytes, filas, claves, estado y tabla antes y después',
  },
  'runs joins': {
    en: 'Show which rows of a join wait for a partner, found one or gave up, and why',
    'pt-BR': 'Mostra que linhas de uma junção esperam, acharam par ou desistiram, e por quê',
    es: 'Muestra qué filas de una unión esperan, hallaron pareja o se rindieron, y por qué',
  },
  'runs profile': {
    en: 'Show the busiest node and skewed partitions, or what a node gives out, field by field',
    'pt-BR': 'Mostra o nó mais ocupado e partições desiguais, ou a saída de um nó campo a campo',
    es: 'Muestra el nodo más ocupado y particiones desiguales, o la salida de un nodo por campo',
  },
  'runs redelivered': {
    en: 'Show what a run read twice after a crash or a way back, and which rows changed by it',
    'pt-BR': 'Mostra o que foi lido duas vezes após uma queda ou volta, e que linhas mudaram',
    es: 'Muestra qué se leyó dos veces tras una caída o una vuelta, y qué filas cambiaron',
  },
  'runs state': {
    en: 'Show what nodes keep by key: values, sizes, ages; search, one key, or all into a file',
    'pt-BR': 'Mostra o que os nós guardam por chave: valores, tamanhos, idades; busca ou exporta',
    es: 'Muestra lo que los nodos guardan por clave: valores, tamaños, edades; busca o exporta',
  },
  'runs time': {
    en: 'Show the event time of a node: partitions, windows, late records, delays, output modes',
    'pt-BR': 'Mostra o tempo de um nó: partições, janelas, atrasados, atrasos, modos de saída',
    es: 'Muestra el tiempo de un nodo: particiones, ventanas, tardíos, retrasos, modos de salida',
  },
  'runs resend': {
    en: 'Send the records of dead letters again, as they were or mended',
    'pt-BR': 'Reenvia os registros com erro, como eram ou corrigidos',
    es: 'Reenvía los registros con error, como eran o corregidos',
  },
  'runs release': {
    en: 'Let a node that is held back go on',
    'pt-BR': 'Solta um nó retido',
    es: 'Suelta un nodo retenido',
  },
  'runs clock': {
    en: "Move a run's clock ahead, to see midnight",
    'pt-BR': 'Adianta o relógio de uma execução, para ver a meia-noite',
    es: 'Adelanta el reloj de una ejecución, para ver la medianoche',
  },
  'runs files': {
    en: 'List the files that a lab wrote, or print the end of one',
    'pt-BR': 'Lista os arquivos que um lab gravou, ou mostra o fim de um',
    es: 'Lista los archivos que un lab escribió, o muestra el final de uno',
  },
  'runs checkpoints': {
    en: 'List the checkpoints that a lab keeps, and what going back to each would do again',
    'pt-BR': 'Lista os checkpoints que um lab guarda e o que voltar a cada um refaria',
    es: 'Lista los checkpoints que guarda un lab y qué repetiría volver a cada uno',
  },
  'runs export': {
    en: 'Write a stopped run with its state and offsets into a file',
    'pt-BR': 'Grava uma execução parada, com estado e offsets, em um arquivo',
    es: 'Escribe una ejecución detenida, con estado y offsets, en un archivo',
  },
  'runs import': {
    en: 'Take in a run that runs export wrote; the next start goes on from it',
    'pt-BR': 'Importa uma execução gravada por runs export; o próximo início continua dela',
    es: 'Importa una ejecución escrita por runs export; el próximo inicio sigue desde ella',
  },
  'runs change': {
    en: 'Take over a changed lab file while it runs, as far as that is safe',
    'pt-BR': 'Aplica um arquivo de lab alterado durante a execução, até onde é seguro',
    es: 'Aplica un archivo de lab cambiado en marcha, hasta donde es seguro',
  },
  labs: {
    en: 'List the labs that come with Sluice',
    'pt-BR': 'Lista os labs que vêm com o Sluice',
    es: 'Lista los labs que vienen con Sluice',
  },
  validate: {
    en: 'Check a lab file: every problem with line, column, field and remedy',
    'pt-BR': 'Verifica um arquivo de lab: cada problema com linha, coluna, campo e remédio',
    es: 'Revisa un archivo de lab: cada problema con línea, columna, campo y remedio',
  },
  parity: {
    en: 'Run a lab here and on Spark with the same events and compare the tables row by row',
    'pt-BR': 'Roda um lab aqui e no Spark com os mesmos eventos e compara as tabelas',
    es: 'Ejecuta un lab aquí y en Spark con los mismos eventos y compara las tablas',
  },
  'spark status': {
    en: 'Whether labs can run on Spark from here, and with which Python and Java',
    'pt-BR': 'Se labs podem rodar no Spark daqui, e com que Python e Java',
    es: 'Si los labs pueden correr en Spark desde aquí, y con qué Python y Java',
  },
  'spark setup': {
    en: 'Make a private environment with PySpark, and Java where there is none (some 700 MB; 850 for 4)',
    'pt-BR': 'Cria um ambiente próprio com PySpark, e Java onde não houver (uns 700 MB; 850 no 4)',
    es: 'Crea un entorno propio con PySpark, y Java donde no haya (unos 700 MB; 850 para 4)',
  },
  'spark remove': {
    en: 'Delete the private environment and the jars that jobs fetched',
    'pt-BR': 'Apaga o ambiente próprio e os jars que os jobs baixaram',
    es: 'Borra el entorno propio y los jars que descargaron los jobs',
  },
  export: {
    en: 'Write a lab as a project: a Spark job, a solution, scripts, tables or a client, in your language',
    'pt-BR':
      'Grava um lab como projeto: job Spark, solução, scripts, tabelas ou cliente, no seu idioma',
    es: 'Escribe un lab como proyecto: job de Spark, solución, scripts, tablas o cliente, en tu idioma',
  },
  nodes: {
    en: 'The catalogue of nodes: what a lab can be built of, and how each is configured',
    'pt-BR': 'O catálogo de nós: do que um lab pode ser feito e como se configura cada um',
    es: 'El catálogo de nodos: de qué se puede hacer un lab y cómo se configura cada uno',
  },
  'topics list': { en: 'List the topics', 'pt-BR': 'Lista os tópicos', es: 'Lista los topics' },
  'topics create': { en: 'Create a topic', 'pt-BR': 'Cria um tópico', es: 'Crea un topic' },
  'topics describe': {
    en: 'Partitions, offsets and settings of a topic',
    'pt-BR': 'Partições, offsets e configuração de um tópico',
    es: 'Particiones, offsets y configuración de un topic',
  },
  'topics profile': {
    en: 'What the newest records of a topic hold, field by field',
    'pt-BR': 'O que os registros mais novos de um tópico trazem, campo a campo',
    es: 'Qué traen los registros más nuevos de un topic, campo a campo',
  },
  'registry subjects': {
    en: 'List the subjects of a schema registry',
    'pt-BR': 'Lista os subjects de um registro de esquemas',
    es: 'Lista los subjects de un registro de esquemas',
  },
  'registry schema': {
    en: 'Print the schema of a subject',
    'pt-BR': 'Mostra o esquema de um subject',
    es: 'Muestra el esquema de un subject',
  },
  'registry check': {
    en: 'Check whether a schema may follow the latest version',
    'pt-BR': 'Verifica se um esquema pode vir depois da última versão',
    es: 'Comprueba si un esquema puede seguir a la última versión',
  },
  'registry register': {
    en: 'Add a schema to a subject',
    'pt-BR': 'Adiciona um esquema a um subject',
    es: 'Añade un esquema a un subject',
  },
  'registry level': {
    en: 'Show or change the compatibility of a subject',
    'pt-BR': 'Mostra ou muda a compatibilidade de um subject',
    es: 'Muestra o cambia la compatibilidad de un subject',
  },
  'registry delete': {
    en: 'Delete a subject, or one version',
    'pt-BR': 'Exclui um subject, ou uma versão',
    es: 'Elimina un subject, o una versión',
  },
  'topics delete': {
    en: 'Delete topics with all their records',
    'pt-BR': 'Exclui tópicos com todos os registros',
    es: 'Elimina topics con todos sus registros',
  },
  produce: {
    en: 'Send records to a topic: lines of stdin, of a file, or single values',
    'pt-BR': 'Envia registros a um tópico: linhas da entrada, de um arquivo, ou valores',
    es: 'Envía registros a un topic: líneas de la entrada, de un archivo, o valores',
  },
  sql: {
    en: "Ask topics, a lab's SQL file, or a SQL connection",
    'pt-BR': 'Pergunta a tópicos, ao arquivo SQL de um lab ou a uma conexão SQL',
    es: 'Pregunta a topics, al archivo SQL de un lab o a una conexión SQL',
  },
  tail: {
    en: 'Show records of a topic as they arrive',
    'pt-BR': 'Mostra os registros de um tópico à medida que chegam',
    es: 'Muestra los registros de un topic a medida que llegan',
  },
  'groups list': {
    en: 'List the consumer groups with members and lag',
    'pt-BR': 'Lista os grupos de consumidores com membros e atraso (lag)',
    es: 'Lista los grupos de consumidores con miembros y retraso (lag)',
  },
  'groups describe': {
    en: 'Members, assignment and offsets of a group',
    'pt-BR': 'Membros, atribuição e offsets de um grupo',
    es: 'Miembros, asignación y offsets de un grupo',
  },
  'groups history': {
    en: 'Rebalances of a group: when, why, and who got which partitions',
    'pt-BR': 'Rebalanceamentos de um grupo: quando, por quê e quem recebeu quais partições',
    es: 'Rebalanceos de un grupo: cuándo, por qué y quién recibió qué particiones',
  },
  'groups redelivered': {
    en: 'What a group read twice after a rebalance or a restart: which offsets, and why',
    'pt-BR':
      'O que um grupo leu duas vezes após um rebalanceamento ou reinício: quais offsets, e por quê',
    es: 'Qué leyó dos veces un grupo tras un rebalanceo o un reinicio: qué offsets, y por qué',
  },
  'groups delete': {
    en: 'Delete consumer groups',
    'pt-BR': 'Exclui grupos de consumidores',
    es: 'Elimina grupos de consumidores',
  },
  'groups reset': {
    en: "Move a group's offsets of a topic: to an end, an offset, a time, or by so many records",
    'pt-BR':
      'Move os offsets de um grupo num tópico: a uma ponta, a um offset, a um horário ou tantos registros',
    es: 'Mueve los offsets de un grupo en un topic: a un extremo, a un offset, a una hora o tantos registros',
  },
  'connections list': {
    en: 'List the connection profiles of this computer',
    'pt-BR': 'Lista os perfis de conexão deste computador',
    es: 'Lista los perfiles de conexión de este equipo',
  },
  'connections save': {
    en: "Keep a connection under a name: address, login and secret out of a settings file (Confluent's client.properties, a .env)",
    'pt-BR':
      'Guarda uma conexão com um nome: endereço, login e segredo de um arquivo (client.properties do Confluent, um .env)',
    es: 'Guarda una conexión con un nombre: dirección, inicio de sesión y secreto de un archivo (client.properties de Confluent, un .env)',
  },
  'connections test': {
    en: 'Try a connection step by step and say what is wrong',
    'pt-BR': 'Testa uma conexão passo a passo e diz o que está errado',
    es: 'Prueba una conexión paso a paso y dice qué está mal',
  },
  'connections delete': {
    en: 'Forget a connection and its secret',
    'pt-BR': 'Esquece uma conexão e seu segredo',
    es: 'Olvida una conexión y su secreto',
  },
  cql: {
    en: 'Run CQL statements, or open a shell like cqlsh on a terminal',
    'pt-BR': 'Executa comandos CQL, ou abre um console como o cqlsh num terminal',
    es: 'Ejecuta sentencias CQL, o abre una consola como cqlsh en una terminal',
  },
  'engines config': {
    en: 'Show and change the settings of the embedded broker',
    'pt-BR': 'Mostra e altera as configurações do broker embutido',
    es: 'Muestra y cambia los ajustes del broker integrado',
  },
  engines: {
    en: 'Show whether the embedded engines of the started instance are up, and where',
    'pt-BR': 'Mostra se os motores embutidos da instância iniciada estão no ar, e onde',
    es: 'Muestra si los motores integrados de la instancia iniciada están activos, y dónde',
  },
  doctor: {
    en: 'Check this computer: what works, what does not, what to do',
    'pt-BR': 'Verifica este computador: o que funciona, o que não, o que fazer',
    es: 'Revisa este equipo: qué funciona, qué no, qué hacer',
  },
})

export const cliOptions = words({
  json: { en: 'Answer as JSON', 'pt-BR': 'Responde em JSON', es: 'Responde en JSON' },
  help: { en: 'Show this help', 'pt-BR': 'Mostra esta ajuda', es: 'Muestra esta ayuda' },
  lang: {
    en: 'Language of the words',
    'pt-BR': 'Idioma das palavras',
    es: 'Idioma de las palabras',
  },
  data: { en: 'Data directory', 'pt-BR': 'Diretório de dados', es: 'Directorio de datos' },
  'run data': {
    en: 'Data directory: keeps topics, tables and the checkpoint, so that the same command goes on where it stopped. Without it a temporary one is used and removed',
    'pt-BR':
      'Diretório de dados: guarda tópicos, tabelas e o checkpoint, para que o mesmo comando continue de onde parou. Sem ele usa-se um temporário, que é removido',
    es: 'Directorio de datos: guarda topics, tablas y el checkpoint, para que el mismo comando siga donde quedó. Sin él se usa uno temporal, que se borra',
  },
  kafka: {
    en: 'Use this Kafka instead of the embedded broker',
    'pt-BR': 'Usa este Kafka em vez do broker embutido',
    es: 'Usa este Kafka en vez del broker integrado',
  },
  cql: {
    en: 'Use this Cassandra instead of the embedded database',
    'pt-BR': 'Usa este Cassandra em vez do banco embutido',
    es: 'Usa este Cassandra en vez de la base integrada',
  },
  connection: {
    en: 'Take a connection of the lab from a profile of this computer, or from a settings file (client.properties, .env; env: the environment). Nothing of it is kept',
    'pt-BR':
      'Toma uma conexão do lab de um perfil deste computador ou de um arquivo (client.properties, .env; env: o ambiente). Nada dele é guardado',
    es: 'Toma una conexión del lab de un perfil de este equipo o de un archivo (client.properties, .env; env: el entorno). No se guarda nada de él',
  },
  output: {
    en: 'Where the figures go (R4): console: OpenSearch gets nothing, whatever .env says; opensearch and both: it must be there',
    'pt-BR':
      'Para onde vão os números (R4): console: o OpenSearch não recebe nada, diga o que disser o .env; opensearch e both: ele precisa existir',
    es: 'Adónde van las cifras (R4): console: OpenSearch no recibe nada, diga lo que diga .env; opensearch y both: tiene que estar',
  },
  'runs letters letter': {
    en: 'Open this one: reason in full, headers, bytes',
    'pt-BR': 'Abre este: motivo completo, cabeçalhos, bytes',
    es: 'Abre este: motivo completo, cabeceras, bytes',
  },
  'runs resend letter': {
    en: 'Number of the letter',
    'pt-BR': 'Número do registro',
    es: 'Número del registro',
  },
  'runs resend all': {
    en: 'All that were not sent again yet',
    'pt-BR': 'Todos os que ainda não foram reenviados',
    es: 'Todos los que aún no se reenviaron',
  },
  'runs resend value': {
    en: 'The mended value; without it the bytes as they were',
    'pt-BR': 'O valor corrigido; sem ele, os bytes como eram',
    es: 'El valor corregido; sin él, los bytes como eran',
  },
  'runs resend file': {
    en: 'The mended value from a file',
    'pt-BR': 'O valor corrigido, de um arquivo',
    es: 'El valor corregido, de un archivo',
  },
  'runs resend twice': {
    en: 'Also what was sent again already',
    'pt-BR': 'Também o que já foi reenviado',
    es: 'También lo que ya se reenvió',
  },
  'runs resend check': {
    en: 'Only say what would be sent',
    'pt-BR': 'Apenas diz o que seria enviado',
    es: 'Solo dice qué se enviaría',
  },
  'sql statement': {
    en: 'One statement that reads; topics stand for tables, with _key, _offset, _time …',
    'pt-BR': 'Um comando que lê; tópicos são tabelas, com _key, _offset, _time …',
    es: 'Una sentencia que lee; los topics son tablas, con _key, _offset, _time …',
  },
  'sql lab': {
    en: 'Ask the SQL file that this lab fills',
    'pt-BR': 'Pergunta ao arquivo SQL que este lab preenche',
    es: 'Pregunta al archivo SQL que llena este lab',
  },
  'sql connection': {
    en: 'Ask this SQL connection',
    'pt-BR': 'Pergunta a esta conexão SQL',
    es: 'Pregunta a esta conexión SQL',
  },
  'sql rows': {
    en: 'Show at most this many rows (1000)',
    'pt-BR': 'Mostra no máximo tantas linhas (1000)',
    es: 'Muestra como máximo tantas filas (1000)',
  },
  'topics profile records': {
    en: 'Read at most the newest so many records (100000)',
    'pt-BR': 'Lê no máximo os tantos registros mais novos (100000)',
    es: 'Lee como máximo los tantos registros más nuevos (100000)',
  },
  'sql records': {
    en: 'Read at most the newest so many records of each topic (100000)',
    'pt-BR': 'Lê no máximo os tantos registros mais novos de cada tópico (100000)',
    es: 'Lee como máximo los tantos registros más nuevos de cada topic (100000)',
  },
  'tail where': {
    en: "Only records for which this holds: fields of the JSON value, and _key, _value, _partition, _offset, _time, _headers['name'], _bytes. Times are in the zone of this computer",
    'pt-BR':
      "Só registros em que isto vale: campos do valor JSON, e _key, _value, _partition, _offset, _time, _headers['nome'], _bytes. As horas são do fuso deste computador",
    es: "Solo registros en que esto se cumple: campos del valor JSON, y _key, _value, _partition, _offset, _time, _headers['nombre'], _bytes. Las horas son de la zona de este ordenador",
  },
  'connections save name': {
    en: 'Name of the connection',
    'pt-BR': 'Nome da conexão',
    es: 'Nombre de la conexión',
  },
  'connections save type': {
    en: 'What it leads to',
    'pt-BR': 'Para onde ela leva',
    es: 'Adónde lleva',
  },
  'connections test name': {
    en: 'Name of a connection; with --from its type (kafka, cassandra, sql, opensearch)',
    'pt-BR': 'Nome de uma conexão; com --from, o tipo (kafka, cassandra, sql, opensearch)',
    es: 'Nombre de una conexión; con --from, su tipo (kafka, cassandra, sql, opensearch)',
  },
  'connections delete name': {
    en: 'Name of the connection',
    'pt-BR': 'Nome da conexão',
    es: 'Nombre de la conexión',
  },
  'connections save from': {
    en: 'A settings file: client.properties, .env, or env for the environment',
    'pt-BR': 'Um arquivo: client.properties, .env, ou env para o ambiente',
    es: 'Un archivo: client.properties, .env, o env para el entorno',
  },
  'connections test from': {
    en: 'Try what a settings file: client.properties, .env, or env for the environment, says',
    'pt-BR': 'Testa o que diz um arquivo: client.properties, .env, ou env para o ambiente',
    es: 'Prueba lo que dice un archivo: client.properties, .env, o env para el entorno',
  },
  kafkaPort: {
    en: 'Port of the broker (9092; another free one if taken; 0: any)',
    'pt-BR': 'Porta do broker (9092; outra livre se ocupada; 0: qualquer)',
    es: 'Puerto del broker (9092; otro libre si está ocupado; 0: cualquiera)',
  },
  cqlPort: {
    en: 'Port of the database (9042; another free one if taken; 0: any)',
    'pt-BR': 'Porta do banco (9042; outra livre se ocupada; 0: qualquer)',
    es: 'Puerto de la base (9042; otro libre si está ocupado; 0: cualquiera)',
  },
  kafkaConfig: {
    en: "A setting of the broker by Kafka's name, such as num.partitions=3; several times",
    'pt-BR': 'Uma configuração do broker pelo nome do Kafka, como num.partitions=3; várias vezes',
    es: 'Un ajuste del broker con su nombre en Kafka, como num.partitions=3; varias veces',
  },
  listen: {
    en: 'Opens a read-only page for the room at this address of this computer (0.0.0.0 for all)',
    'pt-BR':
      'Abre uma página só de leitura para a sala neste endereço deste computador (0.0.0.0: todos)',
    es: 'Abre una página de solo lectura para la sala en esta dirección de este equipo (0.0.0.0: todas)',
  },
  listenPort: {
    en: 'Port of the page for the room (any free one)',
    'pt-BR': 'Porta da página da sala (qualquer livre)',
    es: 'Puerto de la página de la sala (cualquiera libre)',
  },
  listenToken: {
    en: 'Key of the page for the room, 8 characters or more (a new one is made)',
    'pt-BR': 'Chave da página da sala, 8 caracteres ou mais (é criada uma nova)',
    es: 'Clave de la página de la sala, 8 caracteres o más (se crea una nueva)',
  },
  uiPort: {
    en: 'Port of the page (any free one)',
    'pt-BR': 'Porta da página (qualquer livre)',
    es: 'Puerto de la página (cualquiera libre)',
  },
  ui: {
    en: 'Engines only, no page',
    'pt-BR': 'Só os motores, sem página',
    es: 'Solo los motores, sin página',
  },
  lab: {
    en: 'A lab by its id (see labs), or a lab file',
    'pt-BR': 'Um lab pelo id (veja labs), ou um arquivo',
    es: 'Un lab por su id (ver labs), o un archivo',
  },
  events: {
    en: 'Stop after this many events',
    'pt-BR': 'Para depois desta quantidade de eventos',
    es: 'Para después de esta cantidad de eventos',
  },
  for: {
    en: 'Stop after this time (500ms, 30s, 2m, 1h)',
    'pt-BR': 'Para depois deste tempo (500ms, 30s, 2m, 1h)',
    es: 'Para después de este tiempo (500ms, 30s, 2m, 1h)',
  },
  rate: {
    en: 'Events a second, or max',
    'pt-BR': 'Eventos por segundo, ou max',
    es: 'Eventos por segundo, o max',
  },
  seed: {
    en: 'Seed: the same seed gives the same events',
    'pt-BR': 'Semente: a mesma semente dá os mesmos eventos',
    es: 'Semilla: la misma semilla da los mismos eventos',
  },
  trigger: {
    en: 'When results come: fast, every so often (500ms, 1000records), or available-now: what is in the topics, nothing new, then the end',
    'pt-BR':
      'Quando saem os resultados: fast, de tanto em tanto (500ms, 1000records), ou available-now: o que está nos tópicos, nada novo, e fim',
    es: 'Cuándo salen los resultados: fast, cada tanto (500ms, 1000records), o available-now: lo que hay en los topics, nada nuevo, y fin',
  },
  clock: {
    en: "Where the lab's clock begins (it never goes back)",
    'pt-BR': 'Onde o relógio do lab começa (nunca volta)',
    es: 'Dónde empieza el reloj del lab (nunca retrocede)',
  },
  checkpoint: {
    en: 'After “checkpoint is damaged”: previous goes on from the last one before the damage',
    'pt-BR': 'Após “checkpoint danificado”: previous continua do último antes do dano',
    es: 'Tras «checkpoint dañado»: previous sigue desde el último antes del daño',
  },
  'runs export out': {
    en: 'The file to write',
    'pt-BR': 'O arquivo a gravar',
    es: 'El archivo que se escribe',
  },
  'runs export replace': {
    en: 'Replace the file if it exists',
    'pt-BR': 'Substitui o arquivo se já existir',
    es: 'Reemplaza el archivo si ya existe',
  },
  'runs import file': {
    en: 'A file that runs export wrote',
    'pt-BR': 'Um arquivo gravado por runs export',
    es: 'Un archivo escrito por runs export',
  },
  'runs import replace': {
    en: 'Take the place of a run of this lab that is here already',
    'pt-BR': 'Toma o lugar de uma execução deste lab que já está aqui',
    es: 'Ocupa el lugar de una ejecución de este lab que ya está aquí',
  },
  fromCheckpoint: {
    en: 'Go back to a checkpoint that is kept: its batch, or job:batch (runs checkpoints lists them)',
    'pt-BR': 'Volta a um checkpoint guardado: o lote, ou job:lote (runs checkpoints os lista)',
    es: 'Vuelve a un checkpoint guardado: su lote, o job:lote (runs checkpoints los lista)',
  },
  batches: {
    en: 'Spark reads the full topics in so many batches, and the built-in engine in the same (5)',
    'pt-BR': 'O Spark lê os tópicos cheios em tantos lotes, e o motor embutido nos mesmos (5)',
    es: 'Spark lee los topics llenos en tantos lotes, y el motor integrado en los mismos (5)',
  },
  seeds: {
    en: 'With how many seeds, one after the other',
    'pt-BR': 'Com quantas sementes, uma após a outra',
    es: 'Con cuántas semillas, una tras otra',
  },
  'parity events': {
    en: 'Events of each run',
    'pt-BR': 'Eventos de cada execução',
    es: 'Eventos de cada ejecución',
  },
  'parity seed': {
    en: 'The first seed; the lab’s own if not given',
    'pt-BR': 'A primeira semente; a do lab se não for dada',
    es: 'La primera semilla; la del lab si no se da',
  },
  'parity out': {
    en: 'The folder of the sheet; parity-LAB if not given',
    'pt-BR': 'A pasta da folha; parity-LAB se não for dada',
    es: 'La carpeta de la hoja; parity-LAB si no se da',
  },
  on: {
    en: 'Which engine runs the jobs: this program, or Spark (local[*], or the master’s address)',
    'pt-BR': 'Que motor roda os jobs: este programa ou o Spark (local[*] ou o endereço do master)',
    es: 'Qué motor ejecuta los jobs: este programa o Spark (local[*] o la dirección del master)',
  },
  clean: {
    en: 'Forget checkpoint, positions and totals first; topics and tables stay',
    'pt-BR': 'Esquece antes checkpoint, posições e totais; tópicos e tabelas ficam',
    es: 'Olvida antes checkpoint, posiciones y totales; topics y tablas quedan',
  },
  memoryKeys: {
    en: 'How many keys of each node stay in memory, others go to a file (100000)',
    'pt-BR': 'Quantas chaves de cada nó ficam na memória, as outras vão para um arquivo (100000)',
    es: 'Cuántas claves de cada nodo quedan en memoria, las otras van a un archivo (100000)',
  },
  node: { en: 'A node of the lab', 'pt-BR': 'Um nó do lab', es: 'Un nodo del lab' },
  'runs files path': {
    en: 'One of these files: its end is printed',
    'pt-BR': 'Um desses arquivos: mostra o fim dele',
    es: 'Uno de esos archivos: muestra su final',
  },
  speed: {
    en: "How fast the lab's clock goes, 0.1 to 1000 times",
    'pt-BR': 'Quão rápido anda o relógio do lab, de 0.1 a 1000 vezes',
    es: 'Qué tan rápido va el reloj del lab, de 0.1 a 1000 veces',
  },
  'runs state history': {
    en: 'The key at each checkpoint that is kept; also of a lab that does not run',
    'pt-BR': 'A chave em cada checkpoint guardado; também de um lab parado',
    es: 'La clave en cada checkpoint guardado; también de un lab parado',
  },
  'runs step by': {
    en: 'How much: the next record, up to 500 of one fetch, all that waits, or one new event of each source',
    'pt-BR':
      'Quanto: o próximo registro, até 500 de uma busca, tudo o que espera ou um evento novo de cada fonte',
    es: 'Cuánto: el siguiente registro, hasta 500 de una lectura, todo lo que espera o un evento nuevo de cada fuente',
  },
  'runs break where': {
    en: 'A condition over the fields of what comes to the node',
    'pt-BR': 'Uma condição sobre os campos do que chega ao nó',
    es: 'Una condición sobre los campos de lo que llega al nodo',
  },
  'runs break clear': {
    en: 'Remove the breakpoints of the node, or all of them',
    'pt-BR': 'Remove os pontos de parada do nó, ou todos',
    es: 'Quita los puntos de parada del nodo, o todos',
  },
  'runs clock to': { en: 'Where to', 'pt-BR': 'Para onde', es: 'Adónde' },
  by: { en: 'By how much (10m, 2h)', 'pt-BR': 'Quanto (10m, 2h)', es: 'Cuánto (10m, 2h)' },
  check: {
    en: 'Change nothing: only say what each change would need',
    'pt-BR': 'Não muda nada: só diz do que cada mudança precisaria',
    es: 'No cambia nada: solo dice qué necesitaría cada cambio',
  },
  'reset check': {
    en: 'Say what would go and change nothing',
    'pt-BR': 'Diz o que seria apagado e não muda nada',
    es: 'Dice lo que se borraría y no cambia nada',
  },
  'groups reset to': {
    en: 'Where the group goes on; +N and =-N move it by so many records',
    'pt-BR': 'De onde o grupo continua; +N e =-N o movem tantos registros',
    es: 'Desde dónde sigue el grupo; +N y =-N lo mueven tantos registros',
  },
  'groups reset check': {
    en: 'Change nothing: only say what would be read again or left out',
    'pt-BR': 'Não muda nada: só diz o que seria lido de novo ou pulado',
    es: 'No cambia nada: solo dice qué se leería otra vez o se omitiría',
  },
  'validate for': {
    en: 'Also what this export target cannot do or does otherwise',
    'pt-BR': 'Também o que este destino de exportação não faz ou faz de outro modo',
    es: 'También lo que este destino de exportación no puede o hace de otro modo',
  },
  'export file': {
    en: 'A lab file, or a lab’s id',
    'pt-BR': 'Um arquivo ou o id de um lab',
    es: 'Un archivo o el id de un lab',
  },
  'export to': {
    en: 'What it becomes',
    'pt-BR': 'No que se transforma',
    es: 'En qué se convierte',
  },
  'export topic': {
    en: 'Of a client: its topic (the lab’s first)',
    'pt-BR': 'De um cliente: seu tópico (o primeiro do lab)',
    es: 'De un cliente: su topic (el primero del lab)',
  },
  code: {
    en: 'Of a client: its language (python)',
    'pt-BR': 'De um cliente: sua linguagem (python)',
    es: 'De un cliente: su lenguaje (python)',
  },
  role: {
    en: 'Of a client: whether it reads or fills the topic (consumer)',
    'pt-BR': 'De um cliente: se lê ou enche o tópico (consumer)',
    es: 'De un cliente: si lee o llena el topic (consumer)',
  },
  spark: {
    en: 'The version of Spark (3.5)',
    'pt-BR': 'A versão do Spark (3.5)',
    es: 'La versión de Spark (3.5)',
  },
  conf: {
    en: 'With --on spark, a setting of the job, such as spark.executor.memory=2g or MAX_OFFSETS_PER_TRIGGER=100000; may be repeated',
    'pt-BR':
      'Com --on spark, uma configuração do job, como spark.executor.memory=2g ou MAX_OFFSETS_PER_TRIGGER=100000; pode ser repetida',
    es: 'Con --on spark, un ajuste del job, como spark.executor.memory=2g o MAX_OFFSETS_PER_TRIGGER=100000; se puede repetir',
  },
  realTime: {
    en: 'Of Spark 4: hand records on at once where it can (real-time mode)',
    'pt-BR': 'Do Spark 4: entrega os registros na hora onde pode (modo tempo real)',
    es: 'De Spark 4: entrega los registros al momento donde puede (modo tiempo real)',
  },
  replace: {
    en: 'Replace files of the folder that say something else',
    'pt-BR': 'Substitui arquivos da pasta que dizem outra coisa',
    es: 'Reemplaza archivos de la carpeta que dicen otra cosa',
  },
  diff: {
    en: 'Write nothing: print what would change in the folder, as a diff',
    'pt-BR': 'Não grava nada: mostra o que mudaria na pasta, como diff',
    es: 'No escribe nada: muestra lo que cambiaría en la carpeta, como diff',
  },
  'export out': {
    en: 'Folder of the project; without it only the differences are printed',
    'pt-BR': 'Pasta do projeto; sem ela só as diferenças são mostradas',
    es: 'Carpeta del proyecto; sin ella solo se muestran las diferencias',
  },
  file: { en: 'A lab file', 'pt-BR': 'Um arquivo de lab', es: 'Un archivo de lab' },
  subject: {
    en: 'Name of the schema in the registry, such as orders-value',
    'pt-BR': 'Nome do esquema no registro, como orders-value',
    es: 'Nombre del esquema en el registro, como orders-value',
  },
  schema: {
    en: 'File with the schema: .proto is Protobuf, .schema.json JSON Schema, all else Avro',
    'pt-BR': 'Arquivo com o esquema: .proto é Protobuf, .schema.json é JSON Schema, o resto é Avro',
    es: 'Archivo con el esquema: .proto es Protobuf, .schema.json es JSON Schema, lo demás es Avro',
  },
  version: {
    en: 'Version of the subject',
    'pt-BR': 'Versão do subject',
    es: 'Versión del subject',
  },
  permanent: {
    en: 'For good; records that name it cannot be read any more',
    'pt-BR': 'Em definitivo; registros que o citam não podem mais ser lidos',
    es: 'Para siempre; los registros que lo nombran ya no se pueden leer',
  },
  'registry level set': {
    en: 'The new compatibility',
    'pt-BR': 'A nova compatibilidade',
    es: 'La nueva compatibilidad',
  },
  registry: {
    en: 'Connection of another registry than the one inside',
    'pt-BR': 'Conexão de outro registro que não o embutido',
    es: 'Conexión de otro registro que no sea el integrado',
  },
  registryPort: {
    en: 'Port of the schema registry inside',
    'pt-BR': 'Porta do registro de esquemas embutido',
    es: 'Puerto del registro de esquemas integrado',
  },
  'produce file': {
    en: 'One record a line of this file',
    'pt-BR': 'Um registro por linha deste arquivo',
    es: 'Un registro por línea de este archivo',
  },
  'cql file': {
    en: 'Run the statements of this file',
    'pt-BR': 'Executa os comandos deste arquivo',
    es: 'Ejecuta las sentencias de este archivo',
  },
  type: {
    en: 'One node type in full',
    'pt-BR': 'Um tipo de nó por inteiro',
    es: 'Un tipo de nodo completo',
  },
  internal: {
    en: "The broker's own topics too",
    'pt-BR': 'Também os tópicos do próprio broker',
    es: 'También los topics del propio broker',
  },
  rates: {
    en: 'Records per second too, measured for a second',
    'pt-BR': 'Também registros por segundo, medidos durante um segundo',
    es: 'También registros por segundo, medidos durante un segundo',
  },
  topic: { en: 'Topic', 'pt-BR': 'Tópico', es: 'Topic' },
  topics: { en: 'Topics', 'pt-BR': 'Tópicos', es: 'Topics' },
  partitions: {
    en: 'Number of partitions',
    'pt-BR': 'Número de partições',
    es: 'Número de particiones',
  },
  replication: {
    en: 'Replicas of each partition',
    'pt-BR': 'Réplicas de cada partição',
    es: 'Réplicas de cada partición',
  },
  set: {
    en: "Change a setting, by Kafka's name; several times",
    'pt-BR': 'Altera uma configuração, pelo nome do Kafka; várias vezes',
    es: 'Cambia un ajuste, por su nombre en Kafka; varias veces',
  },
  reset: {
    en: 'Put a setting back; several times',
    'pt-BR': 'Restaura uma configuração; várias vezes',
    es: 'Restaura un ajuste; varias veces',
  },
  all: {
    en: 'Those with their defaults too',
    'pt-BR': 'Também as que têm o padrão',
    es: 'También los que tienen el valor predeterminado',
  },
  config: {
    en: 'A setting of the topic',
    'pt-BR': 'Uma configuração do tópico',
    es: 'Una configuración del topic',
  },
  value: {
    en: 'A record with this value',
    'pt-BR': 'Um registro com este valor',
    es: 'Un registro con este valor',
  },
  record: {
    en: 'Which record: topic/partition@offset',
    'pt-BR': 'Qual registro: tópico/partição@offset',
    es: 'Qué registro: topic/partición@offset',
  },
  'runs follow with': {
    en: 'Another record to compare it with',
    'pt-BR': 'Outro registro, para comparar',
    es: 'Otro registro, para comparar',
  },
  'runs follow next': {
    en: 'The next record of this topic or node',
    'pt-BR': 'O próximo registro deste tópico ou nó',
    es: 'El próximo registro de este topic o nodo',
  },
  test: {
    en: 'Send a test record into this topic and follow it through every branch',
    'pt-BR': 'Envia um registro de teste a este tópico e o segue por todos os ramos',
    es: 'Envía un registro de prueba a este topic y lo sigue por todas las ramas',
  },
  'runs follow value': {
    en: 'Its value; standard input without it',
    'pt-BR': 'Seu valor; sem ele, a entrada padrão',
    es: 'Su valor; sin él, la entrada estándar',
  },
  'runs follow row': {
    en: 'The last record that made a row: COLUMN=VALUE of the table of --sink',
    'pt-BR': 'O último registro que fez uma linha: COLUNA=VALOR da tabela de --sink',
    es: 'El último registro que hizo una fila: COLUMNA=VALOR de la tabla de --sink',
  },
  sink: {
    en: 'The node that fills the table',
    'pt-BR': 'O nó que preenche a tabela',
    es: 'El nodo que llena la tabla',
  },
  'runs follow wait': {
    en: 'How long to wait for it (10 s)',
    'pt-BR': 'Quanto tempo esperar (10 s)',
    es: 'Cuánto tiempo esperar (10 s)',
  },
  'runs joins show': {
    en: 'Which rows to show; those that wait if not given',
    'pt-BR': 'Que linhas mostrar; as que esperam, se omitido',
    es: 'Qué filas mostrar; las que esperan, si se omite',
  },
  'runs joins key': {
    en: 'Only rows with exactly this key',
    'pt-BR': 'Só linhas com exatamente esta chave',
    es: 'Solo filas con exactamente esta clave',
  },
  'runs joins search': {
    en: 'Only rows with this text in their key',
    'pt-BR': 'Só linhas com este texto na chave',
    es: 'Solo filas con este texto en su clave',
  },
  'runs joins limit': {
    en: 'Show so many rows at most',
    'pt-BR': 'Mostra no máximo tantas linhas',
    es: 'Muestra como mucho tantas filas',
  },
  'runs redelivered limit': {
    en: 'Show so many rows of each sink at most',
    'pt-BR': 'Mostra no máximo tantas linhas de cada destino',
    es: 'Muestra como mucho tantas filas de cada destino',
  },
  'runs profile node': {
    en: 'The node whose output to look at',
    'pt-BR': 'O nó cuja saída se olha',
    es: 'El nodo cuya salida se mira',
  },
  'runs state key': {
    en: 'Only this key, with its whole value: the value of each of its fields, in order',
    'pt-BR': 'Só esta chave, com o valor inteiro: o valor de cada campo, em ordem',
    es: 'Solo esta clave, con su valor entero: el valor de cada campo, en orden',
  },
  'runs state limit': {
    en: 'Show so many keys at most',
    'pt-BR': 'Mostra no máximo tantas chaves',
    es: 'Muestra como mucho tantas claves',
  },
  'runs state export': {
    en: 'Write all of them as CSV; as a JSON object a line if FILE ends in .json',
    'pt-BR': 'Grava todas em CSV; um objeto JSON por linha se FILE termina em .json',
    es: 'Escribe todas en CSV; un objeto JSON por línea si FILE termina en .json',
  },
  search: {
    en: 'Only keys that have this text in them or in their value',
    'pt-BR': 'Só chaves que têm este texto nelas ou no valor',
    es: 'Solo claves que tienen este texto en ellas o en su valor',
  },
  key: { en: 'Key of the records', 'pt-BR': 'Chave dos registros', es: 'Clave de los registros' },
  header: {
    en: 'A header of the records',
    'pt-BR': 'Um cabeçalho dos registros',
    es: 'Un encabezado de los registros',
  },
  partition: { en: 'Only this partition', 'pt-BR': 'Só esta partição', es: 'Solo esta partición' },
  keySeparator: {
    en: 'Each line is KEY, this text, VALUE',
    'pt-BR': 'Cada linha é CHAVE, este texto, VALOR',
    es: 'Cada línea es CLAVE, este texto, VALOR',
  },
  from: { en: 'Where to begin', 'pt-BR': 'Onde começar', es: 'Dónde empezar' },
  limit: {
    en: 'End after this many records',
    'pt-BR': 'Termina depois desta quantidade de registros',
    es: 'Termina después de esta cantidad de registros',
  },
  group: { en: 'Consumer group', 'pt-BR': 'Grupo de consumidores', es: 'Grupo de consumidores' },
  groups: {
    en: 'Consumer groups',
    'pt-BR': 'Grupos de consumidores',
    es: 'Grupos de consumidores',
  },
  execute: {
    en: 'Run these statements',
    'pt-BR': 'Executa estes comandos',
    es: 'Ejecuta estas sentencias',
  },
  bind: {
    en: 'A value for each ? in order, or for each :name; null for none',
    'pt-BR': 'Um valor para cada ? em ordem, ou para cada :nome; null para nenhum',
    es: 'Un valor para cada ? en orden, o para cada :nombre; null para ninguno',
  },
  end: {
    en: 'End at what is there now',
    'pt-BR': 'Termina no que existe agora',
    es: 'Termina en lo que hay ahora',
  },
  keyspace: {
    en: 'Keyspace to begin in',
    'pt-BR': 'Keyspace em que começa',
    es: 'Keyspace en el que empieza',
  },
})

/** What would have been right, after "expected:". */
export const cliExpected = words({
  checkpointRef: {
    en: 'a batch, or a job and a batch: 120, totals:120',
    'pt-BR': 'um lote, ou um job e um lote: 120, totals:120',
    es: 'un lote, o un job y un lote: 120, totals:120',
  },
  trigger: {
    en: 'fast, available-now, a time such as 500ms, or a number such as 1000records',
    'pt-BR': 'fast, available-now, um tempo como 500ms ou um número como 1000records',
    es: 'fast, available-now, un tiempo como 500ms o un número como 1000records',
  },
  moment: {
    en: 'a moment such as 2026-11-21T23:59:50Z',
    'pt-BR': 'um momento como 2026-11-21T23:59:50Z',
    es: 'un momento como 2026-11-21T23:59:50Z',
  },
  offsetTarget: {
    en: 'earliest, latest, an offset, +N, =-N, or a moment such as 2026-11-21T23:59:50Z',
    'pt-BR': 'earliest, latest, um offset, +N, =-N, ou um momento como 2026-11-21T23:59:50Z',
    es: 'earliest, latest, un offset, +N, =-N, o un momento como 2026-11-21T23:59:50Z',
  },
  speed: {
    en: 'a number from 0.1 to 1000',
    'pt-BR': 'um número de 0.1 a 1000',
    es: 'un número de 0.1 a 1000',
  },
  clockTarget: {
    en: 'before-midnight, before-hour or a moment such as 2026-11-21T23:59:50Z',
    'pt-BR': 'before-midnight, before-hour ou um momento como 2026-11-21T23:59:50Z',
    es: 'before-midnight, before-hour o un momento como 2026-11-21T23:59:50Z',
  },
  comparedOn: {
    en: 'flink, spark, or spark=MASTER such as spark=spark://host:7077',
    'pt-BR': 'flink, spark ou spark=MASTER, como spark=spark://host:7077',
    es: 'flink, spark o spark=MASTER, como spark=spark://host:7077',
  },
  runsOn: {
    en: 'builtin, spark, or spark=MASTER such as spark=spark://host:7077',
    'pt-BR': 'builtin, spark ou spark=MASTER, como spark=spark://host:7077',
    es: 'builtin, spark o spark=MASTER, como spark=spark://host:7077',
  },
  text: { en: 'a text', 'pt-BR': 'um texto', es: 'un texto' },
  port: { en: 'a port, 0 to 65535', 'pt-BR': 'uma porta, 0 a 65535', es: 'un puerto, 0 a 65535' },
  count: {
    en: 'a whole number from 1',
    'pt-BR': 'um número inteiro a partir de 1',
    es: 'un número entero desde 1',
  },
  index: {
    en: 'a whole number from 0',
    'pt-BR': 'um número inteiro a partir de 0',
    es: 'un número entero desde 0',
  },
  duration: {
    en: 'a time such as 500ms, 30s, 2m or 1h',
    'pt-BR': 'um tempo como 500ms, 30s, 2m ou 1h',
    es: 'un tiempo como 500ms, 30s, 2m o 1h',
  },
  rate: {
    en: 'events a second, or max',
    'pt-BR': 'eventos por segundo, ou max',
    es: 'eventos por segundo, o max',
  },
  address: {
    en: 'HOST:PORT, such as localhost:9092',
    'pt-BR': 'HOST:PORTA, como localhost:9092',
    es: 'HOST:PUERTO, como localhost:9092',
  },
  pair: { en: 'NAME=VALUE', 'pt-BR': 'NOME=VALOR', es: 'NOMBRE=VALOR' },
  choice: { en: 'one of {choices}', 'pt-BR': 'um de {choices}', es: 'uno de {choices}' },
  from: {
    en: 'earliest, latest, an offset, or a time such as 2026-01-31T12:00:00Z',
    'pt-BR': 'earliest, latest, um offset, ou um instante como 2026-01-31T12:00:00Z',
    es: 'earliest, latest, un offset, o un instante como 2026-01-31T12:00:00Z',
  },
})
