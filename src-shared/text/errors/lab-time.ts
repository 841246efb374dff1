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
      'Informe ali o tempo dos eventos e um watermark. O modo complete não encerra janelas.',
    ],
    [
      '«{from}» no rechaza ninguna fila por tardía, así que no tiene la salida «{port}».',
      'Indica ahí el tiempo de los eventos y un watermark. El modo complete no cierra ventanas.',
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
}
