// Words of exported projects: docstrings of the code, and README.
import { words } from './words'

export const exportCode = words({
  madeBy: {
    en: 'Written by Sluice from the lab {lab}; README.md says how to run it.',
    'pt-BR': 'Escrito pelo Sluice a partir do lab {lab}; README.md diz como executá-lo.',
    es: 'Escrito por Sluice a partir del lab {lab}; README.md dice cómo ejecutarlo.',
  },
  support: {
    en: 'What the functions of job.py share. Settings come from the environment; see README.md.',
    'pt-BR':
      'O que as funções de job.py compartilham. As configurações vêm do ambiente; veja README.md.',
    es: 'Lo que comparten las funciones de job.py. La configuración viene del entorno; lee README.md.',
  },
  session: {
    en: 'The lab’s zone, and Spark 3.5’s rules: what cannot be read becomes NULL.',
    'pt-BR': 'O fuso do lab e as regras do Spark 3.5: o que não se lê vira NULL.',
    es: 'La zona del lab y las reglas de Spark 3.5: lo que no se lee pasa a NULL.',
  },
  relay: {
    en: 'A query in Spark’s real-time mode: REAL_TIME is the time between its checkpoints.',
    'pt-BR': 'Uma consulta no modo tempo real do Spark: REAL_TIME é o tempo entre checkpoints.',
    es: 'Una consulta en el modo tiempo real de Spark: REAL_TIME es el tiempo entre checkpoints.',
  },
  start: {
    en: 'A query with its own checkpoint; write gets each batch with its number.',
    'pt-BR': 'Uma consulta com seu checkpoint; write recebe cada lote com seu número.',
    es: 'Una consulta con su checkpoint; write recibe cada lote con su número.',
  },
  main: {
    en: 'The queries: each has its name, its stream, its output mode and where it goes.',
    'pt-BR': 'As consultas: nome, fluxo, modo de saída e destino de cada uma.',
    es: 'Las consultas: nombre, flujo, modo de salida y destino de cada una.',
  },
  finish: {
    en: 'Waits until a query fails or all are done.',
    'pt-BR': 'Espera até uma consulta falhar ou todas terminarem.',
    es: 'Espera hasta que una consulta falle o todas acaben.',
  },
  writes: {
    en: 'Where each batch of {name} goes.',
    'pt-BR': 'Para onde vai cada lote de {name}.',
    es: 'Adónde va cada lote de {name}.',
  },
  kafkaOptions: {
    en: 'NAME_SASL_MECHANISM in the environment is sasl.mechanism of the connection NAME.',
    'pt-BR': 'NOME_SASL_MECHANISM no ambiente é sasl.mechanism da conexão NOME.',
    es: 'NOMBRE_SASL_MECHANISM en el entorno es sasl.mechanism de la conexión NOMBRE.',
  },
  kafka: {
    en: 'The records of a topic as a stream; a fetch that finds none does not hold a task up.',
    'pt-BR':
      'Os registros de um tópico como fluxo; uma busca que nada encontra não segura a tarefa.',
    es: 'Los registros de un topic como flujo; una lectura que nada halla no frena la tarea.',
  },
  makeTopics: {
    en: 'Makes the topics that are not there: a query that reads a missing one would end.',
    'pt-BR': 'Cria os tópicos que faltam: uma consulta que lê um tópico ausente terminaria.',
    es: 'Crea los topics que faltan: una consulta que lee un topic ausente terminaría.',
  },
  cassandra: {
    en: 'NAME_HOST, _PORT, _DC, _USERNAME and _PASSWORD in the environment say where Cassandra is.',
    'pt-BR':
      'NOME_HOST, _PORT, _DC, _USERNAME e _PASSWORD no ambiente dizem onde está o Cassandra.',
    es: 'NOMBRE_HOST, _PORT, _DC, _USERNAME y _PASSWORD en el entorno dicen dónde está Cassandra.',
  },
  dead: {
    en: 'Records that do not read, with their place and their text.',
    'pt-BR': 'Registros que não se leem, com seu lugar e seu texto.',
    es: 'Registros que no se leen, con su lugar y su texto.',
  },
  registry: {
    en: 'One question to the schema registry.',
    'pt-BR': 'Uma pergunta ao registro de esquemas.',
    es: 'Una pregunta al registro de esquemas.',
  },
  avroRecords: {
    en: 'A value has a zero and the schema’s id before it; from_avro knows no such header.',
    'pt-BR': 'O valor tem um zero e o id do esquema antes; from_avro não conhece esse cabeçalho.',
    es: 'El valor lleva antes un cero y el id del esquema; from_avro no conoce esa cabecera.',
  },
  avroValues: {
    en: 'The values as a registry’s clients write them: a zero, the schema’s id, Avro.',
    'pt-BR': 'Os valores como os clientes de um registro os gravam: zero, id do esquema, Avro.',
    es: 'Los valores como los escriben los clientes de un registro: cero, id del esquema, Avro.',
  },
  deadTopic: {
    en: 'Dead letters go to a topic of their own.',
    'pt-BR': 'As mensagens com erro vão para um tópico próprio.',
    es: 'Los mensajes con error van a un topic propio.',
  },
  chance: {
    en: 'A number from 0 to 1 by Sluice’s hash, so each key goes the same way as there.',
    'pt-BR': 'Um número de 0 a 1 pelo hash do Sluice: cada chave segue o mesmo caminho que lá.',
    es: 'Un número de 0 a 1 por el hash de Sluice: cada clave sigue el mismo camino que allí.',
  },
  columns: {
    en: 'Expressions of Spark SQL as columns.',
    'pt-BR': 'Expressões do Spark SQL como colunas.',
    es: 'Expresiones de Spark SQL como columnas.',
  },
  windowed: {
    en: 'A window’s start and end as columns of their own.',
    'pt-BR': 'O início e o fim de uma janela como colunas próprias.',
    es: 'El inicio y el fin de una ventana como columnas propias.',
  },
  show: {
    en: 'Prints a batch as a table; queries that run at once take turns.',
    'pt-BR': 'Imprime um lote como tabela; consultas simultâneas se revezam.',
    es: 'Imprime un lote como tabla; las consultas simultáneas se turnan.',
  },
  keep: {
    en: 'Keeps a batch in a table, once, and gives all rows so far.',
    'pt-BR': 'Guarda um lote numa tabela, uma só vez, e devolve todas as linhas até agora.',
    es: 'Guarda un lote en una tabla, una sola vez, y devuelve todas las filas hasta ahora.',
  },
  kept: {
    en: 'The rows that keep has kept; None before the first.',
    'pt-BR': 'As linhas que keep guardou; None antes da primeira.',
    es: 'Las filas que keep guardó; None antes de la primera.',
  },
  inUtc: {
    en: 'Times as texts in UTC: Python would show them in the zone of its machine.',
    'pt-BR': 'Instantes como textos em UTC: o Python os mostraria no fuso da máquina.',
    es: 'Instantes como textos en UTC: Python los mostraría en la zona de su máquina.',
  },
  writeFile: {
    en: 'A folder for each batch, written whole: again makes it no longer.',
    'pt-BR': 'Uma pasta por lote, gravada inteira: repetir não a aumenta.',
    es: 'Una carpeta por lote, escrita entera: repetir no la alarga.',
  },
  database: {
    en: 'mysql://user:password@host:3306/name of MySQL or MariaDB, or postgresql://…:5432/name.',
    'pt-BR':
      'mysql://usuário:senha@host:3306/nome de MySQL ou MariaDB, ou postgresql://…:5432/nome.',
    es: 'mysql://usuario:clave@host:3306/nombre de MySQL o MariaDB, o postgresql://…:5432/nombre.',
  },
  sqlTable: {
    en: 'A table of the database that NAME_URL names, as it is when Spark reads it.',
    'pt-BR': 'Uma tabela do banco que NOME_URL indica, como está quando o Spark a lê.',
    es: 'Una tabla de la base que NOMBRE_URL indica, como está cuando Spark la lee.',
  },
  upsert: {
    en: 'Writes absolute values by key, so a batch that is written again changes nothing.',
    'pt-BR': 'Grava valores absolutos pela chave: um lote repetido não muda nada.',
    es: 'Escribe valores absolutos por clave: un lote repetido no cambia nada.',
  },
  index: {
    en: 'Writes documents whose ids follow from key and batch. Without NAME_URL nothing is written.',
    'pt-BR': 'Grava documentos cujos ids vêm da chave e do lote. Sem NOME_URL nada é gravado.',
    es: 'Escribe documentos cuyos ids salen de la clave y del lote. Sin NOMBRE_URL no se escribe nada.',
  },
  sendMails: {
    en: 'Sends mails by NAME_HOST, some in a minute at most. Without NAME_HOST they are printed.',
    'pt-BR':
      'Envia e-mails por NOME_HOST, alguns por minuto no máximo. Sem NOME_HOST são impressos.',
    es: 'Envía correos por NOMBRE_HOST, unos pocos por minuto. Sin NOMBRE_HOST se imprimen.',
  },
  post: {
    en: 'Posts rows as JSON to NAME_URL; a batch that is sent again has the same keys.',
    'pt-BR': 'Envia linhas como JSON a NOME_URL; um lote repetido tem as mesmas chaves.',
    es: 'Envía filas como JSON a NOMBRE_URL; un lote repetido tiene las mismas claves.',
  },
})

