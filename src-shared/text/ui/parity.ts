// Words of the parity sheet: whether a lab's tables are equal on another engine.
import { words } from './words'

export const parity = words({
  title: { en: 'Parity of {lab}', 'pt-BR': 'Paridade de {lab}', es: 'Paridad de {lab}' },
  equal: {
    en: 'Every table is equal, row by row.',
    'pt-BR': 'Todas as tabelas são iguais, linha a linha.',
    es: 'Todas las tablas son iguales, fila a fila.',
  },
  different: {
    en: 'Some rows differ.',
    'pt-BR': 'Algumas linhas diferem.',
    es: 'Algunas filas difieren.',
  },
  facts: {
    en: '{events} events per seed. Sluice {sluice}; Spark {spark} at {master}. {at}',
    'pt-BR': '{events} eventos por semente. Sluice {sluice}; Spark {spark} em {master}. {at}',
    es: '{events} eventos por semilla. Sluice {sluice}; Spark {spark} en {master}. {at}',
  },
  seed: { en: 'Seed {seed}', 'pt-BR': 'Semente {seed}', es: 'Semilla {seed}' },
  times: {
    en: '{here} s in Sluice, {there} s on Spark.',
    'pt-BR': '{here} s no Sluice, {there} s no Spark.',
    es: '{here} s en Sluice, {there} s en Spark.',
  },
  otherEvents: {
    en: 'The two runs did not have the same events, so their tables cannot be compared.',
    'pt-BR': 'As duas execuções não tiveram os mesmos eventos; suas tabelas não se comparam.',
    es: 'Las dos ejecuciones no tuvieron los mismos eventos; sus tablas no se comparan.',
  },
  table: { en: 'Table', 'pt-BR': 'Tabela', es: 'Tabla' },
  compared: { en: 'Compared', 'pt-BR': 'Comparadas', es: 'Comparadas' },
  equalRows: { en: 'Equal', 'pt-BR': 'Iguais', es: 'Iguales' },
  differentRows: { en: 'Different', 'pt-BR': 'Diferentes', es: 'Diferentes' },
  leftOut: {
    en: 'Left out by rule 1',
    'pt-BR': 'Fora pela regra 1',
    es: 'Fuera por la regla 1',
  },
  here: { en: 'Sluice', 'pt-BR': 'Sluice', es: 'Sluice' },
  there: { en: 'Spark', 'pt-BR': 'Spark', es: 'Spark' },
  columns: {
    en: 'Columns that differ',
    'pt-BR': 'Colunas que diferem',
    es: 'Columnas que difieren',
  },
  written: {
    en: 'The sheet is in {dir}: sheet.html, sheet.json',
    'pt-BR': 'A folha está em {dir}: sheet.html, sheet.json',
    es: 'La hoja está en {dir}: sheet.html, sheet.json',
  },
})
