// Errors about event time: watermarks, what is late, and how long a window waits.
import { words } from './words'
import type { ErrorTexts } from './define'

export const labTimeErrors: ErrorTexts = {
  'lab-no-late': words(
    [
      '“{from}” refuses no row as too late, so it has no output “{port}”.',
      'Give it the events’ time and a watermark there. Complete mode leaves no window behind.',
    ],
    [
      '“{from}” não recusa linha nenhuma por atraso, então não tem a saída “{port}”.',
      'Informe ali o tempo dos eventos e uma marca d’água. O modo complete não encerra janelas.',
    ],
    [
      '«{from}» no rechaza ninguna fila por tardía, así que no tiene la salida «{port}».',
      'Indica ahí el tiempo de los eventos y una marca de agua. El modo complete no cierra ventanas.',
    ],
  ),
  'export-no-late-port': words(
    [
      'In {target} rows that come too late for “{from}” are counted and dropped; no step can read them.',
      'Export without this step, or store all rows before “{from}” and compare later.',
    ],
    [
      'No {target}, linhas atrasadas demais para “{from}” são contadas e descartadas; nenhum passo as lê.',
      'Exporte sem este passo, ou grave todas as linhas antes de “{from}” e compare depois.',
    ],
    [
      'En {target}, las filas demasiado tardías para «{from}» se cuentan y se descartan; ningún paso las lee.',
      'Exporta sin este paso, o guarda todas las filas antes de «{from}» y compara después.',
    ],
  ),
  'lab-partitions-no-watermark': words(
    [
      'Without a watermark there is nothing that partitions could move.',
      'Add `watermark: 10 s`, or remove watermarkBy.',
    ],
    [
      'Sem marca d’água não há nada que as partições possam mover.',
      'Adicione `watermark: 10 s` ou remova watermarkBy.',
    ],
    [
      'Sin marca de agua no hay nada que las particiones puedan mover.',
      'Añade `watermark: 10 s` o quita watermarkBy.',
    ],
  ),
  'lab-idle-by-stream': words(
    [
      'Only a watermark that moves by partition waits for one, so idle has no effect.',
      'Add `watermarkBy: partition`, or remove idle.',
    ],
    [
      'Só uma marca d’água por partição espera por uma delas, então idle não tem efeito.',
      'Adicione `watermarkBy: partition` ou remova idle.',
    ],
    [
      'Solo una marca de agua por partición espera a una de ellas, así que idle no tiene efecto.',
      'Añade `watermarkBy: partition` o quita idle.',
    ],
  ),
  'lab-lateness-no-watermark': words(
    [
      'Lateness counts from the moment when a window is over; without a window and a watermark that never is.',
      'Add both, or remove lateness.',
    ],
    [
      'O atraso permitido conta a partir do fim de uma janela; sem janela e marca d’água isso nunca acontece.',
      'Adicione os dois ou remova lateness.',
    ],
    [
      'El retraso permitido cuenta desde el fin de una ventana; sin ventana y marca de agua eso nunca ocurre.',
      'Añade ambos o quita lateness.',
    ],
  ),
  'lab-lateness-complete': words(
    [
      'Complete mode keeps every window, so late rows always count and lateness has no effect.',
      'Remove lateness, or use update or append.',
    ],
    [
      'O modo complete guarda todas as janelas: linhas atrasadas sempre contam e lateness não tem efeito.',
      'Remova lateness ou use update ou append.',
    ],
    [
      'El modo complete guarda todas las ventanas: las filas tardías siempre cuentan y lateness no tiene efecto.',
      'Quita lateness o usa update o append.',
    ],
  ),
  'lab-timer-no-time': words(
    [
      'A timer by event time needs the events’ time and a watermark, which moves it.',
      'Add `time: at` and `watermark: 10 s`, or use `on: processing-time`.',
    ],
    [
      'Um timer por hora do evento precisa da hora dos eventos e de uma marca d’água, que o move.',
      'Adicione `time: at` e `watermark: 10 s`, ou use `on: processing-time`.',
    ],
    [
      'Un timer por hora del evento necesita la hora de los eventos y una marca de agua, que lo mueve.',
      'Añade `time: at` y `watermark: 10 s`, o usa `on: processing-time`.',
    ],
  ),
  'lab-time-no-timer': words(
    [
      'Only a timer by event time uses {name}, and this node has none.',
      'Add `timer: { on: event-time, after: 10 min }`, or remove {name}.',
    ],
    [
      'Só um timer por hora do evento usa {name}, e este nó não tem nenhum.',
      'Adicione `timer: { on: event-time, after: 10 min }` ou remova {name}.',
    ],
    [
      'Solo un timer por hora del evento usa {name}, y este nodo no tiene ninguno.',
      'Añade `timer: { on: event-time, after: 10 min }` o quita {name}.',
    ],
  ),
  'lab-timer-when': words(
    [
      'A timer goes off either some time after the newest row of its key, or at a moment.',
      'Give it `after: 10 min` or `at: due_at`, and only one of them.',
    ],
    [
      'Um timer dispara algum tempo após a última linha da chave, ou em um momento.',
      'Informe `after: 10 min` ou `at: due_at`, só um dos dois.',
    ],
    [
      'Un timer salta un tiempo después de la última fila de su clave, o en un momento.',
      'Indica `after: 10 min` o `at: due_at`, solo uno de los dos.',
    ],
  ),
  'lab-timer-nothing': words(
    [
      'This timer keeps the state and changes nothing, so nobody sees it go off.',
      'Give it new values (`set`), or let it forget the state.',
    ],
    [
      'Este timer mantém o estado e não muda nada, então ninguém o vê disparar.',
      'Informe novos valores (`set`) ou deixe que ele esqueça o estado.',
    ],
    [
      'Este timer conserva el estado y no cambia nada, así que nadie lo ve saltar.',
      'Indica valores nuevos (`set`) o deja que olvide el estado.',
    ],
  ),
  'export-timer-clock': words(
    [
      'In Spark this timer goes by the clock of Spark’s machine, and only while its query runs.',
      'Let the query run on (no available-now), or use event time.',
    ],
    [
      'No Spark, este timer segue o relógio da máquina do Spark, e só enquanto a consulta roda.',
      'Deixe a consulta rodando (sem available-now) ou use a hora do evento.',
    ],
    [
      'En Spark, este timer sigue el reloj de la máquina de Spark, y solo mientras corre la consulta.',
      'Deja la consulta corriendo (sin available-now) o usa la hora del evento.',
    ],
  ),
  'export-lateness': words(
    [
      '{target} has no allowed lateness: a window comes out once, when the lateness has passed too, with the same numbers.',
      'Expect it that much later, or remove lateness.',
    ],
    [
      '{target} não tem atraso permitido: a janela sai uma vez, quando o atraso também passou, com os mesmos números.',
      'Espere por ela esse tempo a mais ou remova lateness.',
    ],
    [
      '{target} no tiene retraso permitido: la ventana sale una vez, cuando también pasó el retraso, con los mismos números.',
      'Espérala ese tiempo más o quita lateness.',
    ],
  ),
  'export-watermark-partitions': words(
    [
      'Spark moves one watermark by the newest event of all partitions, so rows of a slow one may be too late.',
      'Give the watermark more room, or leave watermarkBy away here too.',
    ],
    [
      'O Spark move uma só marca d’água pelo evento mais novo de todas as partições: linhas de uma lenta podem atrasar demais.',
      'Dê mais folga à marca d’água ou deixe de usar watermarkBy aqui também.',
    ],
    [
      'Spark mueve una sola marca de agua por el evento más nuevo de todas las particiones: filas de una lenta pueden llegar tarde.',
      'Da más margen a la marca de agua o deja de usar watermarkBy aquí también.',
    ],
  ),
  'export-flink-idle': words(
    [
      'In Flink an idle partition is a setting of the whole job.',
      'Set `table.exec.source.idle-timeout` in job.sql to {idle}.',
    ],
    [
      'No Flink, uma partição ociosa é um ajuste do job inteiro.',
      'Defina `table.exec.source.idle-timeout` em job.sql como {idle}.',
    ],
    [
      'En Flink, una partición inactiva es un ajuste de todo el job.',
      'Define `table.exec.source.idle-timeout` en job.sql como {idle}.',
    ],
  ),
  'export-trigger-records': words(
    [
      'Spark has no trigger after {trigger}: the exported query gives results out as fast as it can.',
      'Add the option minOffsetsPerTrigger where the job reads the topic.',
    ],
    [
      'O Spark não tem disparo a cada {trigger}: a consulta exportada entrega resultados o mais rápido que puder.',
      'Adicione a opção minOffsetsPerTrigger onde o job lê o tópico.',
    ],
    [
      'Spark no tiene un disparo cada {trigger}: la consulta exportada da resultados lo más rápido que puede.',
      'Añade la opción minOffsetsPerTrigger donde el job lee el topic.',
    ],
  ),
}
