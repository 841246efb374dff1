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
  smaller: { en: 'Smaller', 'pt-BR': 'Menor', es: 'Menor' },
  larger: { en: 'Larger', 'pt-BR': 'Maior', es: 'Mayor' },
  leave: { en: 'Leave', 'pt-BR': 'Sair', es: 'Salir' },
})
