// Words of the form for the states that an entity goes through.
import { words } from './words'

export const states = words({
  title: { en: 'States', 'pt-BR': 'Estados', es: 'Estados' },
  none: {
    en: 'Each record stands for itself. With states, each entity has several records: an order is in the cart, then paid, then shipped.',
    'pt-BR':
      'Cada registro vale por si. Com estados, cada entidade tem vários registros: um pedido está no carrinho, depois pago, depois enviado.',
    es: 'Cada registro va por su cuenta. Con estados, cada entidad tiene varios registros: un pedido está en el carrito, luego pagado, luego enviado.',
  },
  begin: { en: 'Add states', 'pt-BR': 'Adicionar estados', es: 'Añadir estados' },
  state: { en: 'State', 'pt-BR': 'Estado', es: 'Estado' },
  first: { en: 'the first', 'pt-BR': 'o primeiro', es: 'el primero' },
  to: { en: 'Goes on to', 'pt-BR': 'Segue para', es: 'Sigue a' },
  share: { en: 'So many, %', 'pt-BR': 'Quantos, %', es: 'Cuántos, %' },
  rest: { en: 'the others', 'pt-BR': 'os outros', es: 'los demás' },
  after: { en: 'After', 'pt-BR': 'Depois de', es: 'Después de' },
  add: { en: 'Next state', 'pt-BR': 'Próximo estado', es: 'Estado siguiente' },
  remove: { en: 'Remove {name}', 'pt-BR': 'Remover {name}', es: 'Quitar {name}' },
  ends: {
    en: '{share} % end in {state}.',
    'pt-BR': '{share} % terminam em {state}.',
    es: 'El {share} % termina en {state}.',
  },
  picture: {
    en: 'The way through the states',
    'pt-BR': 'O caminho pelos estados',
    es: 'El camino por los estados',
  },
  hint: {
    en: 'The rate is of new entities. A field of the type “state” writes where each is; all other fields but the time stay the same.',
    'pt-BR':
      'A taxa é de entidades novas. Um campo do tipo “estado” escreve onde cada uma está; os outros campos, menos a hora, ficam iguais.',
    es: 'El ritmo es de entidades nuevas. Un campo del tipo «estado» escribe dónde está cada una; los demás campos, salvo la hora, no cambian.',
  },
})
