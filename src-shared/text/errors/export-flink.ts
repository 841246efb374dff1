// Words for what Flink SQL cannot do, or does otherwise than Sluice.
import type { ErrorTexts } from './define'
import { words } from './words'

export const exportFlinkErrors: ErrorTexts = {
  'export-flink-function': words(
    [
      'Flink SQL has no counterpart for {name} with the same results.',
      'Compute it before the topic, or by a Python function that run.py registers.',
    ],
    [
      'O Flink SQL não tem equivalente para {name} com os mesmos resultados.',
      'Calcule-o antes do tópico ou com uma função em Python que run.py registre.',
    ],
    [
      'Flink SQL no tiene equivalente para {name} con los mismos resultados.',
      'Calcúlalo antes del topic o con una función de Python que run.py registre.',
    ],
  ),
  'export-flink-types': words(
    [
      'Flink makes a field of another type NULL; its dead letters are only the records that are not JSON objects.',
      'Set “Wrong type” to null to have the same here, or check the fields with a Filter.',
    ],
    [
      'O Flink torna NULL um campo de outro tipo; suas mensagens com erro são só os registros que não são objetos JSON.',
      'Ponha “Tipo errado” em null para ter o mesmo aqui ou verifique os campos com um Filtro.',
    ],
    [
      'Flink hace NULL un campo de otro tipo; sus mensajes con error son solo los registros que no son objetos JSON.',
      'Pon «Tipo erróneo» en null para tener lo mismo aquí o revisa los campos con un Filtro.',
    ],
  ),
  'export-flink-topic': words(
    [
      'Flink SQL has no connector for {system}: the rows go to the topic “{topic}”, the last value of each key.',
      'Fill {system} from that topic with Kafka Connect, or give the lab an SQL sink.',
    ],
    [
      'O Flink SQL não tem conector para {system}: as linhas vão para o tópico “{topic}”, o último valor de cada chave.',
      'Encha {system} a partir desse tópico com o Kafka Connect ou dê ao lab um destino SQL.',
    ],
    [
      'Flink SQL no tiene conector para {system}: las filas van al topic «{topic}», el último valor de cada clave.',
      'Llena {system} desde ese topic con Kafka Connect o da al lab un destino SQL.',
    ],
  ),
  'export-flink-print': words(
    [
      '“{node}” has no screen in Flink: its changes are printed, +U for a new value and -U for the one before.',
      'Keep the tiles in Sluice, or read the job’s tables.',
    ],
    [
      '“{node}” não tem tela no Flink: suas mudanças são impressas, +U para um valor novo e -U para o anterior.',
      'Mantenha os quadros no Sluice ou leia as tabelas do job.',
    ],
    [
      '«{node}» no tiene pantalla en Flink: sus cambios se imprimen, +U para un valor nuevo y -U para el anterior.',
      'Mantén los paneles en Sluice o lee las tablas del job.',
    ],
  ),
  'export-flink-batch': words(
    [
      'Flink has no batches: the column “{name}” is left out.',
      'Nothing reads it unless you do; else number the rows by their time.',
    ],
    [
      'O Flink não tem lotes: a coluna “{name}” fica de fora.',
      'Só importa se você a lê; nesse caso, numere as linhas pelo tempo.',
    ],
    [
      'Flink no tiene lotes: la columna «{name}» se omite.',
      'Solo importa si la lees; en ese caso, numera las filas por su tiempo.',
    ],
  ),
  'export-flink-time': words(
    [
      'Flink declares an event’s time where its record is read, and “{text}” is not known there.',
      'Compute the time from fields of the Parse node, and let one topic have one time.',
    ],
    [
      'O Flink declara o tempo de um evento onde o registro é lido, e lá “{text}” não é conhecido.',
      'Calcule o tempo a partir de campos do nó Interpretar, um só tempo por tópico.',
    ],
    [
      'Flink declara el tiempo de un evento donde se lee el registro, y allí «{text}» no se conoce.',
      'Calcula el tiempo con campos del nodo Interpretar, un solo tiempo por topic.',
    ],
  ),
  'export-flink-window': words(
    [
      'Flink SQL cuts no windows as these are.',
      'Take hours, days or months of the calendar, or tumbling windows of whole seconds; in another zone than UTC those that fit into an hour.',
    ],
    [
      'O Flink SQL não corta janelas assim.',
      'Use horas, dias ou meses do calendário, ou janelas fixas de segundos inteiros; fora do UTC, as que cabem numa hora.',
    ],
    [
      'Flink SQL no corta ventanas así.',
      'Usa horas, días o meses del calendario, o ventanas fijas de segundos enteros; fuera de UTC, las que caben en una hora.',
    ],
  ),
  'export-flink-session-key': words(
    [
      'Flink forms sessions within columns that are there, and “{text}” is computed.',
      'Compute it in a Select node before, and group by its name.',
    ],
    [
      'O Flink forma sessões dentro de colunas existentes, e “{text}” é calculado.',
      'Calcule-o antes, em um nó Selecionar, e agrupe pelo nome.',
    ],
    [
      'Flink forma sesiones dentro de columnas que existen, y «{text}» se calcula.',
      'Calcúlalo antes, en un nodo Seleccionar, y agrupa por su nombre.',
    ],
  ),
  'export-flink-processing': words(
    [
      'A window of the wall clock gives other rows with each run, so it is not exported.',
      'Take the time of the event, such as the record’s timestamp.',
    ],
    [
      'Uma janela do relógio dá outras linhas a cada execução; por isso não é exportada.',
      'Use o tempo do evento, como o timestamp do registro.',
    ],
    [
      'Una ventana del reloj da otras filas en cada ejecución; por eso no se exporta.',
      'Usa el tiempo del evento, como el timestamp del registro.',
    ],
  ),
  'export-flink-when-over': words(
    [
      'With a watermark Flink gives a window out when it is over, not with each change as mode {mode} does.',
      'Use mode append here too, or leave the watermark away.',
    ],
    [
      'Com marca d’água, o Flink entrega uma janela quando ela acaba, não a cada mudança como o modo {mode}.',
      'Use também aqui o modo append ou tire a marca d’água.',
    ],
    [
      'Con marca de agua, Flink entrega una ventana cuando acaba, no con cada cambio como el modo {mode}.',
      'Usa también aquí el modo append o quita la marca de agua.',
    ],
  ),
  'export-flink-late': words(
    [
      'Flink moves its watermark by the wall clock, so which late events still count is not the same twice.',
      'Give lateness enough room; docs/parity.md has the rule.',
    ],
    [
      'O Flink move a marca d’água pelo relógio: quais eventos atrasados ainda contam varia a cada vez.',
      'Dê folga ao atraso; docs/parity.md tem a regra.',
    ],
    [
      'Flink mueve la marca de agua por el reloj: qué eventos tardíos aún cuentan varía cada vez.',
      'Da margen al retraso; docs/parity.md tiene la regla.',
    ],
  ),
  'export-flink-sliding': words(
    [
      'Flink SQL has no “last N minutes” that shrinks as time passes.',
      'Use a hopping window with a short step.',
    ],
    [
      'O Flink SQL não tem “últimos N minutos” que encolhem com o tempo.',
      'Use uma janela deslizante com passo curto.',
    ],
    [
      'Flink SQL no tiene «últimos N minutos» que encogen con el tiempo.',
      'Usa una ventana con saltos y paso corto.',
    ],
  ),
  'export-flink-join-as-of': words(
    [
      'Flink joins each record with the table as it was at the record’s time in Kafka, not as it is when the record is read.',
      'Fill the table’s topic before the stream’s, or accept that early records meet no row.',
    ],
    [
      'O Flink junta cada registro com a tabela como era no tempo do registro no Kafka, não como está quando o registro é lido.',
      'Encha o tópico da tabela antes do tópico do fluxo, ou aceite que os primeiros registros não encontrem linha.',
    ],
    [
      'Flink une cada registro con la tabla como era en el tiempo del registro en Kafka, no como está cuando se lee.',
      'Llena el topic de la tabla antes que el del flujo, o acepta que los primeros registros no encuentren fila.',
    ],
  ),
  'export-flink-join-totals': words(
    [
      'Flink has no moment for each row of a table of totals, so no stream can meet it as of its own time.',
      'Write the totals to a topic with their key, and join with that topic.',
    ],
    [
      'O Flink não tem um instante para cada linha de uma tabela de totais, então nenhum fluxo a encontra em seu próprio tempo.',
      'Grave os totais em um tópico com sua chave e junte com esse tópico.',
    ],
    [
      'Flink no tiene un instante para cada fila de una tabla de totales, así que ningún flujo la encuentra en su propio tiempo.',
      'Escribe los totales en un topic con su clave y une con ese topic.',
    ],
  ),
  'export-flink-machine': words(
    [
      'Flink SQL keeps no state of your own for each key.',
      'Write this step with KeyedProcessFunction of PyFlink’s DataStream API between two topics, or use the PySpark target.',
    ],
    [
      'O Flink SQL não guarda um estado próprio por chave.',
      'Escreva este passo com a KeyedProcessFunction da API DataStream do PyFlink, entre dois tópicos, ou use o destino PySpark.',
    ],
    [
      'Flink SQL no guarda un estado propio por clave.',
      'Escribe este paso con KeyedProcessFunction de la API DataStream de PyFlink, entre dos topics, o usa el destino PySpark.',
    ],
  ),
  'export-flink-route': words(
    [
      'Flink SQL cannot compute the hash by which Sluice sends keys their way.',
      'Use a Split node over a field, or a Python function that run.py registers.',
    ],
    [
      'O Flink SQL não calcula o hash com que o Sluice escolhe o caminho das chaves.',
      'Use um nó Dividir sobre um campo ou uma função em Python que run.py registre.',
    ],
    [
      'Flink SQL no calcula el hash con que Sluice elige el camino de las claves.',
      'Usa un nodo Dividir sobre un campo o una función de Python que run.py registre.',
    ],
  ),
  'export-flink-report': words(
    [
      'Flink SQL writes no text file for each day.',
      'Let the totals go to a table, and make the report from that.',
    ],
    [
      'O Flink SQL não grava um arquivo de texto por dia.',
      'Leve os totais a uma tabela e faça o relatório a partir dela.',
    ],
    [
      'Flink SQL no escribe un archivo de texto por día.',
      'Lleva los totales a una tabla y haz el informe desde ella.',
    ],
  ),
  'export-flink-text': words(
    ['Flink SQL writes no lines of a template into “{path}”.', 'Use the format ndjson or csv.'],
    ['O Flink SQL não grava linhas de um modelo em “{path}”.', 'Use o formato ndjson ou csv.'],
    ['Flink SQL no escribe líneas de una plantilla en «{path}».', 'Usa el formato ndjson o csv.'],
  ),
  'export-flink-parquet': words(
    [
      'Flink SQL writes Parquet into “{path}” only with Hadoop’s classes beside it, which the project does not bring.',
      'Use the format ndjson or csv.',
    ],
    [
      'O Flink SQL só grava Parquet em “{path}” com as classes do Hadoop ao lado, que o projeto não traz.',
      'Use o formato ndjson ou csv.',
    ],
    [
      'Flink SQL solo escribe Parquet en «{path}» con las clases de Hadoop al lado, que el proyecto no trae.',
      'Usa el formato ndjson o csv.',
    ],
  ),
  'export-flink-folder': words(
    [
      'Flink writes “{path}” as a folder; each checkpoint puts the files there that it ends.',
      'Read the folder as a whole.',
    ],
    [
      'O Flink grava “{path}” como pasta; cada checkpoint põe ali os arquivos que termina.',
      'Leia a pasta como um todo.',
    ],
    [
      'Flink escribe «{path}» como carpeta; cada checkpoint pone allí los archivos que termina.',
      'Lee la carpeta entera.',
    ],
  ),
  'export-flink-changes': words(
    [
      'A topic of events cannot take the changes of a table in Flink: “{topic}”.',
      'Use mode append before it.',
    ],
    [
      'Um tópico de eventos não recebe as mudanças de uma tabela no Flink: “{topic}”.',
      'Use o modo append antes dele.',
    ],
    [
      'Un topic de eventos no recibe los cambios de una tabla en Flink: «{topic}».',
      'Usa el modo append antes.',
    ],
  ),
  'export-flink-ever': words(
    [
      'Flink remembers every key for ever here, so a repeat after the watermark is held back too.',
      'Set table.exec.state.ttl in job.sql where the keys are many.',
    ],
    [
      'Aqui o Flink lembra cada chave para sempre: uma repetição após a marca d’água também é retida.',
      'Defina table.exec.state.ttl em job.sql se as chaves são muitas.',
    ],
    [
      'Aquí Flink recuerda cada clave para siempre: una repetición tras la marca de agua también se retiene.',
      'Define table.exec.state.ttl en job.sql si las claves son muchas.',
    ],
  ),
  'export-flink-one-input': words(
    [
      'In Flink one topic in the place of an index holds rows of one kind.',
      'Give each input a node of its own.',
    ],
    [
      'No Flink, um tópico no lugar de um índice guarda linhas de um só tipo.',
      'Dê a cada entrada um nó próprio.',
    ],
    [
      'En Flink, un topic en lugar de un índice guarda filas de un solo tipo.',
      'Da a cada entrada un nodo propio.',
    ],
  ),
  'flink-no-python': words(
    [
      'A comparison with Flink needs a Python with PyFlink, and there is none here.',
      'Install it (pip install apache-flink==2.2.0), and name that Python by SLUICE_PYTHON.',
    ],
    [
      'Uma comparação com o Flink precisa de um Python com PyFlink, e aqui não há nenhum.',
      'Instale-o (pip install apache-flink==2.2.0) e indique esse Python em SLUICE_PYTHON.',
    ],
    [
      'Una comparación con Flink necesita un Python con PyFlink, y aquí no hay ninguno.',
      'Instálalo (pip install apache-flink==2.2.0) y nombra ese Python en SLUICE_PYTHON.',
    ],
  ),
  'flink-no-jars': words(
    [
      'Flink’s connector for Kafka is not in “{dir}”.',
      'Export the lab for Flink, let Maven fetch the connectors there, and name its folder jars by SLUICE_FLINK_JARS.',
    ],
    [
      'O conector do Flink para Kafka não está em “{dir}”.',
      'Exporte o lab para o Flink, deixe o Maven trazer os conectores e indique a pasta jars em SLUICE_FLINK_JARS.',
    ],
    [
      'El conector de Flink para Kafka no está en «{dir}».',
      'Exporta el lab para Flink, deja que Maven traiga los conectores y nombra la carpeta jars en SLUICE_FLINK_JARS.',
    ],
  ),
  'flink-no-java': words(
    ['Flink runs on Java, and there is none here.', 'Install a Java 17.'],
    ['O Flink roda em Java, e não há nenhum aqui.', 'Instale um Java 17.'],
    ['Flink funciona con Java, y aquí no hay ninguno.', 'Instala un Java 17.'],
  ),
  'flink-failed': words(
    ['Flink ended: {text}', 'Look at what it says; export the lab to try its job by itself.'],
    ['O Flink terminou: {text}', 'Veja o que ele diz; exporte o lab para testar o job à parte.'],
    ['Flink terminó: {text}', 'Mira lo que dice; exporta el lab para probar su job aparte.'],
  ),
}
