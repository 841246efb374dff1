// Words for taking a lab back to its start: what goes, and what went.
import { words } from './words'

export const reset = words({
  act: { en: 'Reset', 'pt-BR': 'Reiniciar', es: 'Restablecer' },
  title: {
    en: 'Reset {lab} to its start?',
    'pt-BR': 'Voltar {lab} ao início?',
    es: '¿Volver {lab} al inicio?',
  },
  text: {
    en: 'This goes, and cannot be brought back:',
    'pt-BR': 'Isto será apagado e não volta:',
    es: 'Esto se borra y no vuelve:',
  },
  looking: {
    en: 'Looking at what the lab has filled…',
    'pt-BR': 'Vendo o que o lab preencheu…',
    es: 'Mirando lo que el lab ha llenado…',
  },
  keep: { en: 'Keep it', 'pt-BR': 'Manter', es: 'Conservar' },
  busy: { en: 'Resetting…', 'pt-BR': 'Reiniciando…', es: 'Restableciendo…' },
  topic: {
    en: { one: 'Topic {topic}: {n} message', other: 'Topic {topic}: {n} messages' },
    'pt-BR': { one: 'Tópico {topic}: {n} mensagem', other: 'Tópico {topic}: {n} mensagens' },
    es: { one: 'Topic {topic}: {n} mensaje', other: 'Topic {topic}: {n} mensajes' },
  },
  groups: {
    en: 'Offsets of {groups}',
    'pt-BR': 'Offsets de {groups}',
    es: 'Offsets de {groups}',
  },
  tables: {
    en: 'Rows of {tables}',
    'pt-BR': 'Linhas de {tables}',
    es: 'Filas de {tables}',
  },
  files: {
    en: { one: '{n} file that it wrote: {names}', other: '{n} files that it wrote: {names}' },
    'pt-BR': {
      one: '{n} arquivo que ele gravou: {names}',
      other: '{n} arquivos que ele gravou: {names}',
    },
    es: { one: '{n} archivo que escribió: {names}', other: '{n} archivos que escribió: {names}' },
  },
  filesKept: {
    en: {
      one: '{n} other file in its folder stays: the lab did not write it',
      other: '{n} other files in its folder stay: the lab did not write them',
    },
    'pt-BR': {
      one: '{n} outro arquivo da pasta fica: o lab não o gravou',
      other: '{n} outros arquivos da pasta ficam: o lab não os gravou',
    },
    es: {
      one: '{n} otro archivo de su carpeta se queda: el lab no lo escribió',
      other: '{n} otros archivos de su carpeta se quedan: el lab no los escribió',
    },
  },
  state: {
    en: 'Checkpoint: totals, windows and positions',
    'pt-BR': 'Checkpoint: totais, janelas e posições',
    es: 'Checkpoint: totales, ventanas y posiciones',
  },
  start: {
    en: 'The next run begins with seed {seed}, its clock at {clock}',
    'pt-BR': 'A próxima execução começa com a semente {seed} e o relógio em {clock}',
    es: 'La próxima ejecución empieza con la semilla {seed} y el reloj en {clock}',
  },
  startNow: {
    en: 'The next run begins with seed {seed}, its clock at the time when it starts',
    'pt-BR': 'A próxima execução começa com a semente {seed} e o relógio na hora em que iniciar',
    es: 'La próxima ejecución empieza con la semilla {seed} y el reloj a la hora en que arranque',
  },
  done: {
    en: '{lab} is back at its start',
    'pt-BR': '{lab} voltou ao início',
    es: '{lab} ha vuelto al inicio',
  },
  went: { en: 'This went:', 'pt-BR': 'Isto foi apagado:', es: 'Esto se borró:' },
})
