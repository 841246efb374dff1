// Words of the charts, and of what takes the place of a picture.
import { words } from './words'

export const charts = words({
  showTable: { en: 'Show as table', 'pt-BR': 'Mostrar como tabela', es: 'Mostrar como tabla' },
  showChart: { en: 'Show as chart', 'pt-BR': 'Mostrar como gráfico', es: 'Mostrar como gráfico' },
  other: { en: 'Other', 'pt-BR': 'Outros', es: 'Otros' },
  folded: { en: 'Other ({n})', 'pt-BR': 'Outros ({n})', es: 'Otros ({n})' },
  name: { en: 'Name', 'pt-BR': 'Nome', es: 'Nombre' },
  total: { en: 'total', 'pt-BR': 'total', es: 'total' },
  empty: { en: 'No values yet.', 'pt-BR': 'Ainda não há valores.', es: 'Aún no hay valores.' },
  summary: {
    en: '{n} values; the largest is {name} with {value}.',
    'pt-BR': '{n} valores; o maior é {name} com {value}.',
    es: '{n} valores; el mayor es {name} con {value}.',
  },
})
