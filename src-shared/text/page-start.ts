// What the page says when it cannot start. The file with the words of the language may be what did
// not come, so a build leaves these in the page in all three languages
// (`.scripts/words-by-language.ts`).
import { words } from './ui/words'

export const pageStart = words({
  lost: {
    en: 'This page could not be loaded whole.',
    'pt-BR': 'Não foi possível carregar esta página por inteiro.',
    es: 'No se pudo cargar esta página por completo.',
  },
  lostTodo: {
    en: 'Reload it. Labs that run go on, and drafts are kept.',
    'pt-BR': 'Recarregue-a. Os labs que rodam continuam e os rascunhos ficam.',
    es: 'Vuelve a cargarla. Los labs en marcha siguen y los borradores se conservan.',
  },
  forbidden: {
    en: 'This browser keeps no data for this page, so the page cannot keep the key of its lab.',
    'pt-BR':
      'Este navegador não guarda dados para esta página, que assim não pode guardar a chave do lab.',
    es: 'Este navegador no guarda datos para esta página, que así no puede conservar la clave del lab.',
  },
  forbiddenTodo: {
    en: 'Allow cookies and site data for this address in the browser’s settings, then reload.',
    'pt-BR':
      'Permita cookies e dados do site para este endereço nas configurações do navegador e recarregue.',
    es: 'Permite las cookies y los datos del sitio para esta dirección en los ajustes del navegador y vuelve a cargar.',
  },
  reload: { en: 'Reload', 'pt-BR': 'Recarregar', es: 'Volver a cargar' },
})
