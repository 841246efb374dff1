// Words of running a lab on Spark: the choice beside Run, and setting Spark up.
import { words } from './words'

export const spark = words({
  where: { en: 'Where jobs run', 'pt-BR': 'Onde os jobs rodam', es: 'Dónde corren los jobs' },
  builtin: { en: 'Built-in engine', 'pt-BR': 'Motor embutido', es: 'Motor integrado' },
  here: {
    en: 'Spark on this computer',
    'pt-BR': 'Spark neste computador',
    es: 'Spark en este equipo',
  },
  cluster: {
    en: 'Spark cluster and set-up…',
    'pt-BR': 'Cluster Spark e preparação…',
    es: 'Clúster Spark y preparación…',
  },
  title: { en: 'Run on Spark', 'pt-BR': 'Rodar no Spark', es: 'Correr en Spark' },
  text: {
    en: 'Sluice makes the records and the tables, and Spark does the jobs between them. Figures come with each of its batches.',
    'pt-BR':
      'O Sluice faz os registros e as tabelas, e o Spark faz os jobs entre eles. Os números vêm a cada lote.',
    es: 'Sluice hace los registros y las tablas, y Spark hace los jobs entre ellos. Las cifras vienen con cada lote.',
  },
  master: { en: 'Master', 'pt-BR': 'Master', es: 'Master' },
  masterHint: {
    en: 'local[*] is this computer; a cluster is spark://HOST:7077, yarn, k8s://https://HOST:PORT or, for Spark Connect, sc://HOST:15002',
    'pt-BR':
      'local[*] é este computador; um cluster é spark://HOST:7077, yarn, k8s://https://HOST:PORTA ou, no Spark Connect, sc://HOST:15002',
    es: 'local[*] es este equipo; un clúster es spark://HOST:7077, yarn, k8s://https://HOST:PUERTO o, con Spark Connect, sc://HOST:15002',
  },
  settings: { en: 'Settings', 'pt-BR': 'Configurações', es: 'Ajustes' },
  settingsHint: {
    en: 'One in each line, if any: spark.executor.memory=2g, SHUFFLE_PARTITIONS=20, MAX_OFFSETS_PER_TRIGGER=100000',
    'pt-BR':
      'Uma por linha, se houver: spark.executor.memory=2g, SHUFFLE_PARTITIONS=20, MAX_OFFSETS_PER_TRIGGER=100000',
    es: 'Uno por línea, si los hay: spark.executor.memory=2g, SHUFFLE_PARTITIONS=20, MAX_OFFSETS_PER_TRIGGER=100000',
  },
  settingWrong: {
    en: '“{line}” is not NAME=VALUE.',
    'pt-BR': '“{line}” não é NOME=VALOR.',
    es: '«{line}» no es NOMBRE=VALOR.',
  },
  lost: {
    en: { one: '1 executor lost', other: '{n} executors lost' },
    'pt-BR': { one: '1 executor perdido', other: '{n} executors perdidos' },
    es: { one: '1 executor perdido', other: '{n} executors perdidos' },
  },
  use: { en: 'Run labs there', 'pt-BR': 'Rodar labs ali', es: 'Correr labs ahí' },
  ready: {
    en: 'Spark {version} is ready, with Java {javaVersion}.',
    'pt-BR': 'O Spark {version} está pronto, com Java {javaVersion}.',
    es: 'Spark {version} está listo, con Java {javaVersion}.',
  },
  readyToConnect: {
    en: 'Spark {version} is ready as a client; the server has its own Java.',
    'pt-BR': 'O Spark {version} está pronto como cliente; o servidor tem o próprio Java.',
    es: 'Spark {version} está listo como cliente; el servidor tiene su propio Java.',
  },
  setUp: { en: 'Set up Spark', 'pt-BR': 'Preparar o Spark', es: 'Preparar Spark' },
  setUpHint: {
    en: 'A private environment with PySpark from PyPI, and Java where there is none: some 700 MB, a few minutes.',
    'pt-BR':
      'Um ambiente próprio com PySpark do PyPI, e Java onde não houver: uns 700 MB, alguns minutos.',
    es: 'Un entorno propio con PySpark de PyPI, y Java donde no haya: unos 700 MB, unos minutos.',
  },
  setUp4: { en: 'Set up Spark 4', 'pt-BR': 'Preparar o Spark 4', es: 'Preparar Spark 4' },
  setUpHint4: {
    en: 'A private environment with PySpark 4 from PyPI, beside that of 3.5, and Java where there is none: some 850 MB, a few minutes.',
    'pt-BR':
      'Um ambiente próprio com PySpark 4 do PyPI, ao lado do de 3.5, e Java onde não houver: uns 850 MB, alguns minutos.',
    es: 'Un entorno propio con PySpark 4 de PyPI, junto al de 3.5, y Java donde no haya: unos 850 MB, unos minutos.',
  },
  settingUp: { en: 'Setting up…', 'pt-BR': 'Preparando…', es: 'Preparando…' },
  cancelSetUp: { en: 'Cancel set-up', 'pt-BR': 'Cancelar preparação', es: 'Cancelar preparación' },
  own: {
    en: 'The private environment takes {size}.',
    'pt-BR': 'O ambiente próprio ocupa {size}.',
    es: 'El entorno propio ocupa {size}.',
  },
  remove: { en: 'Remove it', 'pt-BR': 'Removê-lo', es: 'Eliminarlo' },
  environment: {
    en: 'Making an environment with {what}',
    'pt-BR': 'Criando um ambiente com {what}',
    es: 'Creando un entorno con {what}',
  },
  package: {
    en: 'Fetching {what} ({size} so far)',
    'pt-BR': 'Baixando {what} ({size} até agora)',
    es: 'Descargando {what} ({size} hasta ahora)',
  },
  install: {
    en: 'Installing the packages',
    'pt-BR': 'Instalando os pacotes',
    es: 'Instalando los paquetes',
  },
  check: {
    en: 'Looking whether all is there',
    'pt-BR': 'Verificando se está tudo lá',
    es: 'Comprobando que está todo',
  },
  removed: { en: 'Removed.', 'pt-BR': 'Removido.', es: 'Eliminado.' },
  running: { en: 'Running on Spark', 'pt-BR': 'Rodando no Spark', es: 'En marcha en Spark' },
  starting: {
    en: 'Starting on Spark…',
    'pt-BR': 'Iniciando no Spark…',
    es: 'Iniciando en Spark…',
  },
  facts: {
    en: 'Spark {version} · {master}',
    'pt-BR': 'Spark {version} · {master}',
    es: 'Spark {version} · {master}',
  },
  page: { en: 'Spark’s own page', 'pt-BR': 'Página do próprio Spark', es: 'Página de Spark' },
})
