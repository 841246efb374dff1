// Words of the solution that a lab becomes: its guide for data people and for the squad whose orders
// come in, and the choice of tools with its reasons.
import { words } from './words'

export const exportSolution = words({
  drawing: { en: 'The drawing', 'pt-BR': 'O desenho', es: 'El dibujo' },
  drawingNote: {
    en: '`drawing.drawio` opens in draw.io, to change it.',
    'pt-BR': '`drawing.drawio` abre no draw.io, para mudar o desenho.',
    es: '`drawing.drawio` se abre en draw.io, para cambiarlo.',
  },
  happens: { en: 'What happens', 'pt-BR': 'O que acontece', es: 'Qué ocurre' },
  data: { en: 'For data people', 'pt-BR': 'Para o time de dados', es: 'Para el equipo de datos' },
  stepEngines: {
    en: 'Start the engines: `docker compose up -d --wait`.',
    'pt-BR': 'Inicie os motores: `docker compose up -d --wait`.',
    es: 'Arranca los motores: `docker compose up -d --wait`.',
  },
  stepTopics: {
    en: 'Make the topics: `sh topics.sh` (Windows: `topics.ps1`).',
    'pt-BR': 'Crie os tópicos: `sh topics.sh` (Windows: `topics.ps1`).',
    es: 'Crea los topics: `sh topics.sh` (Windows: `topics.ps1`).',
  },
  stepCql: {
    en: 'Make the tables of Cassandra: `cqlsh -f schema.cql`.',
    'pt-BR': 'Crie as tabelas do Cassandra: `cqlsh -f schema.cql`.',
    es: 'Crea las tablas de Cassandra: `cqlsh -f schema.cql`.',
  },
  stepSql: {
    en: 'Make the tables of MySQL or MariaDB: `mysql DATABASE < schema.sql`; of PostgreSQL: `psql DATABASE -f schema-postgresql.sql`.',
    'pt-BR':
      'Crie as tabelas do MySQL ou MariaDB: `mysql BANCO < schema.sql`; do PostgreSQL: `psql BANCO -f schema-postgresql.sql`.',
    es: 'Crea las tablas de MySQL o MariaDB: `mysql BASE < schema.sql`; de PostgreSQL: `psql BASE -f schema-postgresql.sql`.',
  },
  stepJob: {
    en: 'Install the packages of `job/requirements.txt` and start the job: `sh job/submit.sh`. Its README names its settings.',
    'pt-BR':
      'Instale os pacotes de `job/requirements.txt` e inicie o job: `sh job/submit.sh`. O README dele diz as configurações.',
    es: 'Instala los paquetes de `job/requirements.txt` y arranca el job: `sh job/submit.sh`. Su README dice sus ajustes.',
  },
  stepJobLacks: {
    en: 'The job needs a change of the lab first: `sluice validate {lab} --for pyspark` names what Spark lacks. Until then run the lab in Sluice.',
    'pt-BR':
      'O job pede antes uma mudança no lab: `sluice validate {lab} --for pyspark` diz o que falta ao Spark. Até lá, execute o lab no Sluice.',
    es: 'El job pide antes un cambio en el lab: `sluice validate {lab} --for pyspark` dice qué le falta a Spark. Hasta entonces ejecuta el lab en Sluice.',
  },
  stepRecords: {
    en: 'Send records for a try: `python job/producer.py`, or let the squad send theirs.',
    'pt-BR': 'Envie registros de teste: `python job/producer.py`, ou espere os do squad.',
    es: 'Envía registros de prueba: `python job/producer.py`, o espera los del squad.',
  },
  stepLook: {
    en: 'Look at the results: {places}.',
    'pt-BR': 'Veja os resultados: {places}.',
    es: 'Mira los resultados: {places}.',
  },
  squad: {
    en: 'For the squad that sends the records',
    'pt-BR': 'Para o squad que envia os registros',
    es: 'Para el squad que envía los registros',
  },
  squadTopic: {
    en: 'Send JSON to the topic `{topic}` of the Kafka `{connection}`, one record for each event.',
    'pt-BR': 'Envie JSON ao tópico `{topic}` do Kafka `{connection}`, um registro por evento.',
    es: 'Envía JSON al topic `{topic}` del Kafka `{connection}`, un registro por evento.',
  },
  squadKey: {
    en: 'The key of a record decides its partition: records with one key keep their order.',
    'pt-BR': 'A chave do registro decide a partição: registros com a mesma chave mantêm a ordem.',
    es: 'La clave de un registro decide su partición: los de una clave conservan su orden.',
  },
  squadNames: {
    en: 'Names and types of the fields are a contract: a new field does no harm, a renamed one breaks the totals.',
    'pt-BR':
      'Nomes e tipos dos campos são um contrato: um campo novo não atrapalha, um renomeado quebra os totais.',
    es: 'Nombres y tipos de los campos son un contrato: uno nuevo no estorba, uno renombrado rompe los totales.',
  },
  squadDead: {
    en: 'A record that cannot be read is not lost: it goes to the dead letters with its place.',
    'pt-BR':
      'Um registro que não se lê não se perde: vai para as mensagens com erro, com seu lugar.',
    es: 'Un registro que no se lee no se pierde: va a los mensajes con error, con su lugar.',
  },
  squadCode: {
    en: 'Sample code to send and to read is in `clients`, in Python, Java and JavaScript.',
    'pt-BR': 'Há código de exemplo para enviar e ler em `clients`: Python, Java e JavaScript.',
    es: 'Hay código de ejemplo para enviar y leer en `clients`: Python, Java y JavaScript.',
  },
  field: { en: 'Field', 'pt-BR': 'Campo', es: 'Campo' },
  type: { en: 'Type', 'pt-BR': 'Tipo', es: 'Tipo' },
  example: { en: 'An example', 'pt-BR': 'Um exemplo', es: 'Un ejemplo' },
  tools: { en: 'Tools, and why', 'pt-BR': 'Ferramentas e por quê', es: 'Herramientas y por qué' },
  tool: { en: 'Tool', 'pt-BR': 'Ferramenta', es: 'Herramienta' },
  why: { en: 'Why', 'pt-BR': 'Por quê', es: 'Por qué' },
  whyKafka: {
    en: 'Senders and readers do not wait for each other. Records stay, so each reader (here: {readers}) goes at its own pace, and a new one begins at the first record.',
    'pt-BR':
      'Quem envia e quem lê não esperam um pelo outro. Os registros ficam: cada leitor (aqui: {readers}) vai em seu ritmo, e um novo começa do primeiro registro.',
    es: 'Quien envía y quien lee no se esperan. Los registros quedan: cada lector (aquí: {readers}) va a su ritmo, y uno nuevo empieza por el primer registro.',
  },
  whySpark: {
    en: 'The same job runs on one machine and on a cluster. Its checkpoint keeps positions and totals together, so a crash neither loses nor doubles them.',
    'pt-BR':
      'O mesmo job roda em uma máquina e num cluster. O checkpoint guarda posições e totais juntos: uma queda não perde nem duplica.',
    es: 'El mismo job funciona en una máquina y en un clúster. Su checkpoint guarda juntos posiciones y totales: una caída ni pierde ni duplica.',
  },
  whyCassandra: {
    en: 'A total is one row by its key, written again and again with its absolute value: repeating changes nothing, and reads by key stay quick as data grows.',
    'pt-BR':
      'Um total é uma linha por chave, gravada sempre com o valor absoluto: repetir não muda nada, e ler por chave segue rápido quando os dados crescem.',
    es: 'Un total es una fila por clave, escrita siempre con su valor absoluto: repetir no cambia nada, y leer por clave sigue siendo rápido al crecer los datos.',
  },
  whySql: {
    en: 'Small tables of totals that reports and dashboards ask by SQL and join with their own.',
    'pt-BR':
      'Tabelas pequenas de totais que relatórios e painéis consultam por SQL e juntam às suas.',
    es: 'Tablas pequeñas de totales que informes y paneles consultan por SQL y unen a las suyas.',
  },
  whySearch: {
    en: 'Figures with their time, to search and to draw without a table made for each question.',
    'pt-BR': 'Números com seu instante, para buscar e desenhar sem uma tabela para cada pergunta.',
    es: 'Cifras con su instante, para buscar y dibujar sin una tabla para cada pregunta.',
  },
})
