// Hints below settings of forms, by the setting's name: what is meant, where the name alone does
// not say it.
import { words } from './words'

export const hints = words({
  bootstrap: {
    en: 'host:port, several with commas',
    'pt-BR': 'host:porta, vários separados por vírgula',
    es: 'host:puerto, varios separados por comas',
  },
  contactPoints: {
    en: 'host:port, several with commas',
    'pt-BR': 'host:porta, vários separados por vírgula',
    es: 'host:puerto, varios separados por comas',
  },
  ca: {
    en: 'PEM. Only for a cluster that signs for itself; known authorities need none.',
    'pt-BR':
      'PEM. Só para um cluster que assina por conta própria; autoridades conhecidas dispensam.',
    es: 'PEM. Solo para un clúster que firma por su cuenta; las autoridades conocidas no lo necesitan.',
  },
  cert: {
    en: 'PEM. Only where the server asks for one; its key goes under Secrets.',
    'pt-BR': 'PEM. Só se o servidor pedir; a chave vai em Segredos.',
    es: 'PEM. Solo si el servidor lo pide; su clave va en Secretos.',
  },
  serverName: {
    en: 'Only where it differs from the address.',
    'pt-BR': 'Só quando difere do endereço.',
    es: 'Solo cuando difiere de la dirección.',
  },
  url: { en: 'https://host:9200', 'pt-BR': 'https://host:9200', es: 'https://host:9200' },
  orderBy: {
    en: 'Columns that order the rows; all when empty',
    'pt-BR': 'Colunas que ordenam as linhas; todas se vazio',
    es: 'Columnas que ordenan las filas; todas si está vacío',
  },
})
