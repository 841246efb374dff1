// Errors of sources that take their records from outside: a table that is polled, a webhook.
import type { ErrorTexts } from './define'
import { words } from './words'

export const intakeErrors: ErrorTexts = {
  'lab-intake-readers': words(
    [
      '“{node}” gives each record out once, and two readers wait for it.',
      'Lead it into one topic, and read that topic as often as you like.',
    ],
    [
      '“{node}” entrega cada registro uma só vez, e há dois leitores à espera.',
      'Leve-o a um tópico e leia esse tópico quantas vezes quiser.',
    ],
    [
      '«{node}» entrega cada registro una sola vez, y lo esperan dos lectores.',
      'Llévalo a un topic y lee ese topic cuantas veces quieras.',
    ],
  ),
  'lab-poll-partitions': words(
    [
      'Only a Cassandra table has partitions to choose from.',
      'Remove onlyPartitions, or choose a Cassandra connection.',
    ],
    [
      'Só uma tabela do Cassandra tem partições para escolher.',
      'Remova onlyPartitions ou escolha uma conexão Cassandra.',
    ],
    [
      'Solo una tabla de Cassandra tiene particiones para elegir.',
      'Quita onlyPartitions o elige una conexión Cassandra.',
    ],
  ),
  'lab-webhook-port': words(
    ['“{other}” listens on port {port} already.', 'Give “{node}” another port.'],
    ['“{other}” já escuta na porta {port}.', 'Dê outra porta a “{node}”.'],
    ['«{other}» ya escucha en el puerto {port}.', 'Da otro puerto a «{node}».'],
  ),
  'webhook-no-token': words(
    [
      'Connection “{name}” has no token, so nobody could send anything.',
      'Store its password or token, or remove login from the source.',
    ],
    [
      'A conexão “{name}” não tem token, e ninguém poderia enviar nada.',
      'Guarde a senha ou o token dela, ou remova login da fonte.',
    ],
    [
      'La conexión «{name}» no tiene token, y nadie podría enviar nada.',
      'Guarda su contraseña o token, o quita login de la fuente.',
    ],
  ),
  'poll-no-key': words(
    [
      'Table {table} has no primary key, so rows with equal values cannot be told apart.',
      'Name the columns that tell them apart in “unique”.',
    ],
    [
      'A tabela {table} não tem chave primária, e linhas com valores iguais não se distinguem.',
      'Indique em “unique” as colunas que as distinguem.',
    ],
    [
      'La tabla {table} no tiene clave primaria, y las filas con valores iguales no se distinguen.',
      'Indica en «unique» las columnas que las distinguen.',
    ],
  ),
  'poll-column-type': words(
    [
      'Column {column} cannot order a poll: its values are bytes, or missing.',
      'Choose a column of numbers, moments or text that always has a value.',
    ],
    [
      'A coluna {column} não pode ordenar a consulta: seus valores são bytes ou faltam.',
      'Escolha uma coluna de números, momentos ou texto que sempre tenha valor.',
    ],
    [
      'La columna {column} no puede ordenar la consulta: sus valores son bytes o faltan.',
      'Elige una columna de números, momentos o texto que siempre tenga valor.',
    ],
  ),
  'poll-partition': words(
    [
      'A partition of {table} is named by all of its columns: {columns}.',
      'Give each of onlyPartitions a value for every one of them, and nothing else.',
    ],
    [
      'Uma partição de {table} se indica por todas as suas colunas: {columns}.',
      'Dê a cada uma de onlyPartitions um valor para todas elas, e nada mais.',
    ],
    [
      'Una partición de {table} se indica con todas sus columnas: {columns}.',
      'Da a cada una de onlyPartitions un valor para todas ellas, y nada más.',
    ],
  ),
  'poll-clustering': words(
    [
      'Within a partition of {table}, rows are in the order of “{first}”, not of “{column}”.',
      'Put the first clustering column first in growing, or remove onlyPartitions: then the whole table is read.',
    ],
    [
      'Dentro de uma partição de {table}, a ordem é a de “{first}”, não a de “{column}”.',
      'Ponha a primeira coluna de clustering no início de growing ou remova onlyPartitions: aí a tabela inteira é lida.',
    ],
    [
      'Dentro de una partición de {table}, el orden es el de «{first}», no el de «{column}».',
      'Pon la primera columna de clustering al inicio de growing o quita onlyPartitions: así se lee la tabla entera.',
    ],
  ),
  'poll-scan-large': words(
    [
      'Table {table} has more than {max} rows, too many to read whole again and again.',
      'Name the partitions to read in onlyPartitions.',
    ],
    [
      'A tabela {table} tem mais de {max} linhas, demais para ler inteira toda vez.',
      'Indique em onlyPartitions as partições a ler.',
    ],
    [
      'La tabla {table} tiene más de {max} filas, demasiadas para leerla entera cada vez.',
      'Indica en onlyPartitions las particiones que leer.',
    ],
  ),
  'poll-value': words(
    [
      'Column {column} is of type {type}, and {value} is not a value of it.',
      'Give startAt a value that the column can have, such as one that is in the table.',
    ],
    [
      'A coluna {column} é do tipo {type}, e {value} não é um valor dele.',
      'Dê a startAt um valor que a coluna possa ter, como um que esteja na tabela.',
    ],
    [
      'La columna {column} es del tipo {type}, y {value} no es un valor suyo.',
      'Da a startAt un valor que la columna pueda tener, como uno que esté en la tabla.',
    ],
  ),
  'poll-look-back': words(
    [
      'A look back of {by} does not fit the value {value} of the growing column.',
      'Use a length of time for moments, and a number for numbers.',
    ],
    [
      'Olhar {by} para trás não combina com o valor {value} da coluna que cresce.',
      'Use uma duração para momentos e um número para números.',
    ],
    [
      'Mirar {by} atrás no encaja con el valor {value} de la columna que crece.',
      'Usa una duración para momentos y un número para números.',
    ],
  ),
  'poll-look-back-rows': words(
    [
      'More than {max} rows lie within the look back, and each of them is remembered.',
      'Look back less far.',
    ],
    [
      'Há mais de {max} linhas no trecho olhado para trás, e todas são lembradas.',
      'Olhe menos para trás.',
    ],
    [
      'Hay más de {max} filas en el tramo que se mira atrás, y todas se recuerdan.',
      'Mira menos atrás.',
    ],
  ),
  'intake-gone': words(
    [
      'Record {from} that came from outside is not kept any more; the log begins at {next}.',
      'Start clean, or go on from the newest checkpoint.',
    ],
    [
      'O registro {from} vindo de fora já não está guardado; o log começa em {next}.',
      'Comece do zero ou siga do checkpoint mais novo.',
    ],
    [
      'El registro {from} que vino de fuera ya no se guarda; el log empieza en {next}.',
      'Empieza de cero o sigue desde el checkpoint más nuevo.',
    ],
  ),
  'export-intake': words(
    [
      '“{node}” takes records from outside and stays in Sluice: the job reads the topic that it fills.',
      'Run the lab’s source in Sluice beside the job, or fill the topic with a tool such as Kafka Connect.',
    ],
    [
      '“{node}” recebe registros de fora e fica no Sluice: o job lê o tópico que ele enche.',
      'Execute a fonte do lab no Sluice ao lado do job, ou encha o tópico com uma ferramenta como o Kafka Connect.',
    ],
    [
      '«{node}» recibe registros de fuera y se queda en Sluice: el job lee el topic que llena.',
      'Ejecuta la fuente del lab en Sluice junto al job, o llena el topic con una herramienta como Kafka Connect.',
    ],
  ),
}
