// Words for Spark as the engine of a lab's jobs: what this machine lacks, why a job ended, and what
// is done by Spark alone.
import type { ErrorTexts } from './define'
import { words } from './words'

export const sparkErrors: ErrorTexts = {
  'spark-no-python': words(
    [
      'Spark jobs need Python 3.8 or newer, and there is none here.',
      'Install Python from python.org, then choose “Set up Spark” (sluice spark setup).',
    ],
    [
      'Jobs do Spark precisam do Python 3.8 ou mais novo, e aqui não há nenhum.',
      'Instale o Python de python.org e escolha “Preparar o Spark” (sluice spark setup).',
    ],
    [
      'Los jobs de Spark necesitan Python 3.8 o posterior, y aquí no hay ninguno.',
      'Instala Python desde python.org y elige «Preparar Spark» (sluice spark setup).',
    ],
  ),
  'spark-no-pyspark': words(
    [
      'The Python here has no PySpark 3.5.',
      'Choose “Set up Spark” (sluice spark setup), which makes a private environment.',
    ],
    [
      'O Python daqui não tem o PySpark 3.5.',
      'Escolha “Preparar o Spark” (sluice spark setup), que cria um ambiente próprio.',
    ],
    [
      'El Python de aquí no tiene PySpark 3.5.',
      'Elige «Preparar Spark» (sluice spark setup), que crea un entorno propio.',
    ],
  ),
  'spark-4-no-pyspark': words(
    [
      'The Python here has no PySpark 4.',
      'Choose “Set up Spark 4” (sluice spark setup --spark 4), or pip install {version} in a Python that SLUICE_PYTHON names.',
    ],
    [
      'O Python daqui não tem o PySpark 4.',
      'Escolha “Preparar o Spark 4” (sluice spark setup --spark 4), ou pip install {version} num Python que SLUICE_PYTHON indique.',
    ],
    [
      'El Python de aquí no tiene PySpark 4.',
      'Elige «Preparar Spark 4» (sluice spark setup --spark 4), o pip install {version} en un Python que SLUICE_PYTHON nombre.',
    ],
  ),
  'spark-4-no-java': words(
    [
      'Spark 4 runs on Java 17 to 21, and there is none here.',
      'Choose “Set up Spark 4” (sluice spark setup --spark 4), which brings one, or install Java 17.',
    ],
    [
      'O Spark 4 roda em Java 17 a 21, e não há nenhum aqui.',
      'Escolha “Preparar o Spark 4” (sluice spark setup --spark 4), que traz um, ou instale o Java 17.',
    ],
    [
      'Spark 4 funciona con Java 17 a 21, y aquí no hay ninguno.',
      'Elige «Preparar Spark 4» (sluice spark setup --spark 4), que trae uno, o instala Java 17.',
    ],
  ),
  'spark-no-java': words(
    [
      'Spark 3.5 runs on Java 8 to 21, and there is none here.',
      'Choose “Set up Spark” (sluice spark setup), which brings one, or install Java 17.',
    ],
    [
      'O Spark 3.5 roda em Java 8 a 21, e aqui não há nenhum.',
      'Escolha “Preparar o Spark” (sluice spark setup), que traz um, ou instale o Java 17.',
    ],
    [
      'Spark 3.5 funciona con Java 8 a 21, y aquí no hay ninguno.',
      'Elige «Preparar Spark» (sluice spark setup), que trae uno, o instala Java 17.',
    ],
  ),
  'spark-no-venv': words(
    [
      'The Python here cannot make a virtual environment.',
      'Install the package python3-venv of your system and set up Spark again.',
    ],
    [
      'O Python daqui não consegue criar um ambiente virtual.',
      'Instale o pacote python3-venv do seu sistema e prepare o Spark de novo.',
    ],
    [
      'El Python de aquí no puede crear un entorno virtual.',
      'Instala el paquete python3-venv de tu sistema y prepara Spark de nuevo.',
    ],
  ),
  'spark-setting-up': words(
    ['Spark is being set up just now.', 'Wait until it is done, or cancel it.'],
    ['O Spark está sendo preparado agora.', 'Espere até terminar ou cancele.'],
    ['Spark se está preparando ahora.', 'Espera a que termine o cancélalo.'],
  ),
  'spark-folder-foreign': words(
    [
      'The folder {dir} was not made by Sluice, which therefore does not replace it.',
      'Move or delete it yourself, or name another folder in SLUICE_SPARK.',
    ],
    [
      'A pasta {dir} não foi criada pelo Sluice, que por isso não a substitui.',
      'Mova-a ou apague-a você mesmo, ou indique outra pasta em SLUICE_SPARK.',
    ],
    [
      'La carpeta {dir} no la creó Sluice, que por eso no la reemplaza.',
      'Muévela o bórrala tú mismo, o indica otra carpeta en SLUICE_SPARK.',
    ],
  ),
  'spark-set-up-failed': words(
    ['Spark could not be set up: {message}', 'Check the connection to PyPI and try again.'],
    [
      'Não foi possível preparar o Spark: {message}',
      'Verifique a conexão com o PyPI e tente de novo.',
    ],
    ['No se pudo preparar Spark: {message}', 'Revisa la conexión con PyPI e inténtalo de nuevo.'],
  ),
  'spark-master-wrong': words(
    [
      '“{master}” is not the address of a Spark master.',
      'Give local[*], spark://HOST:7077, yarn, k8s://https://HOST:PORT or sc://HOST:15002.',
    ],
    [
      '“{master}” não é o endereço de um master do Spark.',
      'Informe local[*], spark://HOST:7077, yarn, k8s://https://HOST:PORTA ou sc://HOST:15002.',
    ],
    [
      '«{master}» no es la dirección de un master de Spark.',
      'Indica local[*], spark://HOST:7077, yarn, k8s://https://HOST:PUERTO o sc://HOST:15002.',
    ],
  ),
  'spark-connect-version': words(
    ['Spark Connect is for Spark 4 here.', 'Choose Spark 4 (--spark 4).'],
    ['O Spark Connect aqui é para o Spark 4.', 'Escolha o Spark 4 (--spark 4).'],
    ['Aquí Spark Connect es para Spark 4.', 'Elige Spark 4 (--spark 4).'],
  ),
  'spark-connect-packages': words(
    [
      'This Python has PySpark 4 without what Spark Connect needs.',
      'Set up Spark 4 here, or run: pip install "pyspark[connect]".',
    ],
    [
      'Este Python tem o PySpark 4 sem o que o Spark Connect precisa.',
      'Prepare o Spark 4 aqui ou execute: pip install "pyspark[connect]".',
    ],
    [
      'Este Python tiene PySpark 4 sin lo que Spark Connect necesita.',
      'Prepara Spark 4 aquí o ejecuta: pip install "pyspark[connect]".',
    ],
  ),
  'spark-master-unreachable': words(
    ['No Spark master answers at {master}.', 'Start it, or check its host and port.'],
    ['Nenhum master do Spark responde em {master}.', 'Inicie-o ou confira o host e a porta.'],
    ['Ningún master de Spark responde en {master}.', 'Inícialo o revisa su host y su puerto.'],
  ),
  'spark-master-refused': words(
    [
      'The master at {master} did not take the job of Spark {version}: it has another version, or it is not a Spark master.',
      'Choose the version that the master has (--spark), or check its port.',
    ],
    [
      'O master em {master} não aceitou o job do Spark {version}: ele tem outra versão ou não é um master do Spark.',
      'Escolha a versão que o master tem (--spark) ou confira a porta.',
    ],
    [
      'El master de {master} no aceptó el job de Spark {version}: tiene otra versión o no es un master de Spark.',
      'Elige la versión que tiene el master (--spark) o revisa su puerto.',
    ],
  ),
  'spark-application-ended': words(
    [
      'The Spark master ended the job: {what}',
      'Look at the master’s page and at its workers, then start the lab again: it goes on from its checkpoint.',
    ],
    [
      'O master do Spark encerrou o job: {what}',
      'Veja a página do master e seus workers e inicie o lab de novo: ele continua do checkpoint.',
    ],
    [
      'El master de Spark terminó el job: {what}',
      'Mira la página del master y sus workers e inicia el lab de nuevo: continúa desde su checkpoint.',
    ],
  ),
  'spark-worker-python': words(
    [
      'A worker of Spark cannot start Python as “{what}”.',
      'Install Python there, or say where it is: the setting spark.pyspark.python.',
    ],
    [
      'Um worker do Spark não consegue iniciar o Python como “{what}”.',
      'Instale o Python ali ou diga onde ele está: a configuração spark.pyspark.python.',
    ],
    [
      'Un worker de Spark no puede iniciar Python como «{what}».',
      'Instala Python ahí o di dónde está: el ajuste spark.pyspark.python.',
    ],
  ),
  'spark-python-differs': words(
    [
      'The workers of Spark have another version of Python than this computer.',
      'Give the path of the same version there in the setting spark.pyspark.python.',
    ],
    [
      'Os workers do Spark têm outra versão do Python que este computador.',
      'Informe o caminho da mesma versão ali na configuração spark.pyspark.python.',
    ],
    [
      'Los workers de Spark tienen otra versión de Python que este equipo.',
      'Indica la ruta de la misma versión ahí en el ajuste spark.pyspark.python.',
    ],
  ),
  'spark-executor-lost': words(
    [
      'Spark lost executor {text}',
      'The others do its tasks again, and the result stays exact. Look at that machine if no new one comes.',
    ],
    [
      'O Spark perdeu o executor {text}',
      'Os outros refazem as tarefas dele, e o resultado continua exato. Veja a máquina se não vier outro.',
    ],
    [
      'Spark perdió el executor {text}',
      'Los demás rehacen sus tareas y el resultado sigue exacto. Mira la máquina si no llega otro.',
    ],
  ),
  'spark-no-worker': words(
    [
      'The job waits for a worker of {text}: none is free or large enough. Start one, or ask for less (spark.executor.memory).',
      'Spark begins as soon as a worker takes the job; the master’s page shows what its workers have.',
    ],
    [
      'O job espera por um worker de {text}: nenhum está livre ou tem tamanho suficiente. Inicie um ou peça menos (spark.executor.memory).',
      'O Spark começa assim que um worker aceitar o job; a página do master mostra o que os workers têm.',
    ],
    [
      'El job espera un worker de {text}: ninguno está libre o alcanza. Inicia uno o pide menos (spark.executor.memory).',
      'Spark empieza en cuanto un worker tome el job; la página del master muestra qué tienen sus workers.',
    ],
  ),
  'spark-no-yarn': words(
    [
      'YARN does not answer at {text}, where the files of HADOOP_CONF_DIR say it is.',
      'Start its ResourceManager, or name the folder with the right yarn-site.xml; the job begins when it answers.',
    ],
    [
      'O YARN não responde em {text}, onde os arquivos de HADOOP_CONF_DIR dizem que ele está.',
      'Inicie o ResourceManager dele, ou indique a pasta com o yarn-site.xml certo; o job começa quando ele responder.',
    ],
    [
      'YARN no responde en {text}, donde los archivos de HADOOP_CONF_DIR dicen que está.',
      'Inicia su ResourceManager, o indica la carpeta con el yarn-site.xml correcto; el job empieza cuando responda.',
    ],
  ),
  'spark-no-hadoop-conf': words(
    [
      'Nothing says where YARN is.',
      'Set HADOOP_CONF_DIR to the folder with the cluster’s yarn-site.xml and core-site.xml, and start Sluice again.',
    ],
    [
      'Nada diz onde está o YARN.',
      'Defina HADOOP_CONF_DIR com a pasta do yarn-site.xml e do core-site.xml do cluster, e inicie o Sluice de novo.',
    ],
    [
      'Nada dice dónde está YARN.',
      'Define HADOOP_CONF_DIR con la carpeta del yarn-site.xml y el core-site.xml del clúster, e inicia Sluice otra vez.',
    ],
  ),
  'spark-setting-unknown': words(
    [
      '“{name}” cannot be set for a run on Spark.',
      'Give settings of Spark such as spark.executor.memory, SHUFFLE_PARTITIONS or MAX_OFFSETS_PER_TRIGGER; the job itself sets master, time zone and SQL rules.',
    ],
    [
      '“{name}” não pode ser definido para uma execução no Spark.',
      'Informe configurações do Spark como spark.executor.memory, SHUFFLE_PARTITIONS ou MAX_OFFSETS_PER_TRIGGER; o próprio job define master, fuso e regras de SQL.',
    ],
    [
      '«{name}» no se puede ajustar para una ejecución en Spark.',
      'Indica ajustes de Spark como spark.executor.memory, SHUFFLE_PARTITIONS o MAX_OFFSETS_PER_TRIGGER; el propio job fija master, zona horaria y reglas de SQL.',
    ],
  ),
  'spark-setting-secret': words(
    [
      '“{name}” looks like a secret, and what is given here can be read by others on this computer.',
      'Set it in conf/spark-defaults.conf of that Spark, or in the environment of the cluster.',
    ],
    [
      '“{name}” parece um segredo, e o que se informa aqui pode ser lido por outros neste computador.',
      'Defina-o em conf/spark-defaults.conf desse Spark ou no ambiente do cluster.',
    ],
    [
      '«{name}» parece un secreto, y lo que se indica aquí lo pueden leer otros en este equipo.',
      'Ponlo en conf/spark-defaults.conf de ese Spark o en el entorno del clúster.',
    ],
  ),
  'spark-setting-value': words(
    [
      '“{value}” is not a value for {name}.',
      'Counts are whole numbers from 1; the driver’s memory is such as 2g or 900m.',
    ],
    [
      '“{value}” não é um valor para {name}.',
      'Contagens são números inteiros a partir de 1; a memória do driver é como 2g ou 900m.',
    ],
    [
      '«{value}» no es un valor para {name}.',
      'Las cantidades son números enteros desde 1; la memoria del driver es como 2g o 900m.',
    ],
  ),
  'spark-topic-gone': words(
    [
      'A topic that the Spark job reads is gone, or is not the one that its checkpoint knows.',
      'Start the lab clean: the job then reads the topic from its beginning.',
    ],
    [
      'Um tópico que o job do Spark lê sumiu ou não é o que seu checkpoint conhece.',
      'Inicie o lab do zero: o job então lê o tópico desde o início.',
    ],
    [
      'Un topic que lee el job de Spark ya no está o no es el que conoce su checkpoint.',
      'Inicia el lab desde cero: el job lee entonces el topic desde el principio.',
    ],
  ),
  'spark-disk-full': words(
    ['The disk is full.', 'Free some space and start again: nothing that was finished is lost.'],
    ['O disco está cheio.', 'Libere espaço e inicie de novo: nada do que terminou se perde.'],
    ['El disco está lleno.', 'Libera espacio e inicia de nuevo: nada de lo terminado se pierde.'],
  ),
  'spark-packages': words(
    [
      'Spark could not fetch its connectors. {what}',
      'Check the connection to the Maven repository, or name others in SPARK_PACKAGES.',
    ],
    [
      'O Spark não conseguiu baixar seus conectores. {what}',
      'Verifique a conexão com o repositório Maven ou indique outros em SPARK_PACKAGES.',
    ],
    [
      'Spark no pudo descargar sus conectores. {what}',
      'Revisa la conexión con el repositorio Maven o indica otros en SPARK_PACKAGES.',
    ],
  ),
  'spark-connector-version': words(
    [
      'A connector does not fit Spark {version}.',
      'Empty SPARK_PACKAGES, or name connectors there that were built for this Spark and its Scala.',
    ],
    [
      'Um conector não serve para o Spark {version}.',
      'Esvazie SPARK_PACKAGES ou indique ali conectores feitos para este Spark e seu Scala.',
    ],
    [
      'Un conector no encaja con Spark {version}.',
      'Vacía SPARK_PACKAGES o indica ahí conectores hechos para este Spark y su Scala.',
    ],
  ),
  'spark-no-module': words(
    [
      'The Python of Spark lacks the package “{what}”.',
      'Choose “Set up Spark” (sluice spark setup): its environment has all of them.',
    ],
    [
      'Falta o pacote “{what}” no Python do Spark.',
      'Escolha “Preparar o Spark” (sluice spark setup): esse ambiente tem todos.',
    ],
    [
      'Al Python de Spark le falta el paquete «{what}».',
      'Elige «Preparar Spark» (sluice spark setup): ese entorno los tiene todos.',
    ],
  ),
  'spark-java-version': words(
    ['The Java at {java} does not fit Spark {version}.', 'Install Java 17, or set up Spark.'],
    ['O Java em {java} não serve para o Spark {version}.', 'Instale o Java 17 ou prepare o Spark.'],
    ['El Java de {java} no sirve para Spark {version}.', 'Instala Java 17 o prepara Spark.'],
  ),
  'spark-memory': words(
    ['Spark had too little memory.', 'End other programs, or send the job to a larger master.'],
    ['Faltou memória ao Spark.', 'Encerre outros programas ou envie o job a um master maior.'],
    ['A Spark le faltó memoria.', 'Cierra otros programas o envía el job a un master mayor.'],
  ),
  'spark-connect-left': words(
    [
      'What the last job of this lab began may still run at {text}: nobody could stop it there.',
      'Start the lab again on that server, which stops it first, or start the lab clean.',
    ],
    [
      'O que o último job deste lab iniciou pode ainda estar rodando em {text}: ninguém pôde pará-lo ali.',
      'Inicie o lab de novo nesse servidor, o que antes o para, ou comece o lab do zero.',
    ],
    [
      'Lo que inició el último job de este lab quizá siga en marcha en {text}: nadie pudo pararlo allí.',
      'Inicia el lab de nuevo en ese servidor, que primero lo para, o empieza el lab de cero.',
    ],
  ),
  'spark-killed': words(
    [
      'The Spark job was killed from outside.',
      'Start the lab again: it goes on from its checkpoint.',
    ],
    ['O job do Spark foi morto de fora.', 'Inicie o lab de novo: ele continua do checkpoint.'],
    [
      'El job de Spark fue terminado desde fuera.',
      'Inicia el lab de nuevo: continúa desde su checkpoint.',
    ],
  ),
  'spark-failed': words(
    [
      'The Spark job ended: {message}',
      'Read outside/spark.log in the run’s folder; starting again goes on from the checkpoint.',
    ],
    [
      'O job do Spark terminou: {message}',
      'Leia outside/spark.log na pasta da execução; reiniciar continua do checkpoint.',
    ],
    [
      'El job de Spark terminó: {message}',
      'Lee outside/spark.log en la carpeta de la ejecución; reiniciar continúa del checkpoint.',
    ],
  ),
  'spark-ended': words(
    [
      'The Spark job ended by itself, though nobody stopped it and there was more to come.',
      'Read outside/spark.log in the run’s folder; starting again goes on from the checkpoint.',
    ],
    [
      'O job do Spark terminou sozinho, sem que ninguém o parasse e com mais por vir.',
      'Leia outside/spark.log na pasta da execução; reiniciar continua do checkpoint.',
    ],
    [
      'El job de Spark terminó por sí solo, sin que nadie lo detuviera y con más por venir.',
      'Lee outside/spark.log en la carpeta de la ejecución; reiniciar continúa del checkpoint.',
    ],
  ),
  'spark-embedded-sql': words(
    [
      'A job outside Sluice cannot reach the built-in SQL file of “{connection}”.',
      'Choose a connection to MySQL, MariaDB or PostgreSQL for it.',
    ],
    [
      'Um job fora do Sluice não alcança o arquivo SQL embutido de “{connection}”.',
      'Escolha para ela uma conexão com MySQL, MariaDB ou PostgreSQL.',
    ],
    [
      'Un job fuera de Sluice no alcanza el archivo SQL integrado de «{connection}».',
      'Elige para ella una conexión a MySQL, MariaDB o PostgreSQL.',
    ],
  ),
  'spark-cassandra-tls': words(
    [
      'The exported job does not speak TLS to Cassandra, as “{connection}” asks.',
      'Choose a connection without TLS, or run the lab on the built-in engine.',
    ],
    [
      'O job exportado não fala TLS com o Cassandra, como “{connection}” pede.',
      'Escolha uma conexão sem TLS ou use o motor embutido.',
    ],
    [
      'El job exportado no habla TLS con Cassandra, como pide «{connection}».',
      'Elige una conexión sin TLS o usa el motor integrado.',
    ],
  ),
  'run-outside': words(
    [
      'The lab “{lab}” runs on Spark, which has no pause, no step and no clock to move.',
      'Stop it, or run it on the built-in engine.',
    ],
    [
      'O lab “{lab}” roda no Spark, que não tem pausa, passo nem relógio ajustável.',
      'Pare-o ou execute-o no motor embutido.',
    ],
    [
      'El lab «{lab}» corre en Spark, que no tiene pausa, paso ni reloj ajustable.',
      'Detenlo o ejecútalo en el motor integrado.',
    ],
  ),
  'change-outside': words(
    ['Spark takes this over when it starts again.', 'Stop the lab and start it.'],
    ['O Spark adota isto ao iniciar de novo.', 'Pare o lab e inicie-o.'],
    ['Spark adopta esto al iniciar de nuevo.', 'Detén el lab e inícialo.'],
  ),
  'spark-sent': words(
    ['The job was sent to Spark at {text}.', 'Spark needs some seconds to begin.'],
    ['O job foi enviado ao Spark em {text}.', 'O Spark leva alguns segundos para começar.'],
    ['El job se envió a Spark en {text}.', 'Spark tarda unos segundos en empezar.'],
  ),
  'spark-started': words(
    ['Spark began the application {text}.', 'Nothing to do.'],
    ['O Spark iniciou a aplicação {text}.', 'Nada a fazer.'],
    ['Spark inició la aplicación {text}.', 'Nada que hacer.'],
  ),
  'spark-log': words(
    ['{text}', 'This is Spark’s own log.'],
    ['{text}', 'Este é o log do próprio Spark.'],
    ['{text}', 'Este es el log del propio Spark.'],
  ),
}
