// Words of exported jobs in Flink SQL: comments of the code, and README.
import { words } from './words'

export const exportFlink = words({
  madeBy: {
    en: 'Written by Sluice from the lab {lab}; README.md says how to run it.',
    'pt-BR': 'Escrito pelo Sluice a partir do lab {lab}; README.md diz como executá-lo.',
    es: 'Escrito por Sluice a partir del lab {lab}; README.md dice cómo ejecutarlo.',
  },
  writes: {
    en: 'One job writes to all places, so what they share is computed once.',
    'pt-BR': 'Um só job grava em todos os destinos: o que têm em comum é calculado uma vez.',
    es: 'Un solo job escribe en todos los destinos: lo que comparten se calcula una vez.',
  },
  runner: {
    en: 'Sends job.sql to Flink, with the settings of the environment; see README.md.',
    'pt-BR': 'Envia job.sql ao Flink, com as configurações do ambiente; veja README.md.',
    es: 'Envía job.sql a Flink, con la configuración del entorno; lee README.md.',
  },
  environment: {
    en: 'What job.sql leaves to the environment; a login comes from NAME_URL unless set alone.',
    'pt-BR':
      'O que job.sql deixa ao ambiente; o login vem de NOME_URL se não for definido à parte.',
    es: 'Lo que job.sql deja al entorno; el acceso viene de NOMBRE_URL si no se define aparte.',
  },
  jdbcUrl: {
    en: 'mysql://user:password@host:3306/name, or postgresql://…, as JDBC has it.',
    'pt-BR': 'mysql://usuário:senha@host:3306/nome, ou postgresql://…, na forma do JDBC.',
    es: 'mysql://usuario:clave@host:3306/nombre, o postgresql://…, como lo quiere JDBC.',
  },
  broker: {
    en: 'NAME_SASL_MECHANISM in the environment is sasl.mechanism of the connection NAME.',
    'pt-BR': 'NOME_SASL_MECHANISM no ambiente é sasl.mechanism da conexão NOME.',
    es: 'NOMBRE_SASL_MECHANISM en el entorno es sasl.mechanism de la conexión NOMBRE.',
  },
  registry: {
    en: 'NAME_URL, NAME_USERNAME and NAME_PASSWORD say where the schema registry NAME is.',
    'pt-BR': 'NOME_URL, NOME_USERNAME e NOME_PASSWORD dizem onde está o registro NOME.',
    es: 'NOMBRE_URL, NOMBRE_USERNAME y NOMBRE_PASSWORD dicen dónde está el registro NOMBRE.',
  },
  statements: {
    en: 'The statements of job.sql, with the settings filled in.',
    'pt-BR': 'As instruções de job.sql, com as configurações preenchidas.',
    es: 'Las sentencias de job.sql, con la configuración puesta.',
  },
  session: {
    en: 'A streaming session with the connectors of pom.xml.',
    'pt-BR': 'Uma sessão de streaming com os conectores de pom.xml.',
    es: 'Una sesión de streaming con los conectores de pom.xml.',
  },
  prepare: {
    en: 'Makes tables and views; gives back what writes.',
    'pt-BR': 'Cria tabelas e visões; devolve o que grava.',
    es: 'Crea tablas y vistas; devuelve lo que escribe.',
  },
  intro: {
    en: 'The lab `{lab}` as a job in Flink SQL, for Flink {version}. Sluice wrote it; it is yours to change.',
    'pt-BR':
      'O lab `{lab}` como job em Flink SQL, para o Flink {version}. O Sluice o escreveu; mude o que quiser.',
    es: 'El lab `{lab}` como job en Flink SQL, para Flink {version}. Lo escribió Sluice; cambia lo que quieras.',
  },
  runNote: {
    en: 'Java 17 and Maven are needed; Maven fetches the connectors of `pom.xml` into `jars`, once. On Windows: `.venv\\Scripts\\Activate.ps1`, then `.\\submit.ps1`. `job.sql` has the statements, under the title of each node; `run.py` fills in the settings and sends them. Without `FLINK_MASTER` Flink runs in this process.',
    'pt-BR':
      'É preciso Java 17 e Maven; o Maven traz os conectores de `pom.xml` para `jars`, uma vez. No Windows: `.venv\\Scripts\\Activate.ps1` e depois `.\\submit.ps1`. `job.sql` tem as instruções, sob o título de cada nó; `run.py` preenche as configurações e as envia. Sem `FLINK_MASTER`, o Flink roda neste processo.',
    es: 'Hacen falta Java 17 y Maven; Maven trae los conectores de `pom.xml` a `jars`, una vez. En Windows: `.venv\\Scripts\\Activate.ps1` y luego `.\\submit.ps1`. `job.sql` tiene las sentencias, bajo el título de cada nodo; `run.py` pone la configuración y las envía. Sin `FLINK_MASTER`, Flink corre en este proceso.',
  },
  topics: {
    en: 'The job makes no topics: every topic that it reads or fills must be there. One that holds a table, the last value of each key, wants `cleanup.policy=compact`.',
    'pt-BR':
      'O job não cria tópicos: todos os que ele lê ou enche precisam existir. Um que guarda uma tabela, o último valor de cada chave, pede `cleanup.policy=compact`.',
    es: 'El job no crea topics: todos los que lee o llena deben existir. Uno que guarda una tabla, el último valor de cada clave, pide `cleanup.policy=compact`.',
  },
  trigger: {
    en: '`available-now` reads what is there and ends; without it the job goes on',
    'pt-BR': '`available-now` lê o que há e termina; sem ela o job continua',
    es: '`available-now` lee lo que hay y termina; sin ella el job continúa',
  },
  master: {
    en: 'the address of a cluster, such as `localhost:8081`',
    'pt-BR': 'o endereço de um cluster, como `localhost:8081`',
    es: 'la dirección de un clúster, como `localhost:8081`',
  },
  jars: {
    en: 'a folder with the connectors, in place of `jars`',
    'pt-BR': 'uma pasta com os conectores, no lugar de `jars`',
    es: 'una carpeta con los conectores, en lugar de `jars`',
  },
})
