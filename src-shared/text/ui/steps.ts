// Words for going through a paused run by hand, and for breakpoints.
import { words } from './words'

export const steps = words({
  tab: { en: 'Step', 'pt-BR': 'Passo', es: 'Paso' },
  how: { en: 'How much to take', 'pt-BR': 'Quanto avançar', es: 'Cuánto avanzar' },
  by_record: { en: 'One record', 'pt-BR': 'Um registro', es: 'Un registro' },
  by_poll: { en: 'One poll', 'pt-BR': 'Um poll', es: 'Un poll' },
  by_batch: { en: 'One batch', 'pt-BR': 'Um lote', es: 'Un lote' },
  by_event: {
    en: 'One new event, all the way',
    'pt-BR': 'Um evento novo, até o fim',
    es: 'Un evento nuevo, hasta el final',
  },
  by_breakpoint: { en: 'Breakpoint', 'pt-BR': 'Ponto de parada', es: 'Punto de parada' },
  hint_record: {
    en: 'The next of each job',
    'pt-BR': 'O próximo de cada job',
    es: 'El siguiente de cada job',
  },
  hint_poll: { en: 'Up to 500', 'pt-BR': 'Até 500', es: 'Hasta 500' },
  hint_batch: {
    en: 'All that waits, with results',
    'pt-BR': 'Tudo o que espera, com resultados',
    es: 'Todo lo que espera, con resultados',
  },
  none: {
    en: 'No step has been taken yet.',
    'pt-BR': 'Nenhum passo foi dado ainda.',
    es: 'Aún no se ha dado ningún paso.',
  },
  noneHint: {
    en: 'Pause the run and press N for one record, Shift N for one poll, X for one batch.',
    'pt-BR':
      'Pause a execução e pressione N para um registro, Shift N para um poll, X para um lote.',
    es: 'Pausa la ejecución y pulsa N para un registro, Shift N para un poll, X para un lote.',
  },
  read: {
    en: { one: '{n} record read', other: '{n} records read' },
    'pt-BR': { one: '{n} registro lido', other: '{n} registros lidos' },
    es: { one: '{n} registro leído', other: '{n} registros leídos' },
  },
  node: { en: 'Node', 'pt-BR': 'Nó', es: 'Nodo' },
  came: { en: 'Came in', 'pt-BR': 'Entrou', es: 'Entró' },
  wentOut: { en: 'Went out', 'pt-BR': 'Saiu', es: 'Salió' },
  what: { en: 'What it got', 'pt-BR': 'O que recebeu', es: 'Lo que recibió' },
  madeOf: { en: 'What it made of it', 'pt-BR': 'O que fez disso', es: 'Lo que hizo con ello' },
  stored: {
    en: { one: 'took {n} row', other: 'took {n} rows' },
    'pt-BR': { one: 'recebeu {n} linha', other: 'recebeu {n} linhas' },
    es: { one: 'tomó {n} fila', other: 'tomó {n} filas' },
  },
  made: {
    en: { one: 'gave out {n} row', other: 'gave out {n} rows' },
    'pt-BR': { one: 'emitiu {n} linha', other: 'emitiu {n} linhas' },
    es: { one: 'emitió {n} fila', other: 'emitió {n} filas' },
  },
  nothing: { en: 'gave out nothing', 'pt-BR': 'não emitiu nada', es: 'no emitió nada' },
  owes: {
    en: 'keeps it until its trigger',
    'pt-BR': 'guarda até o disparo',
    es: 'lo guarda hasta su disparo',
  },
  keys: {
    en: 'keys {before} → {after}',
    'pt-BR': 'chaves {before} → {after}',
    es: 'claves {before} → {after}',
  },
  dead: {
    en: { one: '{n} dead letter', other: '{n} dead letters' },
    'pt-BR': { one: '{n} mensagem com erro', other: '{n} mensagens com erro' },
    es: { one: '{n} mensaje con error', other: '{n} mensajes con error' },
  },
  moreRows: { en: '{n} more', 'pt-BR': 'mais {n}', es: '{n} más' },
  breaks: { en: 'Breakpoints', 'pt-BR': 'Pontos de parada', es: 'Puntos de parada' },
  addBreak: {
    en: 'Set breakpoint',
    'pt-BR': 'Criar ponto de parada',
    es: 'Poner punto de parada',
  },
  breakHere: {
    en: 'Breakpoint at this node',
    'pt-BR': 'Ponto de parada neste nó',
    es: 'Punto de parada en este nodo',
  },
  where: { en: 'Stop when', 'pt-BR': 'Parar quando', es: 'Parar cuando' },
  wherePlaceholder: {
    en: 'price > 400',
    'pt-BR': 'preco > 400',
    es: 'precio > 400',
  },
  remove: {
    en: 'Remove the breakpoint at {node}',
    'pt-BR': 'Remover o ponto de parada em {node}',
    es: 'Quitar el punto de parada en {node}',
  },
  noBreaks: {
    en: 'None. The run stops behind the first record that fits, and says which.',
    'pt-BR': 'Nenhum. A execução para depois do primeiro registro que serve e diz qual.',
    es: 'Ninguno. La ejecución se para tras el primer registro que cumple y dice cuál.',
  },
  noRun: {
    en: 'A breakpoint needs a run. Run the lab first.',
    'pt-BR': 'Um ponto de parada precisa de uma execução. Execute o lab primeiro.',
    es: 'Un punto de parada necesita una ejecución. Ejecuta antes el lab.',
  },
  stopped: {
    en: 'Stopped at {node}: {where}',
    'pt-BR': 'Parou em {node}: {where}',
    es: 'Se paró en {node}: {where}',
  },
  place: {
    en: 'partition {partition}, offset {offset}',
    'pt-BR': 'partição {partition}, offset {offset}',
    es: 'partición {partition}, offset {offset}',
  },
  cleared: {
    en: 'No breakpoints any more.',
    'pt-BR': 'Não há mais pontos de parada.',
    es: 'Ya no hay puntos de parada.',
  },
})
