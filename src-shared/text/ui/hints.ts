// Hints below the settings of a form, by the setting's name. They say what the name alone does not.
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
    en: 'PEM. Only for a cluster with its own certificate authority.',
    'pt-BR': 'PEM. Só para um cluster com autoridade certificadora própria.',
    es: 'PEM. Solo para un clúster con su propia autoridad de certificación.',
  },
  cert: {
    en: 'PEM. Only if the server asks for one. Its key goes under Secrets.',
    'pt-BR': 'PEM. Só se o servidor pedir; a chave vai em Segredos.',
    es: 'PEM. Solo si el servidor lo pide; su clave va en Secretos.',
  },
  serverName: {
    en: 'Only if it differs from the address.',
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
