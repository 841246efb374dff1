// Words in the files beside an exported job.
import { words } from './words'

export const exportFiles = words({
  topics: {
    en: 'The topics of this lab, by Kafka’s own tools; those that are there stay as they are.',
    'pt-BR': 'Os tópicos deste lab, pelas ferramentas do Kafka; os que existem ficam.',
    es: 'Los topics de este lab, con las herramientas de Kafka; los que hay se quedan.',
  },
  consumer: {
    en: 'Prints each record of the topic {topic}, from the first on.',
    'pt-BR': 'Mostra cada registro do tópico {topic}, a partir do primeiro.',
    es: 'Muestra cada registro del topic {topic}, desde el primero.',
  },
  producer: {
    en: 'Sends records to the topic {topic}.',
    'pt-BR': 'Envia registros ao tópico {topic}.',
    es: 'Envía registros al topic {topic}.',
  },
  captured: {
    en: 'records.jsonl has records, with their keys, that this lab’s own source made.',
    'pt-BR': 'records.jsonl tem registros, com suas chaves, que a fonte deste lab gerou.',
    es: 'records.jsonl tiene registros, con sus claves, que generó la fuente de este lab.',
  },
  example: {
    en: 'records.jsonl has one example: this lab has no source whose records could be taken. Put your own in its place.',
    'pt-BR':
      'records.jsonl tem um exemplo: este lab não tem fonte de onde tirar registros. Ponha os seus no lugar.',
    es: 'records.jsonl tiene un ejemplo: este lab no tiene fuente de donde tomar registros. Pon los tuyos en su lugar.',
  },
  compose: {
    en: 'The engines of this lab: docker compose up -d --wait. Ports are open on this computer only.',
    'pt-BR':
      'Os motores deste lab: docker compose up -d --wait. As portas abrem só neste computador.',
    es: 'Los motores de este lab: docker compose up -d --wait. Los puertos se abren solo en este equipo.',
  },
})