export const exportReadme = words({
  intro: {
    en: 'The lab `{lab}` as a job for Spark {spark}. Sluice wrote it; it is yours to change.',
    'pt-BR': 'O lab `{lab}` como job do Spark {spark}. O Sluice o escreveu; mude o que quiser.',
    es: 'El lab `{lab}` como job de Spark {spark}. Lo escribió Sluice; cambia lo que quieras.',
  },
  run: { en: 'Run it', 'pt-BR': 'Executar', es: 'Ejecutar' },
  runNote: {
    en: 'Java 17 is needed. On Windows: `.venv\\Scripts\\Activate.ps1`, then `.\\submit.ps1`. Words after the script go to spark-submit, such as `--master`. `job.py` has one function for each node of the lab; `support.py` has what they share.',
    'pt-BR':
      'É preciso Java 17. No Windows: `.venv\\Scripts\\Activate.ps1` e depois `.\\submit.ps1`. As palavras após o script vão para o spark-submit, como `--master`. `job.py` tem uma função por nó do lab; `support.py`, o que elas compartilham.',
    es: 'Hace falta Java 17. En Windows: `.venv\\Scripts\\Activate.ps1` y luego `.\\submit.ps1`. Las palabras tras el script van a spark-submit, como `--master`. `job.py` tiene una función por nodo del lab; `support.py`, lo que comparten.',
  },
  topics: {
    en: 'The job makes the topics that it fills. Every other topic that it reads must be there before it starts: Spark ends a query whose topic is missing.',
    'pt-BR':
      'O job cria os tópicos que enche. Todos os outros que ele lê precisam existir antes do início: o Spark encerra uma consulta cujo tópico falta.',
    es: 'El job crea los topics que llena. Los demás que lee deben existir antes de empezar: Spark termina una consulta cuyo topic falta.',
  },
  beside: { en: 'Around the job', 'pt-BR': 'Em volta do job', es: 'Alrededor del job' },
  besideCompose: {
    en: '`compose.yaml` starts the engines that the lab connects to.',
    'pt-BR': '`compose.yaml` inicia os motores a que o lab se conecta.',
    es: '`compose.yaml` arranca los motores a los que se conecta el lab.',
  },
  besideProducer: {
    en: '`producer.py` fills the topics with the same fields and rates as Sluice; the values are other ones, even with its seed. `SEED` and `EVENTS` are its settings.',
    'pt-BR':
      '`producer.py` enche os tópicos com os mesmos campos e ritmos do Sluice; os valores são outros, mesmo com sua semente. `SEED` e `EVENTS` são suas configurações.',
    es: '`producer.py` llena los topics con los mismos campos y ritmos que Sluice; los valores son otros, aun con su semilla. `SEED` y `EVENTS` son sus ajustes.',
  },
  besideTests: {
    en: '`tests` compare the functions of `job.py` with the tables that Sluice made of the same records; they need no Kafka.',
    'pt-BR':
      '`tests` compara as funções de `job.py` com as tabelas que o Sluice fez dos mesmos registros; não precisa de Kafka.',
    es: '`tests` compara las funciones de `job.py` con las tablas que Sluice hizo de los mismos registros; no necesita Kafka.',
  },
  tables: {
    en: 'The job makes no tables: the schema files do, once.',
    'pt-BR': 'O job não cria tabelas: os arquivos de schema as criam, uma vez.',
    es: 'El job no crea tablas: las crean los archivos de schema, una vez.',
  },
  settings: { en: 'Settings', 'pt-BR': 'Configurações', es: 'Configuración' },
  settingsNote: {
    en: 'They come from the environment, secrets too: none is in a file of this project.',
    'pt-BR': 'Vêm do ambiente, também os segredos: nenhum está num arquivo deste projeto.',
    es: 'Vienen del entorno, también los secretos: ninguno está en un archivo de este proyecto.',
  },
  name: { en: 'Name', 'pt-BR': 'Nome', es: 'Nombre' },
  meaning: { en: 'Meaning', 'pt-BR': 'Significado', es: 'Significado' },
  kafka: {
    en: 'where the Kafka `{name}` is; 127.0.0.1:9092 if not set',
    'pt-BR': 'onde está o Kafka `{name}`; 127.0.0.1:9092 se não definido',
    es: 'dónde está el Kafka `{name}`; 127.0.0.1:9092 si no se define',
  },
  kafkaMore: {
    en: 'any other setting of Kafka’s client for `{name}`: here `sasl.jaas.config`',
    'pt-BR': 'qualquer outra configuração do cliente Kafka para `{name}`: aqui `sasl.jaas.config`',
    es: 'cualquier otra configuración del cliente de Kafka para `{name}`: aquí `sasl.jaas.config`',
  },
  cassandra: {
    en: 'where the Cassandra `{name}` is, and its data center; 127.0.0.1 and 9042 if not set',
    'pt-BR': 'onde está o Cassandra `{name}` e seu data center; 127.0.0.1 e 9042 se não definido',
    es: 'dónde está el Cassandra `{name}` y su centro de datos; 127.0.0.1 y 9042 si no se define',
  },
  login: {
    en: 'the login of `{name}`, if it asks for one',
    'pt-BR': 'o login de `{name}`, se for pedido',
    es: 'el acceso de `{name}`, si lo pide',
  },
  sql: {
    en: 'the database `{name}`: mysql://user:password@host:3306/database of MySQL or MariaDB, or postgresql://user:password@host:5432/database',
    'pt-BR':
      'o banco `{name}`: mysql://usuário:senha@host:3306/banco de MySQL ou MariaDB, ou postgresql://usuário:senha@host:5432/banco',
    es: 'la base `{name}`: mysql://usuario:clave@host:3306/base de MySQL o MariaDB, o postgresql://usuario:clave@host:5432/base',
  },
  service: {
    en: 'the web service `{name}`: https://host/path',
    'pt-BR': 'o serviço web `{name}`: https://host/caminho',
    es: 'el servicio web `{name}`: https://host/ruta',
  },
  serviceLogin: {
    en: 'the login of `{name}`, if it asks for one; without a user name the password is a token',
    'pt-BR': 'o login de `{name}`, se pedir um; sem usuário, a senha é um token',
    es: 'el acceso de `{name}`, si lo pide; sin usuario, la contraseña es un token',
  },
  mail: {
    en: 'the mail server `{name}`, STARTTLS, SSL or PLAINTEXT, and the sender; without it mails are printed',
    'pt-BR':
      'o servidor de e-mail `{name}`, STARTTLS, SSL ou PLAINTEXT, e o remetente; sem ele os e-mails são impressos',
    es: 'el servidor de correo `{name}`, STARTTLS, SSL o PLAINTEXT, y el remitente; sin él los correos se imprimen',
  },
  search: {
    en: 'the OpenSearch `{name}`: http://host:9200; without it no documents are written',
    'pt-BR': 'o OpenSearch `{name}`: http://host:9200; sem ela nenhum documento é gravado',
    es: 'el OpenSearch `{name}`: http://host:9200; sin ella no se escriben documentos',
  },
  registry: {
    en: 'the schema registry `{name}`: http://host:8081',
    'pt-BR': 'o registro de esquemas `{name}`: http://host:8081',
    es: 'el registro de esquemas `{name}`: http://host:8081',
  },
  trigger: {
    en: '`available-now` reads what is there and ends; `10 seconds` is the time between batches',
    'pt-BR': '`available-now` lê o que há e termina; `10 seconds` é o tempo entre lotes',
    es: '`available-now` lee lo que hay y termina; `10 seconds` es el tiempo entre lotes',
  },
  realTime: {
    en: 'the time between checkpoints of queries in real-time mode; `5 minutes` if not set',
    'pt-BR': 'o tempo entre checkpoints de consultas em tempo real; `5 minutes` se não definido',
    es: 'el tiempo entre checkpoints de consultas en tiempo real; `5 minutes` si no se define',
  },
  checkpoints: {
    en: 'the folder of the checkpoints, shared by all machines; `checkpoints` if not set',
    'pt-BR': 'a pasta dos checkpoints, comum a todas as máquinas; `checkpoints` se não definida',
    es: 'la carpeta de los checkpoints, común a todas las máquinas; `checkpoints` si no se define',
  },
  shuffle: {
    en: 'partitions of the state, fixed by the first start of a checkpoint; 4 if not set',
    'pt-BR': 'partições do estado, fixadas no primeiro início de um checkpoint; 4 se não definido',
    es: 'particiones del estado, fijadas en el primer inicio de un checkpoint; 4 si no se define',
  },
  maxOffsets: {
    en: 'the most records that a batch reads of a topic; all that are there if not set',
    'pt-BR': 'o máximo de registros que um lote lê de um tópico; todos os que há se não definido',
    es: 'el máximo de registros que un lote lee de un topic; todos los que hay si no se define',
  },
  files: {
    en: 'the folder of the written files; `files` if not set',
    'pt-BR': 'a pasta dos arquivos gravados; `files` se não definida',
    es: 'la carpeta de los archivos escritos; `files` si no se define',
  },
  packages: {
    en: 'connectors in the place of those that the submit scripts name',
    'pt-BR': 'conectores no lugar dos que os scripts de envio nomeiam',
    es: 'conectores en lugar de los que nombran los scripts de envío',
  },
  differs: {
    en: 'What differs from Sluice',
    'pt-BR': 'O que difere do Sluice',
    es: 'Qué difiere de Sluice',
  },
})
