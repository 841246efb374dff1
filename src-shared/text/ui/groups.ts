// Words of the consumer groups.
import { words } from './words'

export const groups = words({
  title: { en: 'Groups', 'pt-BR': 'Grupos', es: 'Grupos' },
  find: { en: 'Find a group', 'pt-BR': 'Buscar grupo', es: 'Buscar grupo' },
  count: {
    en: { one: '{n} group', other: '{n} groups' },
    'pt-BR': { one: '{n} grupo', other: '{n} grupos' },
    es: { one: '{n} grupo', other: '{n} grupos' },
  },
  lag: { en: 'Lag', 'pt-BR': 'Atraso', es: 'Retraso' },
  members: { en: 'Members', 'pt-BR': 'Membros', es: 'Miembros' },
  membersOf: {
    en: { one: '{n} member', other: '{n} members' },
    'pt-BR': { one: '{n} membro', other: '{n} membros' },
    es: { one: '{n} miembro', other: '{n} miembros' },
  },
  topics: { en: 'Topics', 'pt-BR': 'Tópicos', es: 'Topics' },
  protocol: { en: 'Assignor', 'pt-BR': 'Atribuidor', es: 'Asignador' },
  empty: {
    en: 'There are no consumer groups yet. Run a lab, or start a consumer of your own.',
    'pt-BR': 'Ainda não há grupos de consumidores. Execute um lab ou inicie um consumidor seu.',
    es: 'Aún no hay grupos de consumidores. Ejecuta un lab o inicia un consumidor tuyo.',
  },
  howTo: { en: 'How to connect', 'pt-BR': 'Como conectar', es: 'Cómo conectar' },
  pick: {
    en: 'Pick a group on the left.',
    'pt-BR': 'Escolha um grupo à esquerda.',
    es: 'Elige un grupo a la izquierda.',
  },
  offsets: { en: 'Offsets and lag', 'pt-BR': 'Offsets e atraso', es: 'Offsets y retraso' },
  assignment: { en: 'Assignment', 'pt-BR': 'Atribuição', es: 'Asignación' },
  topic: { en: 'Topic', 'pt-BR': 'Tópico', es: 'Topic' },
  partition: { en: 'Part.', 'pt-BR': 'Part.', es: 'Part.' },
  committed: { en: 'Committed', 'pt-BR': 'Confirmado', es: 'Confirmado' },
  latest: { en: 'Latest', 'pt-BR': 'Último', es: 'Último' },
  owner: { en: 'Owner', 'pt-BR': 'Dono', es: 'Dueño' },
  trend: { en: 'Trend', 'pt-BR': 'Tendência', es: 'Tendencia' },
  trendFor: {
    en: 'Lag of {topic} {partition} over the last minutes',
    'pt-BR': 'Atraso de {topic} {partition} nos últimos minutos',
    es: 'Retraso de {topic} {partition} en los últimos minutos',
  },
  lagOverTime: { en: 'Lag over time', 'pt-BR': 'Atraso no tempo', es: 'Retraso en el tiempo' },
  catchingUp: { en: 'catching up', 'pt-BR': 'alcançando', es: 'alcanzando' },
  fallingBehind: { en: 'falling behind', 'pt-BR': 'ficando para trás', es: 'quedándose atrás' },
  steady: { en: 'steady', 'pt-BR': 'estável', es: 'estable' },
  behind: { en: '{time} behind', 'pt-BR': '{time} atrás', es: '{time} por detrás' },
  behindMore: {
    en: 'more than {time} behind',
    'pt-BR': 'mais de {time} atrás',
    es: 'más de {time} por detrás',
  },
  noOwner: { en: 'none', 'pt-BR': 'nenhum', es: 'ninguno' },
  never: { en: 'never', 'pt-BR': 'nunca', es: 'nunca' },
  noMembers: {
    en: 'No consumer is connected. Committed offsets stay, so the next consumer continues from them.',
    'pt-BR':
      'Nenhum consumidor está conectado. Os offsets confirmados ficam; o próximo consumidor continua a partir deles.',
    es: 'Ningún consumidor está conectado. Los offsets confirmados se conservan; el próximo consumidor continúa desde ellos.',
  },
  noOffsets: {
    en: 'This group has committed no offsets yet.',
    'pt-BR': 'Este grupo ainda não confirmou offsets.',
    es: 'Este grupo aún no ha confirmado offsets.',
  },
  client: { en: 'Client', 'pt-BR': 'Cliente', es: 'Cliente' },
  host: { en: 'Host', 'pt-BR': 'Host', es: 'Host' },
  reset: { en: 'Reset offsets', 'pt-BR': 'Redefinir offsets', es: 'Restablecer offsets' },
  resetTitle: {
    en: 'Reset offsets of {group}',
    'pt-BR': 'Redefinir offsets de {group}',
    es: 'Restablecer offsets de {group}',
  },
  resetTo: { en: 'Move to', 'pt-BR': 'Mover para', es: 'Mover a' },
  to_earliest: { en: 'Earliest', 'pt-BR': 'Mais antigo', es: 'Más antiguo' },
  to_latest: { en: 'Latest', 'pt-BR': 'Mais recente', es: 'Más reciente' },
  to_offset: { en: 'Offset', 'pt-BR': 'Offset', es: 'Offset' },
  to_time: { en: 'Time', 'pt-BR': 'Horário', es: 'Hora' },
  to_by: { en: 'By records', 'pt-BR': 'Por registros', es: 'Por registros' },
  byHint: {
    en: '-100 goes back by a hundred records, 100 goes on by as many, in each partition.',
    'pt-BR': '-100 volta cem registros, 100 avança o mesmo tanto, em cada partição.',
    es: '-100 retrocede cien registros, 100 avanza otros tantos, en cada partición.',
  },
  next: { en: 'Next', 'pt-BR': 'Próximo', es: 'Siguiente' },
  again: { en: 'Read again', 'pt-BR': 'Lê de novo', es: 'Lee otra vez' },
  skipped: { en: 'Left out', 'pt-BR': 'Pula', es: 'Omite' },
  resetPlan: {
    en: 'Where each partition goes on',
    'pt-BR': 'De onde cada partição continua',
    es: 'Desde dónde sigue cada partición',
  },
  resetAgain: {
    en: {
      one: 'The next consumer reads {n} record again',
      other: 'The next consumer reads {n} records again',
    },
    'pt-BR': {
      one: 'O próximo consumidor lê de novo {n} registro',
      other: 'O próximo consumidor lê de novo {n} registros',
    },
    es: {
      one: 'El próximo consumidor lee otra vez {n} registro',
      other: 'El próximo consumidor lee otra vez {n} registros',
    },
  },
  resetSkipped: {
    en: 'and never sees {n} that this group has not read.',
    'pt-BR': 'e nunca vê {n} que este grupo não leu.',
    es: 'y nunca ve {n} que este grupo no ha leído.',
  },
  resetNothing: {
    en: 'This group has committed nothing in the topic that could be moved by so many records.',
    'pt-BR': 'Este grupo não confirmou nada no tópico que possa ser movido por registros.',
    es: 'Este grupo no ha confirmado nada en el topic que se pueda mover por registros.',
  },
  resetBusy: {
    en: 'A group that has members cannot be moved. Stop its consumers first.',
    'pt-BR': 'Um grupo com membros não pode ser movido. Pare os consumidores antes.',
    es: 'Un grupo con miembros no se puede mover. Detén antes sus consumidores.',
  },
  resetDone: {
    en: 'Offsets of {group} moved',
    'pt-BR': 'Offsets de {group} movidos',
    es: 'Offsets de {group} movidos',
  },
  keep: { en: 'Keep them', 'pt-BR': 'Manter', es: 'Conservarlos' },
  delete: { en: 'Delete group', 'pt-BR': 'Excluir grupo', es: 'Eliminar grupo' },
  deleteTitle: {
    en: 'Delete group {group}?',
    'pt-BR': 'Excluir o grupo {group}?',
    es: '¿Eliminar el grupo {group}?',
  },
  deleteText: {
    en: 'This deletes {n} committed offsets. A consumer with this group name then starts from its own default. This cannot be undone.',
    'pt-BR':
      'Serão apagados {n} offsets confirmados. Um consumidor com esse nome começa do padrão dele. Não dá para desfazer.',
    es: 'Se borran {n} offsets confirmados. Un consumidor con ese nombre empieza desde su valor por defecto. No se puede deshacer.',
  },
  deleteKeep: { en: 'Keep it', 'pt-BR': 'Manter', es: 'Conservarlo' },
  deleted: {
    en: 'Group {group} deleted',
    'pt-BR': 'Grupo {group} excluído',
    es: 'Grupo {group} eliminado',
  },
  rebalances: { en: 'Rebalances', 'pt-BR': 'Rebalanceamentos', es: 'Rebalanceos' },
  rebalancing: { en: 'Rebalancing', 'pt-BR': 'Rebalanceando', es: 'Rebalanceando' },
  state_Stable: { en: 'Stable', 'pt-BR': 'Estável', es: 'Estable' },
  state_Empty: { en: 'Empty', 'pt-BR': 'Vazio', es: 'Vacío' },
  state_PreparingRebalance: { en: 'Rebalancing', 'pt-BR': 'Rebalanceando', es: 'Rebalanceando' },
  state_CompletingRebalance: {
    en: 'Assigning partitions',
    'pt-BR': 'Atribuindo partições',
    es: 'Asignando particiones',
  },
  state_Assigning: {
    en: 'Assigning partitions',
    'pt-BR': 'Atribuindo partições',
    es: 'Asignando particiones',
  },
  state_Reconciling: {
    en: 'Handing over partitions',
    'pt-BR': 'Passando partições',
    es: 'Pasando particiones',
  },
  state_Dead: { en: 'Gone', 'pt-BR': 'Excluído', es: 'Eliminado' },
  state_Unknown: { en: 'Unknown', 'pt-BR': 'Desconhecido', es: 'Desconocido' },
  nobody: { en: 'Nobody', 'pt-BR': 'Ninguém', es: 'Nadie' },
  when: { en: 'When', 'pt-BR': 'Quando', es: 'Cuándo' },
  why: { en: 'What happened', 'pt-BR': 'O que aconteceu', es: 'Qué pasó' },
  took: { en: 'Took', 'pt-BR': 'Levou', es: 'Tardó' },
  generation: { en: 'Gen.', 'pt-BR': 'Ger.', es: 'Gen.' },
  whyJoined: { en: '{client} joined', 'pt-BR': '{client} entrou', es: '{client} entró' },
  whyLeft: { en: '{client} left', 'pt-BR': '{client} saiu', es: '{client} salió' },
  whyExpired: {
    en: '{client} sent no heartbeat within its session timeout',
    'pt-BR': '{client} não enviou heartbeat no tempo da sessão',
    es: '{client} no envió heartbeat en el plazo de su sesión',
  },
  whyChanged: {
    en: '{client} asked for a new assignment',
    'pt-BR': '{client} pediu uma nova atribuição',
    es: '{client} pidió una nueva asignación',
  },
  whyLate: {
    en: '{client} did not rejoin in time',
    'pt-BR': '{client} não voltou a tempo',
    es: '{client} no volvió a tiempo',
  },
  whyReset: {
    en: '{client} reset {places}',
    'pt-BR': '{client} redefiniu {places}',
    es: '{client} restableció {places}',
  },
  resetPlace: {
    en: '{place} to offset {offset}',
    'pt-BR': '{place} para o offset {offset}',
    es: '{place} al offset {offset}',
  },
  whySeen: {
    en: 'Partitions have other owners',
    'pt-BR': 'As partições têm outros donos',
    es: 'Las particiones tienen otros dueños',
  },
  whyEmpty: {
    en: 'Nobody is left',
    'pt-BR': 'Não sobrou ninguém',
    es: 'No queda nadie',
  },
  noRebalances: {
    en: 'Nothing has happened in this group since the broker started. Start a consumer, or stop one, and its rebalance appears here.',
    'pt-BR':
      'Nada aconteceu neste grupo desde que o broker iniciou. Inicie ou pare um consumidor e o rebalanceamento aparece aqui.',
    es: 'Nada ha pasado en este grupo desde que arrancó el broker. Inicia o detén un consumidor y su rebalanceo aparece aquí.',
  },
  seenOnly: {
    en: 'This cluster does not tell its past: here is what Sluice saw while this page was open. A rebalance between two looks (2 s) is missing.',
    'pt-BR':
      'Este cluster não conta o passado: aqui está o que o Sluice viu com esta página aberta. Falta um rebalanceamento entre duas olhadas (2 s).',
    es: 'Este clúster no cuenta su pasado: aquí está lo que Sluice vio con esta página abierta. Falta un rebalanceo entre dos miradas (2 s).',
  },
  rereadLine: {
    en: 'Offsets {first} to {last} of {topic} {partition} were read twice by group {group} after: {why}.',
    'pt-BR':
      'Os offsets {first} a {last} de {topic} {partition} foram lidos duas vezes pelo grupo {group} depois de: {why}.',
    es: 'Los offsets {first} a {last} de {topic} {partition} fueron leídos dos veces por el grupo {group} tras: {why}.',
  },
  resentLine: {
    en: 'Offsets {first} to {last} of {topic} {partition} were sent twice to group {group} after: {why}.',
    'pt-BR':
      'Os offsets {first} a {last} de {topic} {partition} foram enviados duas vezes ao grupo {group} depois de: {why}.',
    es: 'Los offsets {first} a {last} de {topic} {partition} se enviaron dos veces al grupo {group} tras: {why}.',
  },
  resentUnsure: {
    en: 'How many of the {n} it had worked on, {client} alone knows: clients fetch ahead of their program.',
    'pt-BR':
      'Quantos dos {n} ele havia processado, só {client} sabe: clientes buscam adiante do programa.',
    es: 'Cuántos de los {n} había procesado, solo {client} lo sabe: los clientes piden por delante de su programa.',
  },
  rereadUnsure: {
    en: {
      one: '{n} more had been sent to {client}, which alone knows whether it worked on it.',
      other: '{n} more had been sent to {client}, which alone knows how many it worked on.',
    },
    'pt-BR': {
      one: 'Mais {n} havia sido enviado a {client}, e só ele sabe se o processou.',
      other: 'Mais {n} haviam sido enviados a {client}, e só ele sabe quantos processou.',
    },
    es: {
      one: 'Otro {n} se había enviado a {client}, y solo él sabe si lo procesó.',
      other: 'Otros {n} se habían enviado a {client}, y solo él sabe cuántos procesó.',
    },
  },
  rereadBetween: {
    en: '{from} to {to} read twice',
    'pt-BR': '{from} a {to} lidos duas vezes',
    es: 'De {from} a {to} leídos dos veces',
  },
  rereadHint: {
    en: 'A consumer goes on from the offset that its group committed. Commit after the work on each batch, and leave the group before the program ends.',
    'pt-BR':
      'Um consumidor continua do offset que o grupo confirmou. Confirme após processar cada lote e saia do grupo antes de o programa terminar.',
    es: 'Un consumidor sigue desde el offset que su grupo confirmó. Confirma tras procesar cada lote y sal del grupo antes de que termine el programa.',
  },
  rereadNone: {
    en: 'This group has read no record twice after a rebalance since the broker started.',
    'pt-BR':
      'Este grupo não leu nenhum registro duas vezes após um rebalanceamento desde que o broker iniciou.',
    es: 'Este grupo no ha leído ningún registro dos veces tras un rebalanceo desde que arrancó el broker.',
  },
  rereadOwn: {
    en: 'A lab keeps its own place: what its run read twice after a crash is in “Read twice” of the lab.',
    'pt-BR':
      'Um lab guarda a própria posição: o que a execução leu duas vezes após uma queda está em “Lido duas vezes” do lab.',
    es: 'Un lab guarda su propia posición: lo que su ejecución leyó dos veces tras una caída está en «Leído dos veces» del lab.',
  },
  rereadLab: {
    en: 'What the lab read twice',
    'pt-BR': 'O que o lab leu duas vezes',
    es: 'Qué leyó dos veces el lab',
  },
  rereadUnknown: {
    en: 'Only the built-in broker sees from where each member reads. On this cluster, compare the committed offsets before and after a restart.',
    'pt-BR':
      'Só o broker embutido vê de onde cada membro lê. Neste cluster, compare os offsets confirmados antes e depois de um reinício.',
    es: 'Solo el broker integrado ve desde dónde lee cada miembro. En este clúster, compara los offsets confirmados antes y después de un reinicio.',
  },
  takenBefore: {
    en: 'Surely read before',
    'pt-BR': 'Já lidos antes',
    es: 'Ya leídos antes',
  },
  handedOver: { en: 'From, to', 'pt-BR': 'De, para', es: 'De, a' },
  ownedFor: {
    en: '{topic} {partition}: {owner}, {from} to {to}',
    'pt-BR': '{topic} {partition}: {owner}, de {from} a {to}',
    es: '{topic} {partition}: {owner}, de {from} a {to}',
  },
  whoOwned: {
    en: 'Who had which partition, and when',
    'pt-BR': 'Quem tinha qual partição, e quando',
    es: 'Quién tenía qué partición, y cuándo',
  },
})

/** The word for what began a rebalance, as `GroupChange` names it. */
export const CAUSES = {
  joined: 'whyJoined',
  left: 'whyLeft',
  expired: 'whyExpired',
  changed: 'whyChanged',
  late: 'whyLate',
  reset: 'whyReset',
} as const
