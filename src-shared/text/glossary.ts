// The words of streaming that the search explains, each in one sentence. They are not part of the
// words of the screen, so that the first page loads without them.
import type { Language } from '../lab'

type Said = Readonly<Record<Language, string>>
export interface Term {
  readonly name: Said
  readonly meaning: Said
}

export const glossary: readonly Term[] = [
  {
    name: { en: 'Watermark', 'pt-BR': 'Marca d’água (watermark)', es: 'Marca de agua (watermark)' },
    meaning: {
      en: 'The event time up to which the job takes the stream to be complete. A window closes when the watermark passes its end.',
      'pt-BR':
        'O tempo de evento até o qual o job considera o fluxo completo. Uma janela fecha quando a marca d’água passa do seu fim.',
      es: 'El tiempo de evento hasta el que el job da el flujo por completo. Una ventana se cierra cuando la marca de agua pasa su fin.',
    },
  },
  {
    name: { en: 'Event time', 'pt-BR': 'Tempo de evento', es: 'Tiempo de evento' },
    meaning: {
      en: 'When something happened, as the record itself says; not when it was read.',
      'pt-BR': 'Quando algo aconteceu, como diz o próprio registro; não quando foi lido.',
      es: 'Cuándo ocurrió algo, según el propio registro; no cuándo se leyó.',
    },
  },
  {
    name: { en: 'Window', 'pt-BR': 'Janela', es: 'Ventana' },
    meaning: {
      en: 'A stretch of event time over which an aggregate computes one result: tumbling, hopping, session or sliding.',
      'pt-BR':
        'Um trecho de tempo de evento sobre o qual um agregado calcula um resultado: fixa, com salto, de sessão ou deslizante.',
      es: 'Un tramo de tiempo de evento sobre el que un agregado calcula un resultado: fija, con salto, de sesión o deslizante.',
    },
  },
  {
    name: { en: 'Session window', 'pt-BR': 'Janela de sessão', es: 'Ventana de sesión' },
    meaning: {
      en: 'A window for each key that lasts as long as its records come close together and ends after a gap.',
      'pt-BR':
        'Uma janela por chave que dura enquanto os registros vêm próximos e termina depois de uma pausa.',
      es: 'Una ventana por clave que dura mientras los registros llegan seguidos y termina tras una pausa.',
    },
  },
  {
    name: { en: 'Late record', 'pt-BR': 'Registro atrasado', es: 'Registro tardío' },
    meaning: {
      en: 'A record whose event time is before the watermark. It counts as long as its window is open.',
      'pt-BR':
        'Um registro cujo tempo de evento é anterior à marca d’água. Conta enquanto sua janela está aberta.',
      es: 'Un registro cuyo tiempo de evento es anterior a la marca de agua. Cuenta mientras su ventana está abierta.',
    },
  },
  {
    name: { en: 'Topic', 'pt-BR': 'Tópico', es: 'Topic' },
    meaning: {
      en: 'A named log of records in Kafka. Producers append to it; consumers read it at their own pace.',
      'pt-BR':
        'Um registro sequencial com nome no Kafka. Produtores acrescentam; consumidores leem no seu ritmo.',
      es: 'Un registro secuencial con nombre en Kafka. Los productores añaden; los consumidores leen a su ritmo.',
    },
  },
  {
    name: { en: 'Partition', 'pt-BR': 'Partição', es: 'Partición' },
    meaning: {
      en: 'A part of a topic with an order of its own. A record’s key decides its partition.',
      'pt-BR': 'Uma parte de um tópico com ordem própria. A chave do registro decide a partição.',
      es: 'Una parte de un topic con orden propio. La clave del registro decide la partición.',
    },
  },
  {
    name: { en: 'Offset', 'pt-BR': 'Offset', es: 'Offset' },
    meaning: {
      en: 'The number of a record in its partition. A group commits the offset it will read next.',
      'pt-BR':
        'O número de um registro em sua partição. Um grupo confirma o offset que lerá a seguir.',
      es: 'El número de un registro en su partición. Un grupo confirma el offset que leerá después.',
    },
  },
  {
    name: { en: 'Consumer group', 'pt-BR': 'Grupo de consumidores', es: 'Grupo de consumidores' },
    meaning: {
      en: 'Consumers that share the partitions of a topic, so that each record is read by one of them.',
      'pt-BR':
        'Consumidores que dividem as partições de um tópico: cada registro é lido por um deles.',
      es: 'Consumidores que se reparten las particiones de un topic: cada registro lo lee uno de ellos.',
    },
  },
  {
    name: { en: 'Lag', 'pt-BR': 'Atraso (lag)', es: 'Retraso (lag)' },
    meaning: {
      en: 'How many records of a topic a group has not read yet.',
      'pt-BR': 'Quantos registros de um tópico um grupo ainda não leu.',
      es: 'Cuántos registros de un topic aún no ha leído un grupo.',
    },
  },
  {
    name: { en: 'Rebalance', 'pt-BR': 'Rebalanceamento', es: 'Rebalanceo' },
    meaning: {
      en: 'The members of a group share out the partitions anew, because one came, left or stopped answering.',
      'pt-BR':
        'Os membros de um grupo redistribuem as partições, porque um entrou, saiu ou parou de responder.',
      es: 'Los miembros de un grupo se reparten de nuevo las particiones, porque uno entró, salió o dejó de responder.',
    },
  },
  {
    name: { en: 'Checkpoint', 'pt-BR': 'Checkpoint', es: 'Checkpoint' },
    meaning: {
      en: 'What a job has written down of its positions and state, so that it goes on from there after a stop or a crash.',
      'pt-BR':
        'O que um job anotou de suas posições e estado, para continuar dali depois de parar ou cair.',
      es: 'Lo que un job ha anotado de sus posiciones y estado, para seguir desde ahí tras una parada o un fallo.',
    },
  },
  {
    name: { en: 'State', 'pt-BR': 'Estado', es: 'Estado' },
    meaning: {
      en: 'What a step remembers between records: running totals, open windows, keys already seen.',
      'pt-BR': 'O que um passo lembra entre registros: totais, janelas abertas, chaves já vistas.',
      es: 'Lo que un paso recuerda entre registros: totales, ventanas abiertas, claves ya vistas.',
    },
  },
  {
    name: { en: 'Exactly once', 'pt-BR': 'Exatamente uma vez', es: 'Exactamente una vez' },
    meaning: {
      en: 'Each record changes the result once, also when a job fails and does work again.',
      'pt-BR':
        'Cada registro muda o resultado uma vez, mesmo quando um job falha e refaz trabalho.',
      es: 'Cada registro cambia el resultado una vez, también cuando un job falla y repite trabajo.',
    },
  },
  {
    name: {
      en: 'Dead letter',
      'pt-BR': 'Mensagem com erro (dead letter)',
      es: 'Mensaje con error (dead letter)',
    },
    meaning: {
      en: 'A record that a step could not use, put aside with the reason. It can be mended and sent again.',
      'pt-BR':
        'Um registro que um passo não pôde usar, posto de lado com o motivo. Pode ser corrigido e reenviado.',
      es: 'Un registro que un paso no pudo usar, apartado con el motivo. Se puede corregir y reenviar.',
    },
  },
  {
    name: { en: 'Backpressure', 'pt-BR': 'Contrapressão', es: 'Contrapresión' },
    meaning: {
      en: 'A slow step makes those before it wait, so that queues do not grow without end.',
      'pt-BR': 'Um passo lento faz os anteriores esperarem, para que as filas não cresçam sem fim.',
      es: 'Un paso lento hace esperar a los anteriores, para que las colas no crezcan sin fin.',
    },
  },
  {
    name: { en: 'Trigger', 'pt-BR': 'Gatilho (trigger)', es: 'Disparador (trigger)' },
    meaning: {
      en: 'How often a job takes what has come and writes a batch of results.',
      'pt-BR': 'Com que frequência um job pega o que chegou e grava um lote de resultados.',
      es: 'Cada cuánto un job toma lo que ha llegado y escribe un lote de resultados.',
    },
  },
  {
    name: { en: 'Output mode', 'pt-BR': 'Modo de saída', es: 'Modo de salida' },
    meaning: {
      en: 'What a batch writes: the whole table (complete), changed rows (update), or final rows only (append).',
      'pt-BR':
        'O que um lote grava: a tabela toda (complete), linhas mudadas (update) ou só linhas finais (append).',
      es: 'Lo que escribe un lote: toda la tabla (complete), filas cambiadas (update) o solo filas finales (append).',
    },
  },
  {
    name: { en: 'Join', 'pt-BR': 'Junção (join)', es: 'Unión (join)' },
    meaning: {
      en: 'Puts records of two streams together that share a key, often only within a bound of time.',
      'pt-BR':
        'Junta registros de dois fluxos que têm a mesma chave, muitas vezes só dentro de um limite de tempo.',
      es: 'Junta registros de dos flujos que comparten clave, a menudo solo dentro de un límite de tiempo.',
    },
  },
  {
    name: { en: 'Partition key', 'pt-BR': 'Chave de partição', es: 'Clave de partición' },
    meaning: {
      en: 'The columns of a Cassandra table that decide which node stores a row. A query by it reads one place.',
      'pt-BR':
        'As colunas de uma tabela do Cassandra que decidem em que nó fica a linha. Consultar por ela lê um só lugar.',
      es: 'Las columnas de una tabla de Cassandra que deciden en qué nodo se guarda una fila. Consultar por ella lee un solo lugar.',
    },
  },
  {
    name: { en: 'Replica', 'pt-BR': 'Réplica', es: 'Réplica' },
    meaning: {
      en: 'A copy of a partition on another broker or node, which takes over when one dies.',
      'pt-BR': 'Uma cópia de uma partição em outro broker ou nó, que assume quando um cai.',
      es: 'Una copia de una partición en otro broker o nodo, que toma el relevo cuando uno cae.',
    },
  },
  {
    name: { en: 'Retention', 'pt-BR': 'Retenção', es: 'Retención' },
    meaning: {
      en: 'How long, or up to which size, a topic keeps its records before the oldest go.',
      'pt-BR':
        'Por quanto tempo, ou até que tamanho, um tópico guarda registros antes de apagar os mais antigos.',
      es: 'Cuánto tiempo, o hasta qué tamaño, guarda un topic sus registros antes de borrar los más antiguos.',
    },
  },
]
