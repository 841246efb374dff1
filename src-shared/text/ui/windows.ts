// Words of the forms about time: lengths, windows and when results come.
import { words } from './words'

export const windows = words({
  unitOf: { en: 'Unit of {name}', 'pt-BR': 'Unidade de {name}', es: 'Unidad de {name}' },
  unit_ms: { en: 'ms', 'pt-BR': 'ms', es: 'ms' },
  unit_s: { en: 's', 'pt-BR': 's', es: 's' },
  unit_min: { en: 'min', 'pt-BR': 'min', es: 'min' },
  unit_h: { en: 'hours', 'pt-BR': 'horas', es: 'horas' },
  unit_d: { en: 'days', 'pt-BR': 'dias', es: 'días' },
  windowLength: { en: 'Length', 'pt-BR': 'Duração', es: 'Duración' },
  windowEvery: { en: 'A new one every', 'pt-BR': 'Uma nova a cada', es: 'Una nueva cada' },
  windowLengths: {
    en: 'One length, or several with commas',
    'pt-BR': 'Uma duração, ou várias separadas por vírgula',
    es: 'Una duración, o varias separadas por comas',
  },
  windowUnit: { en: 'Each', 'pt-BR': 'Cada', es: 'Cada' },
  windowFalls: { en: 'How it falls', 'pt-BR': 'Como ela cai', es: 'Cómo cae' },
  windowCounts: {
    en: { one: 'Each record counts in {n} window.', other: 'Each record counts in {n} windows.' },
    'pt-BR': {
      one: 'Cada registro conta em {n} janela.',
      other: 'Cada registro conta em {n} janelas.',
    },
    es: {
      one: 'Cada registro cuenta en {n} ventana.',
      other: 'Cada registro cuenta en {n} ventanas.',
    },
  },
  windowCountsOr: {
    en: 'Each record counts in {least} or {most} windows.',
    'pt-BR': 'Cada registro conta em {least} ou {most} janelas.',
    es: 'Cada registro cuenta en {least} o {most} ventanas.',
  },
  windowNow: {
    en: 'It ends now: old records leave it as time passes.',
    'pt-BR': 'Ela termina agora: registros antigos saem com o passar do tempo.',
    es: 'Termina ahora: los registros viejos salen con el tiempo.',
  },
  windowGap: { en: 'Gap that ends it', 'pt-BR': 'Pausa que a encerra', es: 'Pausa que la cierra' },
  windowSession: {
    en: 'It lasts while the events of a key come no further apart than the gap.',
    'pt-BR': 'Ela dura enquanto os eventos de uma chave vêm sem passar da pausa.',
    es: 'Dura mientras los eventos de una clave llegan sin superar la pausa.',
  },
  windowMore: {
    en: 'More than the picture shows.',
    'pt-BR': 'Mais do que a figura mostra.',
    es: 'Más de lo que muestra la figura.',
  },
  window_none: { en: 'No window', 'pt-BR': 'Sem janela', es: 'Sin ventana' },
  window_tumbling: { en: 'Tumbling', 'pt-BR': 'Fixa', es: 'Fija' },
  window_hopping: { en: 'Hopping', 'pt-BR': 'Saltante', es: 'Con saltos' },
  window_session: { en: 'Session', 'pt-BR': 'Sessão', es: 'Sesión' },
  window_sliding: { en: 'Sliding', 'pt-BR': 'Deslizante', es: 'Deslizante' },
  window_calendar: { en: 'Calendar', 'pt-BR': 'Calendário', es: 'Calendario' },
  windowIs_none: {
    en: 'one total over all time',
    'pt-BR': 'um total de todo o tempo',
    es: 'un total de todo el tiempo',
  },
  windowIs_tumbling: {
    en: 'one after the other, no gap',
    'pt-BR': 'uma após a outra, sem intervalo',
    es: 'una tras otra, sin huecos',
  },
  windowIs_hopping: {
    en: 'overlapping, one every so often',
    'pt-BR': 'sobrepostas, uma a cada tanto',
    es: 'solapadas, una cada cierto tiempo',
  },
  windowIs_session: {
    en: 'as long as events keep coming',
    'pt-BR': 'enquanto vierem eventos',
    es: 'mientras sigan llegando eventos',
  },
  windowIs_sliding: {
    en: 'the last hour, seen from now',
    'pt-BR': 'a última hora, vista de agora',
    es: 'la última hora, vista desde ahora',
  },
  windowIs_calendar: {
    en: 'hour, day or month on the clock',
    'pt-BR': 'hora, dia ou mês no relógio',
    es: 'hora, día o mes en el reloj',
  },
  calendar_hour: { en: 'Hour', 'pt-BR': 'Hora', es: 'Hora' },
  calendar_day: { en: 'Day', 'pt-BR': 'Dia', es: 'Día' },
  calendar_week: { en: 'Week', 'pt-BR': 'Semana', es: 'Semana' },
  calendar_month: { en: 'Month', 'pt-BR': 'Mês', es: 'Mes' },
  triggerFast: { en: 'At once', 'pt-BR': 'Já', es: 'Ya' },
  triggerEvery: { en: 'Every…', 'pt-BR': 'A cada…', es: 'Cada…' },
  triggerRecords: { en: 'Records…', 'pt-BR': 'Registros…', es: 'Registros…' },
  triggerRecordsLabel: { en: 'Records', 'pt-BR': 'Registros', es: 'Registros' },
  triggerIs_records: {
    en: 'Results come after so many records.',
    'pt-BR': 'Os resultados saem após tantos registros.',
    es: 'Los resultados salen tras tantos registros.',
  },
  triggerOnce: { en: 'Once', 'pt-BR': 'Uma vez', es: 'Una vez' },
  triggerIs_fast: {
    en: 'Results come as fast as possible.',
    'pt-BR': 'Os resultados saem o mais rápido possível.',
    es: 'Los resultados salen lo más rápido posible.',
  },
  triggerIs_every: {
    en: 'Results come once in this time.',
    'pt-BR': 'Os resultados saem uma vez neste intervalo.',
    es: 'Los resultados salen una vez en este intervalo.',
  },
  'triggerIs_available-now': {
    en: 'What is there is read once, then the job is done.',
    'pt-BR': 'Lê uma vez o que existe e termina.',
    es: 'Lee una vez lo que hay y termina.',
  },
})
