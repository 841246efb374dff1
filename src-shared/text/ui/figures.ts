// Words of the figures: the name of each, what it counts, and where, over which time and by which
// clock it is measured. docs/figures.md has the English ones; a test keeps both equal.
import { words } from './words'

export const figures = words({
  title: {
    en: 'What each figure means',
    'pt-BR': 'O que cada medida diz',
    es: 'Qué dice cada cifra',
  },
  intro: {
    en: 'One definition for every screen, the command line and its JSON.',
    'pt-BR': 'Uma só definição para todas as telas, a linha de comando e o seu JSON.',
    es: 'Una sola definición para todas las pantallas, la línea de comandos y su JSON.',
  },
  sum: {
    en: 'expected = arrived + on the way + too late + dead letters + lost − doubled',
    'pt-BR':
      'esperadas = chegaram + a caminho + atrasadas demais + com erro + perdidas − duplicadas',
    es: 'esperados = llegaron + en camino + demasiado tardíos + con error + perdidos − duplicados',
  },
  now: { en: 'now, in {lab}', 'pt-BR': 'agora, em {lab}', es: 'ahora, en {lab}' },

  rate: { en: 'Rate', 'pt-BR': 'Taxa', es: 'Ritmo' },
  rateIs: {
    en: 'Records in one second, as the mean of the last five.',
    'pt-BR': 'Registros em um segundo, na média dos últimos cinco.',
    es: 'Registros en un segundo, como media de los últimos cinco.',
  },
  rateWhere: {
    en: 'At a source what it makes, at any other node what enters it, at an edge what passes it; of a run what its sources make, each record once. By the computer’s clock, from one burst of records to another; 0 when the run is stopped.',
    'pt-BR':
      'Em uma fonte, o que ela gera; em outro nó, o que entra; em uma ligação, o que passa; da execução, o que as fontes geram, cada registro uma vez. Pelo relógio do computador, de uma leva de registros a outra; 0 com a execução parada.',
    es: 'En una fuente, lo que genera; en otro nodo, lo que entra; en una conexión, lo que pasa; de la ejecución, lo que generan sus fuentes, cada registro una vez. Por el reloj del ordenador, de una tanda de registros a otra; 0 con la ejecución detenida.',
  },
  setRate: { en: 'Set rate', 'pt-BR': 'Taxa pedida', es: 'Ritmo pedido' },
  setRateIs: {
    en: 'Records that a source has to make in one second, at this moment.',
    'pt-BR': 'Registros que uma fonte deve gerar em um segundo, neste momento.',
    es: 'Registros que una fuente debe generar en un segundo, en este momento.',
  },
  setRateWhere: {
    en: 'At a source, by its rate profile and the lab’s clock; while it is paused, what it goes on with. A profile stands still in a pause and over a stop, and begins anew when it is set.',
    'pt-BR':
      'Em uma fonte, pelo seu perfil de taxa e o relógio do lab; em pausa, a taxa com que ela continua. O perfil para na pausa e entre execuções e recomeça quando é definido.',
    es: 'En una fuente, por su perfil de ritmo y el reloj del lab; en pausa, el ritmo con que sigue. El perfil se detiene en la pausa y entre ejecuciones, y empieza de nuevo cuando se define.',
  },
  total: { en: 'Total', 'pt-BR': 'Total', es: 'Total' },
  totalIs: {
    en: 'Records since the run was last started clean.',
    'pt-BR': 'Registros desde o último começo do zero.',
    es: 'Registros desde la última vez que se empezó de cero.',
  },
  totalWhere: {
    en: 'Counted where the rate is measured, and kept in the checkpoint: a run that goes on goes on counting.',
    'pt-BR':
      'Contados onde a taxa é medida e guardados no checkpoint: uma execução que continua segue contando.',
    es: 'Contados donde se mide el ritmo y guardados en el checkpoint: una ejecución que sigue, sigue contando.',
  },
  lag: { en: 'Lag', 'pt-BR': 'Atraso', es: 'Retraso' },
  lagIs: {
    en: 'Records of a topic that a group has not read yet.',
    'pt-BR': 'Registros de um tópico que um grupo ainda não leu.',
    es: 'Registros de un topic que un grupo aún no ha leído.',
  },
  lagWhere: {
    en: 'The end of each partition minus the group’s place in it, added up. On the canvas by what the job has read; in Groups by the offsets that it has committed, about a second older; the same after Stop.',
    'pt-BR':
      'O fim de cada partição menos a posição do grupo nela, somados. Na tela do lab, pelo que o processamento leu; em Grupos, pelos offsets confirmados, cerca de um segundo mais antigos; iguais depois de Parar.',
    es: 'El final de cada partición menos la posición del grupo en ella, sumados. En el lienzo, por lo que el proceso ha leído; en Grupos, por los offsets confirmados, cerca de un segundo más antiguos; iguales tras Detener.',
  },
  delivered: { en: 'Delivered', 'pt-BR': 'Entregues', es: 'Entregados' },
  deliveredIs: {
    en: 'Records handed to consumers: with three groups, each record three times.',
    'pt-BR': 'Registros entregues a consumidores: com três grupos, cada registro três vezes.',
    es: 'Registros entregados a consumidores: con tres grupos, cada registro tres veces.',
  },
  deliveredWhere: {
    en: 'The totals at the edges out of a topic, added up. The ledger never counts deliveries.',
    'pt-BR':
      'Os totais nas ligações que saem de um tópico, somados. O livro-caixa nunca conta entregas.',
    es: 'Los totales de las conexiones que salen de un topic, sumados. El libro nunca cuenta entregas.',
  },
  expected: { en: 'Expected', 'pt-BR': 'Esperadas', es: 'Esperados' },
  expectedIs: {
    en: 'Records that the lab’s own sources made for a sink.',
    'pt-BR': 'Mensagens que as fontes do lab geraram para um destino.',
    es: 'Registros que las fuentes del lab generaron para un destino.',
  },
  expectedWhere: {
    en: 'Acknowledged by the broker, or already read; each once, however many groups read it. Every record has a number, so this is exact. Records of other producers are not counted.',
    'pt-BR':
      'Confirmadas pelo broker ou já lidas; cada uma uma vez, não importa quantos grupos a leiam. Toda mensagem tem um número, então a conta é exata. Mensagens de outros produtores não entram.',
    es: 'Confirmados por el broker o ya leídos; cada uno una vez, por muchos grupos que lo lean. Cada registro tiene un número, así que la cuenta es exacta. Los registros de otros productores no cuentan.',
  },
  arrived: { en: 'Arrived', 'pt-BR': 'Chegaram', es: 'Llegaron' },
  arrivedIs: {
    en: 'Records of these that the sink’s job has worked through.',
    'pt-BR': 'Destas, as que o processamento do destino já tratou.',
    es: 'De estos, los que el proceso del destino ya ha tratado.',
  },
  arrivedWhere: {
    en: 'At the end of a micro-batch. A filter or a route may have left them out on purpose: the node says how many. For the whole lab a record has arrived when every sink has it.',
    'pt-BR':
      'No fim de um micro-lote. Um filtro ou uma rota pode tê-las deixado de fora de propósito: o nó diz quantas. Para o lab inteiro, uma mensagem chegou quando todos os destinos a têm.',
    es: 'Al final de un micro-lote. Un filtro o una ruta puede haberlos dejado fuera a propósito: el nodo dice cuántos. Para todo el lab, un registro ha llegado cuando lo tienen todos los destinos.',
  },
  kept: {
    en: 'At the next trigger',
    'pt-BR': 'No próximo disparo',
    es: 'En el próximo disparo',
  },
  keptIs: {
    en: 'Arrived records whose result a total still keeps.',
    'pt-BR': 'Registros que chegaram e cujo resultado um total ainda guarda.',
    es: 'Registros llegados cuyo resultado un total aún guarda.',
  },
  keptWhere: {
    en: 'At a total with a trigger: its tables and tiles get them when it next gives results out. So a tile may show less than has arrived; after Stop it does so until the next start.',
    'pt-BR':
      'Em um total com disparo: suas tabelas e blocos os recebem quando ele der resultados de novo. Por isso um bloco pode mostrar menos do que chegou; depois de Parar, até o próximo início.',
    es: 'En un total con disparo: sus tablas y paneles los reciben cuando vuelva a dar resultados. Por eso un panel puede mostrar menos de lo llegado; tras Detener, hasta el próximo inicio.',
  },
  onTheWay: { en: 'On the way', 'pt-BR': 'A caminho', es: 'En camino' },
  onTheWayIs: {
    en: 'Records that were made and not worked through yet.',
    'pt-BR': 'Mensagens geradas e ainda não tratadas.',
    es: 'Registros generados y aún no tratados.',
  },
  onTheWayWhere: {
    en: 'In the topic or in the job. While the run goes on, what one batch takes is not a fault; after Stop it is 0 when the ledger balances.',
    'pt-BR':
      'No tópico ou no processamento. Com a execução em curso, o que um lote leva não é falha; depois de Parar é 0 quando o livro-caixa confere.',
    es: 'En el topic o en el proceso. Con la ejecución en marcha, lo que cabe en un lote no es un fallo; tras Detener es 0 cuando el libro cuadra.',
  },
  late: { en: 'Late', 'pt-BR': 'Atrasadas', es: 'Tardíos' },
  lateIs: {
    en: 'Rows that came after newer ones and were counted all the same: part of arrived.',
    'pt-BR':
      'Linhas que vieram depois de outras mais novas e ainda contaram: parte das que chegaram.',
    es: 'Filas que llegaron después de otras más nuevas y contaron igual: parte de los que llegaron.',
  },
  lateWhere: {
    en: 'At a window, by the time of the event.',
    'pt-BR': 'Em uma janela, pelo tempo do evento.',
    es: 'En una ventana, por el tiempo del evento.',
  },
  tooLate: { en: 'Too late', 'pt-BR': 'Atrasadas demais', es: 'Demasiado tardíos' },
  tooLateIs: {
    en: 'Rows that a window refused, because its watermark had passed them.',
    'pt-BR': 'Linhas que uma janela recusou, porque a marca d’água já as tinha ultrapassado.',
    es: 'Filas que una ventana rechazó, porque la marca de agua ya las había pasado.',
  },
  tooLateWhere: {
    en: 'At a window, by the time of the event. Behind a step that makes several rows of a record, the sum counts at most the records that came. A row that goes on through the output “late” is still too late for the window: the edge counts it, and for a sink behind it it has arrived.',
    'pt-BR':
      'Em uma janela, pelo tempo do evento. Depois de um passo que faz várias linhas de uma mensagem, a soma conta no máximo as mensagens que vieram. Uma linha que segue pela saída “late” continua atrasada demais para a janela: a ligação a conta e, para um destino depois dela, ela chegou.',
    es: 'En una ventana, por el tiempo del evento. Tras un paso que hace varias filas de un registro, la suma cuenta como mucho los registros que llegaron. Una fila que sigue por la salida «late» continúa siendo demasiado tardía para la ventana: la conexión la cuenta y, para un destino detrás de ella, ha llegado.',
  },
  deadLetters: { en: 'Dead letters', 'pt-BR': 'Com erro', es: 'Con error' },
  deadLettersIs: {
    en: 'Records that could not be read, or that a sink refused, each with its reason.',
    'pt-BR':
      'Mensagens que não puderam ser lidas ou que um destino recusou, cada uma com o motivo.',
    es: 'Registros que no se pudieron leer o que un destino rechazó, cada uno con su motivo.',
  },
  deadLettersWhere: {
    en: 'At the node that could not take them. Those of other producers are listed too, but are not part of the sum.',
    'pt-BR':
      'No nó que não pôde tratá-las. As de outros produtores também são listadas, mas ficam fora da soma.',
    es: 'En el nodo que no pudo tratarlos. Los de otros productores también se listan, pero quedan fuera de la suma.',
  },
  lost: { en: 'Lost', 'pt-BR': 'Perdidas', es: 'Perdidos' },
  lostIs: {
    en: 'Records that were made and are nowhere any more.',
    'pt-BR': 'Mensagens geradas que já não estão em lugar nenhum.',
    es: 'Registros generados que ya no están en ninguna parte.',
  },
  lostWhere: {
    en: 'Known when the job has ended and its topic is read to the end.',
    'pt-BR': 'Sabe-se quando o processamento terminou e o tópico foi lido até o fim.',
    es: 'Se sabe cuando el proceso ha terminado y su topic está leído hasta el final.',
  },
  deletedUnread: {
    en: 'Deleted by retention before read',
    'pt-BR': 'Apagadas pela retenção antes de ler',
    es: 'Borrados por retención antes de leer',
  },
  deletedUnreadIs: {
    en: 'Records that retention deleted before a job read them; those of the lab are part of lost.',
    'pt-BR':
      'Mensagens que a retenção apagou antes de serem lidas; as do lab são parte das perdidas.',
    es: 'Registros que la retención borró antes de leerse; los del lab son parte de los perdidos.',
  },
  deletedUnreadWhere: {
    en: 'By the offsets that a job finds skipped where the topic now begins.',
    'pt-BR': 'Pelos offsets pulados até onde o tópico começa agora.',
    es: 'Por los offsets saltados hasta donde el topic empieza ahora.',
  },
  doubled: { en: 'Doubled', 'pt-BR': 'Duplicadas', es: 'Duplicados' },
  doubledIs: {
    en: 'Records that came again, and rows that a sink without a key was given twice.',
    'pt-BR': 'Mensagens que vieram de novo e linhas que um destino sem chave recebeu duas vezes.',
    es: 'Registros que llegaron otra vez y filas que un destino sin clave recibió dos veces.',
  },
  doubledWhere: {
    en: 'By the number of the record in its partition, and at the sink after a crash.',
    'pt-BR': 'Pelo número da mensagem na partição, e no destino depois de uma queda.',
    es: 'Por el número del registro en su partición, y en el destino tras una caída.',
  },
  schemaLine: {
    en: '{node}, schema {id}: {n} records, the first at partition {partition}, offset {offset}',
    'pt-BR':
      '{node}, esquema {id}: {n} registros, o primeiro na partição {partition}, offset {offset}',
    es: '{node}, esquema {id}: {n} registros, el primero en la partición {partition}, offset {offset}',
  },
  timerLine: {
    en: '{node}: {waiting} timers wait, {wentOff} went off, {forgot} keys forgotten',
    'pt-BR': '{node}: {waiting} timers à espera, {wentOff} dispararam, {forgot} chaves esquecidas',
    es: '{node}: {waiting} timers en espera, {wentOff} saltaron, {forgot} claves olvidadas',
  },
  intakeTaken: {
    en: '{node}: {n} taken in from outside',
    'pt-BR': '{node}: {n} recebidos de fora',
    es: '{node}: {n} recibidos de fuera',
  },
  intakeRefused: {
    en: '{n} refused ({reason})',
    'pt-BR': '{n} recusados ({reason})',
    es: '{n} rechazados ({reason})',
  },
  intakeAgain: {
    en: '{n} read again and left out',
    'pt-BR': '{n} lidos de novo e deixados de fora',
    es: '{n} leídos otra vez y omitidos',
  },
  intake_paused: { en: 'while paused', 'pt-BR': 'em pausa', es: 'en pausa' },
  intake_full: { en: 'no room', 'pt-BR': 'sem espaço', es: 'sin sitio' },
  intake_large: { en: 'too large', 'pt-BR': 'grandes demais', es: 'demasiado grandes' },
  intake_malformed: { en: 'not JSON', 'pt-BR': 'não são JSON', es: 'no son JSON' },
  intake_unauthorized: { en: 'wrong token', 'pt-BR': 'token errado', es: 'token erróneo' },
  joinInput: {
    en: '{node}, input {n}',
    'pt-BR': '{node}, entrada {n}',
    es: '{node}, entrada {n}',
  },
  joinRead: { en: 'Read', 'pt-BR': 'Lidas', es: 'Leídas' },
  matched: {
    en: 'Matched',
    'pt-BR': 'Casadas',
    es: 'Emparejadas',
  },
  matchedIs: {
    en: 'Rows of a join that found a partner.',
    'pt-BR': 'Linhas de uma junção que acharam par.',
    es: 'Filas de una unión que encontraron pareja.',
  },
  matchedWhere: {
    en: 'At each input of the join: a row with several partners is one. Read = matched + no partner + waiting + given up; rows that came too late are counted there.',
    'pt-BR':
      'Em cada entrada da junção: uma linha com vários pares conta uma vez. Lidas = casadas + sem par + em espera + abandonadas; as atrasadas demais são contadas lá.',
    es: 'En cada entrada de la unión: una fila con varias parejas cuenta una vez. Leídas = emparejadas + sin pareja + en espera + abandonadas; las demasiado tardías se cuentan allí.',
  },
  unmatched: {
    en: 'No partner',
    'pt-BR': 'Sem par',
    es: 'Sin pareja',
  },
  unmatchedIs: {
    en: 'Rows of a join for which no partner came in time.',
    'pt-BR': 'Linhas de uma junção para as quais nenhum par veio a tempo.',
    es: 'Filas de una unión para las que ninguna pareja llegó a tiempo.',
  },
  unmatchedWhere: {
    en: 'Known when the watermark has passed their bounds, with a table at once. They come out alone where the join keeps such rows; with a table an inner join leaves them out.',
    'pt-BR':
      'Sabe-se quando a marca d’água passou dos seus limites; com uma tabela, na hora. Saem sozinhas onde a junção as mantém; com uma tabela, uma junção inner as deixa de fora.',
    es: 'Se sabe cuando la marca de agua pasó sus límites; con una tabla, al momento. Salen solas donde la unión las conserva; con una tabla, una unión inner las deja fuera.',
  },
  waiting: {
    en: 'Waiting',
    'pt-BR': 'Em espera',
    es: 'En espera',
  },
  waitingIs: {
    en: 'Rows of a join that have no partner yet.',
    'pt-BR': 'Linhas de uma junção que ainda não têm par.',
    es: 'Filas de una unión que aún no tienen pareja.',
  },
  waitingWhere: {
    en: 'In the state of the join; without a bound in time for ever. At a lookup, those of the batch whose table is being asked.',
    'pt-BR':
      'No estado da junção; sem limite de tempo, para sempre. Em uma consulta, as do lote cuja tabela está sendo consultada.',
    es: 'En el estado de la unión; sin límite de tiempo, para siempre. En una consulta, las del lote cuya tabla se está consultando.',
  },
  givenUp: {
    en: 'Given up',
    'pt-BR': 'Abandonadas',
    es: 'Abandonadas',
  },
  givenUpIs: {
    en: 'Rows of a join that can have no partner and do not come out.',
    'pt-BR': 'Linhas de uma junção que não podem ter par e não saem.',
    es: 'Filas de una unión que no pueden tener pareja y no salen.',
  },
  givenUpWhere: {
    en: 'At an inner join, or at the side that it does not keep: their time has passed, or a part of their key is NULL. At a lookup the table refused the key, and they are dead letters.',
    'pt-BR':
      'Em uma junção inner, ou no lado que ela não mantém: seu tempo passou ou parte da chave é NULL. Em uma consulta, a tabela recusou a chave, e elas são mensagens com erro.',
    es: 'En una unión inner, o en el lado que no conserva: su tiempo pasó o parte de la clave es NULL. En una consulta, la tabla rechazó la clave, y son mensajes con error.',
  },
})
