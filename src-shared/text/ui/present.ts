// Words of the presentation of a lab.
import { words } from './words'

export const present = words({
  title: { en: 'Present', 'pt-BR': 'Apresentar', es: 'Presentar' },
  noLab: {
    en: 'Open a lab to present it.',
    'pt-BR': 'Abra um lab para apresentá-lo.',
    es: 'Abre un lab para presentarlo.',
  },
  classSees: { en: 'What the class sees', 'pt-BR': 'O que a turma vê', es: 'Lo que ve la clase' },
  notes: { en: 'Notes', 'pt-BR': 'Notas', es: 'Notas' },
  noNotes: {
    en: 'No notes for this step. Write them in the node’s Notes.',
    'pt-BR': 'Sem notas para este passo. Escreva-as nas Notas do nó.',
    es: 'Sin notas para este paso. Escríbelas en las Notas del nodo.',
  },
  noTileNotes: {
    en: 'No notes for this tile. Write them in its form, in Arrange on Live.',
    'pt-BR': 'Sem notas para este bloco. Escreva-as no formulário dele, em Organizar, em Ao vivo.',
    es: 'Sin notas para este panel. Escríbelas en su formulario, en Organizar, en En vivo.',
  },
  room: { en: 'The room', 'pt-BR': 'A sala', es: 'La sala' },
  share: {
    en: 'Share with the room',
    'pt-BR': 'Compartilhar com a sala',
    es: 'Compartir con la sala',
  },
  roomAddress: {
    en: 'Address of this computer',
    'pt-BR': 'Endereço deste computador',
    es: 'Dirección de este equipo',
  },
  qr: {
    en: 'The address as a QR code',
    'pt-BR': 'O endereço como código QR',
    es: 'La dirección como código QR',
  },
  readOnly: { en: 'READ ONLY', 'pt-BR': 'SÓ LEITURA', es: 'SOLO LECTURA' },
  watching: {
    en: { one: '{n} watching', other: '{n} watching' },
    'pt-BR': { one: '{n} assistindo', other: '{n} assistindo' },
    es: { one: '{n} mirando', other: '{n} mirando' },
  },
  roomNote: {
    en: 'On this network only, until you leave. They see the slide and its figures, and can touch nothing.',
    'pt-BR': 'Só nesta rede, até você sair. A turma vê o slide e os números, e não mexe em nada.',
    es: 'Solo en esta red, hasta que salgas. Ven la diapositiva y sus cifras, y no pueden tocar nada.',
  },
  roomWaits: {
    en: 'Nothing is shown yet. This page follows by itself.',
    'pt-BR': 'Nada é mostrado ainda. Esta página acompanha sozinha.',
    es: 'Aún no se muestra nada. Esta página sigue sola.',
  },
  roomLost: {
    en: 'No connection since {time} by this device’s clock. What you see is of then. This page goes on by itself.',
    'pt-BR':
      'Sem conexão desde {time} pelo relógio deste aparelho. O que você vê é de então. Esta página continua sozinha.',
    es: 'Sin conexión desde las {time} según el reloj de este aparato. Lo que ves es de entonces. Esta página sigue sola.',
  },
  roomFigures: {
    en: '{arrived} arrived · {rate}',
    'pt-BR': '{arrived} chegaram · {rate}',
    es: '{arrived} llegaron · {rate}',
  },
  nextUp: { en: 'Next:', 'pt-BR': 'A seguir:', es: 'Sigue:' },
  hidden: {
    en: 'Ports, connections and addresses are hidden while you present.',
    'pt-BR': 'Portas, conexões e endereços ficam ocultos durante a apresentação.',
    es: 'Puertos, conexiones y direcciones quedan ocultos mientras presentas.',
  },
  more: {
    en: { one: 'and {n} more node', other: 'and {n} more nodes' },
    'pt-BR': { one: 'e mais {n} nó', other: 'e mais {n} nós' },
    es: { one: 'y {n} nodo más', other: 'y {n} nodos más' },
  },
  slideOf: {
    en: 'Step {at} of {n}: {title}',
    'pt-BR': 'Passo {at} de {n}: {title}',
    es: 'Paso {at} de {n}: {title}',
  },
  before: { en: 'Before', 'pt-BR': 'Anterior', es: 'Anterior' },
  next: { en: 'Next step', 'pt-BR': 'Próximo passo', es: 'Siguiente paso' },
  blank: { en: 'Blank', 'pt-BR': 'Apagar', es: 'En negro' },
  pen: { en: 'Pen', 'pt-BR': 'Caneta', es: 'Lápiz' },
  spot: { en: 'Spotlight', 'pt-BR': 'Holofote', es: 'Foco' },
  wipe: { en: 'Wipe', 'pt-BR': 'Limpar', es: 'Borrar' },
  drawn: {
    en: { one: '{n} line drawn', other: '{n} lines drawn' },
    'pt-BR': { one: '{n} traço', other: '{n} traços' },
    es: { one: '{n} trazo', other: '{n} trazos' },
  },
  type: { en: 'Type {percent}', 'pt-BR': 'Letra {percent}', es: 'Letra {percent}' },
  smaller: { en: 'Smaller', 'pt-BR': 'Menor', es: 'Menor' },
  larger: { en: 'Larger', 'pt-BR': 'Maior', es: 'Mayor' },
  leave: { en: 'Leave', 'pt-BR': 'Sair', es: 'Salir' },
})
