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
  moreRows: {
    en: { one: 'and {n} more row', other: 'and {n} more rows' },
    'pt-BR': { one: 'e mais {n} linha', other: 'e mais {n} linhas' },
    es: { one: 'y {n} fila más', other: 'y {n} filas más' },
  },
  log: { en: 'log', 'pt-BR': 'log', es: 'log' },
  noCountry: {
    en: {
      one: '{names} is not a country that the map knows.',
      other: '{n} names are not countries that the map knows: {names}.',
    },
    'pt-BR': {
      one: '{names} não é um país que o mapa conheça.',
      other: '{n} nomes não são países que o mapa conheça: {names}.',
    },
    es: {
      one: '{names} no es un país que el mapa conozca.',
      other: '{n} nombres no son países que el mapa conozca: {names}.',
    },
  },
  gauge: {
    en: '{name}: {value}, of {min} to {max}',
    'pt-BR': '{name}: {value}, de {min} a {max}',
    es: '{name}: {value}, de {min} a {max}',
  },
  summary: {
    en: '{n} values; the largest is {name} with {value}.',
    'pt-BR': '{n} valores; o maior é {name} com {value}.',
    es: '{n} valores; el mayor es {name} con {value}.',
  },
})
