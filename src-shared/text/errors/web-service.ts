// Errors of web services that rows are posted to.
import type { ErrorTexts } from './define'
import { words } from './words'

export const webServiceErrors: ErrorTexts = {
  'http-no-address': words(
    [
      'Nothing says which web service “{name}” is: there is none inside.',
      'Save a connection of type web service and choose it for “{name}” in the lab’s settings, or run with --connection {name}=NAME.',
    ],
    [
      'Nada diz qual serviço web é “{name}”: não há um embutido.',
      'Salve uma conexão do tipo serviço web e escolha-a para “{name}” nas configurações do lab, ou execute com --connection {name}=NOME.',
    ],
    [
      'Nada dice qué servicio web es «{name}»: no hay uno integrado.',
      'Guarda una conexión de tipo servicio web y elígela para «{name}» en los ajustes del lab, o ejecuta con --connection {name}=NOMBRE.',
    ],
  ),
  'lab-http-secret': words(
    [
      'Header “{name}” carries a secret, and a lab file is shown and shared.',
      'Store the secret as the password of the connection: it is sent as a token, or with the user name.',
    ],
    [
      'O cabeçalho “{name}” leva um segredo, e um arquivo de lab é mostrado e compartilhado.',
      'Guarde o segredo como senha da conexão: ele vai como token, ou com o usuário.',
    ],
    [
      'La cabecera «{name}» lleva un secreto, y un archivo de lab se muestra y se comparte.',
      'Guarda el secreto como contraseña de la conexión: va como token, o con el usuario.',
    ],
  ),
  'lab-http-header': words(
    ['Header “{name}” is set by “{node}” itself.', 'Remove it.'],
    ['O cabeçalho “{name}” é posto pelo próprio “{node}”.', 'Remova-o.'],
    ['La cabecera «{name}» la pone «{node}» mismo.', 'Quítala.'],
  ),
  'http-unreachable': words(
    [
      'The web service at {address} does not answer: {message}',
      'Start it, or correct the address of the connection.',
    ],
    [
      'O serviço web em {address} não responde: {message}',
      'Inicie-o ou corrija o endereço da conexão.',
    ],
    [
      'El servicio web en {address} no responde: {message}',
      'Arráncalo o corrige la dirección de la conexión.',
    ],
  ),
  'http-login': words(
    [
      'The web service at {address} refuses the login ({status}): {message}',
      'Correct the user name, the password or the token of the connection, and start again.',
    ],
    [
      'O serviço web em {address} recusa o login ({status}): {message}',
      'Corrija o usuário, a senha ou o token da conexão e inicie de novo.',
    ],
    [
      'El servicio web en {address} rechaza el acceso ({status}): {message}',
      'Corrige el usuario, la contraseña o el token de la conexión y arranca otra vez.',
    ],
  ),
  'http-later': words(
    [
      'The web service at {address} cannot take rows now ({status}): {message}',
      'The node tries again. If it stays so, ask whoever runs the service.',
    ],
    [
      'O serviço web em {address} não aceita linhas agora ({status}): {message}',
      'O nó tenta de novo. Se continuar, fale com quem cuida do serviço.',
    ],
    [
      'El servicio web en {address} no acepta filas ahora ({status}): {message}',
      'El nodo lo intenta otra vez. Si sigue así, habla con quien lleva el servicio.',
    ],
  ),
  'http-refused': words(
    [
      'The web service at {address} refuses these rows ({status}): {message}',
      'Correct the path, or what the rows hold; then replay the dead letters.',
    ],
    [
      'O serviço web em {address} recusa estas linhas ({status}): {message}',
      'Corrija o caminho ou o conteúdo das linhas; depois reenvie as mensagens com erro.',
    ],
    [
      'El servicio web en {address} rechaza estas filas ({status}): {message}',
      'Corrige la ruta o el contenido de las filas; luego reenvía los mensajes con error.',
    ],
  ),
  'export-http-twice': words(
    [
      '“{node}” posts rows at least once: a task that Spark does again sends them again, with the same Idempotency-Key. What the service refuses (4xx) is printed, not kept.',
      'Have the receiver look at Idempotency-Key.',
    ],
    [
      '“{node}” envia linhas ao menos uma vez: uma tarefa que o Spark repete as envia de novo, com a mesma Idempotency-Key. O que o serviço recusa (4xx) é impresso, não guardado.',
      'Faça quem recebe olhar a Idempotency-Key.',
    ],
    [
      '«{node}» envía filas al menos una vez: una tarea que Spark repite las envía otra vez, con la misma Idempotency-Key. Lo que el servicio rechaza (4xx) se imprime, no se guarda.',
      'Haz que quien recibe mire la Idempotency-Key.',
    ],
  ),
}
