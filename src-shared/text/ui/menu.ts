// Words of Electron's menus and dialogs, which the main process draws, not the page.
import { words } from './words'

export const menu = words({
  file: { en: '&File', 'pt-BR': '&Arquivo', es: '&Archivo' },
  openLab: { en: 'Open lab…', 'pt-BR': 'Abrir lab…', es: 'Abrir lab…' },
  labFiles: { en: 'Lab files', 'pt-BR': 'Arquivos de lab', es: 'Archivos de lab' },
  newWindow: { en: 'New window', 'pt-BR': 'Nova janela', es: 'Nueva ventana' },
  showData: {
    en: 'Show data folder',
    'pt-BR': 'Mostrar a pasta de dados',
    es: 'Mostrar la carpeta de datos',
  },
  settings: { en: 'Settings…', 'pt-BR': 'Ajustes…', es: 'Ajustes…' },
  edit: { en: '&Edit', 'pt-BR': '&Editar', es: '&Edición' },
  view: { en: '&View', 'pt-BR': '&Exibir', es: '&Ver' },
  labs: { en: 'Labs', 'pt-BR': 'Labs', es: 'Labs' },
  topics: { en: 'Topics', 'pt-BR': 'Tópicos', es: 'Topics' },
  query: { en: 'Query', 'pt-BR': 'Consulta', es: 'Consulta' },
  engines: { en: 'Engines', 'pt-BR': 'Motores', es: 'Motores' },
  window: { en: '&Window', 'pt-BR': '&Janela', es: 'Ve&ntana' },
  quitAnyway: { en: 'Quit', 'pt-BR': 'Sair', es: 'Salir' },
  tryAgain: { en: 'Try again', 'pt-BR': 'Tentar de novo', es: 'Reintentar' },
})
