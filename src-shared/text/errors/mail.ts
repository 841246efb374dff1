// Errors of mail servers and of rows that become mails.
import type { ErrorTexts } from './define'
import { words } from './words'

export const mailErrors: ErrorTexts = {
  'smtp-unreachable': words(
    [
      'The mail server at {address} does not answer: {message}',
      'Correct host, port and security of the connection (587 with STARTTLS, 465 with SSL), or start it.',
    ],
    [
      'O servidor de e-mail em {address} não responde: {message}',
      'Corrija host, porta e segurança da conexão (587 com STARTTLS, 465 com SSL) ou inicie-o.',
    ],
    [
      'El servidor de correo en {address} no responde: {message}',
      'Corrige host, puerto y seguridad de la conexión (587 con STARTTLS, 465 con SSL) o arráncalo.',
    ],
  ),
  'smtp-login': words(
    [
      'The mail server at {address} refuses the login: {message}',
      'Correct the user name and the password of the connection. Many providers ask for a password made for apps.',
    ],
    [
      'O servidor de e-mail em {address} recusa o login: {message}',
      'Corrija o usuário e a senha da conexão. Muitos provedores pedem uma senha feita para aplicativos.',
    ],
    [
      'El servidor de correo en {address} rechaza el acceso: {message}',
      'Corrige el usuario y la contraseña de la conexión. Muchos proveedores piden una contraseña hecha para aplicaciones.',
    ],
  ),
  'smtp-tls': words(
    [
      'No encryption with the mail server at {address}: {message}',
      'Choose the security that the server offers, or give the certificate of its authority in the connection.',
    ],
    [
      'Sem criptografia com o servidor de e-mail em {address}: {message}',
      'Escolha a segurança que o servidor oferece ou informe o certificado da autoridade na conexão.',
    ],
    [
      'Sin cifrado con el servidor de correo en {address}: {message}',
      'Elige la seguridad que ofrece el servidor o pon el certificado de su autoridad en la conexión.',
    ],
  ),
  'smtp-later': words(
    [
      'The mail server at {address} takes no mail now ({status}): {message}',
      'The node tries again. If it stays so, lower “Mails per minute” or ask whoever runs the server.',
    ],
    [
      'O servidor de e-mail em {address} não aceita e-mails agora ({status}): {message}',
      'O nó tenta de novo. Se continuar, diminua “E-mails por minuto” ou fale com quem cuida do servidor.',
    ],
    [
      'El servidor de correo en {address} no acepta correos ahora ({status}): {message}',
      'El nodo lo intenta otra vez. Si sigue así, baja «Correos por minuto» o habla con quien lleva el servidor.',
    ],
  ),
  'smtp-refused': words(
    [
      'The mail server at {address} refuses this mail ({status}): {message}',
      'Correct the recipients, the sender of the connection or the text; then replay the dead letters.',
    ],
    [
      'O servidor de e-mail em {address} recusa este e-mail ({status}): {message}',
      'Corrija os destinatários, o remetente da conexão ou o texto; depois reenvie as mensagens com erro.',
    ],
    [
      'El servidor de correo en {address} rechaza este correo ({status}): {message}',
      'Corrige los destinatarios, el remitente de la conexión o el texto; luego reenvía los mensajes con error.',
    ],
  ),
  'smtp-recipients': words(
    [
      'The mail server does not deliver to {address}. The other recipients have the mail.',
      'Correct the address. A replay sends the mail to all recipients again.',
    ],
    [
      'O servidor de e-mail não entrega a {address}. Os outros destinatários receberam.',
      'Corrija o endereço. Um reenvio manda o e-mail de novo a todos.',
    ],
    [
      'El servidor de correo no entrega a {address}. Los otros destinatarios lo tienen.',
      'Corrige la dirección. Un reenvío manda el correo otra vez a todos.',
    ],
  ),
  'mail-held-back': words(
    [
      '“{node}” sends at most {perMinute} mails a minute: {waiting} wait, the next one for {seconds} s.',
      'Filter before it, raise “Rows per mail”, or raise “Mails per minute”.',
    ],
    [
      '“{node}” envia no máximo {perMinute} e-mails por minuto: {waiting} esperam, o próximo por {seconds} s.',
      'Filtre antes dele, aumente “Linhas por e-mail” ou aumente “E-mails por minuto”.',
    ],
    [
      '«{node}» envía como mucho {perMinute} correos por minuto: {waiting} esperan, el próximo {seconds} s.',
      'Filtra antes, sube «Filas por correo» o sube «Correos por minuto».',
    ],
  ),
  'mail-header-lines': words(
    [
      'The row puts a line break or another control character into “{header}” of a mail.',
      'Such a row could add recipients. Remove the character before, as with regexp_replace.',
    ],
    [
      'A linha põe uma quebra de linha ou outro caractere de controle em “{header}” de um e-mail.',
      'Uma linha assim poderia acrescentar destinatários. Remova o caractere antes, como com regexp_replace.',
    ],
    [
      'La fila pone un salto de línea u otro carácter de control en «{header}» de un correo.',
      'Una fila así podría añadir destinatarios. Quita el carácter antes, como con regexp_replace.',
    ],
  ),
  'mail-address': words(
    [
      '“{address}” is not one e-mail address.',
      'Correct the field, or list each address by itself in “to”.',
    ],
    [
      '“{address}” não é um endereço de e-mail.',
      'Corrija o campo ou liste cada endereço separado em “to”.',
    ],
    [
      '«{address}» no es una dirección de correo.',
      'Corrige el campo o pon cada dirección aparte en «to».',
    ],
  ),
  'mail-too-large': words(
    [
      'The text of this mail has {chars} characters; {max} fit.',
      'Name only the fields that people read.',
    ],
    [
      'O texto deste e-mail tem {chars} caracteres; cabem {max}.',
      'Cite só os campos que as pessoas leem.',
    ],
    [
      'El texto de este correo tiene {chars} caracteres; caben {max}.',
      'Nombra solo los campos que se leen.',
    ],
  ),
  'export-mail-twice': words(
    [
      '“{node}” sends mails at least once: a batch that Spark does again sends them again, with the same Message-ID. Rows that cannot be a mail are printed, not kept.',
      'Keep “Mails per minute” low; the job waits for it too.',
    ],
    [
      '“{node}” envia e-mails ao menos uma vez: um lote que o Spark repete os envia de novo, com o mesmo Message-ID. Linhas que não podem ser e-mail são impressas, não guardadas.',
      'Mantenha “E-mails por minuto” baixo; o job também o respeita.',
    ],
    [
      '«{node}» envía correos al menos una vez: un lote que Spark repite los envía otra vez, con el mismo Message-ID. Las filas que no pueden ser correo se imprimen, no se guardan.',
      'Mantén bajo «Correos por minuto»; el job también lo respeta.',
    ],
  ),
}
