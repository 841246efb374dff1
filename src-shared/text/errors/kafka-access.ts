// Sentences for a Kafka that is there but does not let us in: what stands on the other side of the
// port, and what to set.
import type { ErrorTexts } from './define'
import { words } from './words'

export const kafkaAccessErrors: ErrorTexts = {
  'kafka-wants-tls': words(
    [
      'Kafka at {address} speaks TLS on this port, but the connection is set to {security}.',
      'Set its security to {wanted}.',
    ],
    [
      'O Kafka em {address} fala TLS nesta porta, mas a conexão está como {security}.',
      'Mude a segurança dela para {wanted}.',
    ],
    [
      'Kafka en {address} habla TLS en este puerto, pero la conexión está en {security}.',
      'Cambia su seguridad a {wanted}.',
    ],
  ),
  'kafka-told-elsewhere': words(
    [
      'Kafka at {address} answers, and sends its clients to {told}, where nobody does.',
      'Set advertised.listeners of its brokers to an address that this computer reaches.',
    ],
    [
      'O Kafka em {address} responde e manda os clientes para {told}, onde ninguém responde.',
      'Ajuste advertised.listeners dos brokers para um endereço que este computador alcance.',
    ],
    [
      'Kafka en {address} responde y manda a sus clientes a {told}, donde no responde nadie.',
      'Ajusta advertised.listeners de sus brokers a una dirección que este equipo alcance.',
    ],
  ),
  'kafka-no-tls': words(
    [
      'Kafka at {address} does not speak TLS on this port, but the connection is set to {security}.',
      'Use the port of its TLS listener, or set the security to {wanted}.',
    ],
    [
      'O Kafka em {address} não fala TLS nesta porta, mas a conexão está como {security}.',
      'Use a porta do listener TLS ou mude a segurança para {wanted}.',
    ],
    [
      'Kafka en {address} no habla TLS en este puerto, pero la conexión está en {security}.',
      'Usa el puerto del listener TLS o cambia la seguridad a {wanted}.',
    ],
  ),
  'kafka-wants-login': words(
    [
      'Kafka at {address} wants a login on this port, but the connection is set to {security}.',
      'Set its security to {wanted} and give user (API key) and password (secret).',
    ],
    [
      'O Kafka em {address} exige login nesta porta, mas a conexão está como {security}.',
      'Mude a segurança para {wanted} e informe usuário (chave de API) e senha (segredo).',
    ],
    [
      'Kafka en {address} exige inicio de sesión en este puerto, pero la conexión está en {security}.',
      'Cambia la seguridad a {wanted} e indica usuario (clave de API) y contraseña (secreto).',
    ],
  ),
  'kafka-no-login': words(
    [
      'Kafka at {address} takes no login on this port, but the connection is set to {security}.',
      'Use the port of its SASL listener, or set the security to {wanted}.',
    ],
    [
      'O Kafka em {address} não aceita login nesta porta, mas a conexão está como {security}.',
      'Use a porta do listener SASL ou mude a segurança para {wanted}.',
    ],
    [
      'Kafka en {address} no acepta inicio de sesión en este puerto, pero la conexión está en {security}.',
      'Usa el puerto del listener SASL o cambia la seguridad a {wanted}.',
    ],
  ),
  'kafka-mechanism': words(
    [
      'Kafka at {address} does not take logins by {mechanism}; it offers {offered}.',
      'Set the mechanism to one that it offers.',
    ],
    [
      'O Kafka em {address} não aceita login por {mechanism}; oferece {offered}.',
      'Escolha um mecanismo que ele ofereça.',
    ],
    [
      'Kafka en {address} no acepta inicios de sesión por {mechanism}; ofrece {offered}.',
      'Elige un mecanismo que ofrezca.',
    ],
  ),
  'kafka-not-kafka': words(
    [
      'What answers at {address} is not Kafka; it begins with “{found}”.',
      'Use the bootstrap address of the cluster, often port 9092.',
    ],
    [
      'O que responde em {address} não é o Kafka; começa com “{found}”.',
      'Use o endereço bootstrap do cluster, em geral porta 9092.',
    ],
    [
      'Lo que responde en {address} no es Kafka; empieza con «{found}».',
      'Usa la dirección bootstrap del clúster, a menudo el puerto 9092.',
    ],
  ),
  'kafka-certificate-other': words(
    [
      'The certificate of Kafka at {address} was not signed by the authority in the profile: {message}',
      'Put the certificate of this cluster’s authority (PEM) into the profile, or none when a public authority signed it.',
    ],
    [
      'O certificado do Kafka em {address} não foi assinado pela autoridade do perfil: {message}',
      'Ponha no perfil o certificado da autoridade deste cluster (PEM), ou nenhum se for uma autoridade pública.',
    ],
    [
      'El certificado de Kafka en {address} no fue firmado por la autoridad del perfil: {message}',
      'Pon en el perfil el certificado de la autoridad de este clúster (PEM), o ninguno si es una autoridad pública.',
    ],
  ),
  'kafka-certificate-name': words(
    [
      'The certificate of Kafka at {address} is not made out for this name: {message}',
      'Use a name that stands in the certificate, or set the server name in the profile (tls.serverName).',
    ],
    [
      'O certificado do Kafka em {address} não foi emitido para este nome: {message}',
      'Use um nome que esteja no certificado ou informe o nome do servidor no perfil (tls.serverName).',
    ],
    [
      'El certificado de Kafka en {address} no fue emitido para este nombre: {message}',
      'Usa un nombre que figure en el certificado o indica el nombre del servidor en el perfil (tls.serverName).',
    ],
  ),
  'kafka-certificate-expired': words(
    [
      'The certificate of Kafka at {address} is not valid today: {message}',
      'Renew it on the broker, and check the clock of this computer.',
    ],
    [
      'O certificado do Kafka em {address} não vale hoje: {message}',
      'Renove-o no broker e confira o relógio deste computador.',
    ],
    [
      'El certificado de Kafka en {address} no es válido hoy: {message}',
      'Renuévalo en el broker y revisa el reloj de este equipo.',
    ],
  ),
  'kafka-client-certificate': words(
    [
      'Kafka at {address} wants a certificate of this client: {message}',
      'Put certificate (tls.cert) and key into the profile.',
    ],
    [
      'O Kafka em {address} exige um certificado deste cliente: {message}',
      'Informe certificado (tls.cert) e chave no perfil.',
    ],
    [
      'Kafka en {address} exige un certificado de este cliente: {message}',
      'Indica certificado (tls.cert) y clave en el perfil.',
    ],
  ),
  'kafka-client-certificate-refused': words(
    [
      'Kafka at {address} does not accept this client’s certificate: {message}',
      'Ask for one that is valid today and signed by an authority that the broker trusts.',
    ],
    [
      'O Kafka em {address} não aceita o certificado deste cliente: {message}',
      'Peça um que valha hoje e seja assinado por uma autoridade em que o broker confia.',
    ],
    [
      'Kafka en {address} no acepta el certificado de este cliente: {message}',
      'Pide uno que sea válido hoy y esté firmado por una autoridad en la que el broker confíe.',
    ],
  ),
  'kafka-key-sealed': words(
    [
      'The private key in the profile for {address} is sealed, and its passphrase is missing or wrong.',
      'Give the passphrase (ssl.key.password), or a key without one.',
    ],
    [
      'A chave privada do perfil para {address} está protegida, e a senha dela falta ou está errada.',
      'Informe a senha da chave (ssl.key.password) ou uma chave sem senha.',
    ],
    [
      'La clave privada del perfil para {address} está protegida, y su contraseña falta o es incorrecta.',
      'Indica la contraseña de la clave (ssl.key.password) o una clave sin contraseña.',
    ],
  ),
  'kafka-key-other': words(
    [
      'The private key in the profile for {address} does not belong to the certificate beside it.',
      'Give the key that the certificate was made for.',
    ],
    [
      'A chave privada do perfil para {address} não pertence ao certificado informado.',
      'Informe a chave para a qual o certificado foi emitido.',
    ],
    [
      'La clave privada del perfil para {address} no pertenece al certificado indicado.',
      'Indica la clave para la que se emitió el certificado.',
    ],
  ),
  'kafka-certificate-text': words(
    [
      'A certificate or key in the profile for {address} cannot be read: {message}',
      'Paste the whole PEM text, with its BEGIN and END lines.',
    ],
    [
      'Um certificado ou chave do perfil para {address} não pode ser lido: {message}',
      'Cole o texto PEM inteiro, com as linhas BEGIN e END.',
    ],
    [
      'No se puede leer un certificado o clave del perfil para {address}: {message}',
      'Pega el texto PEM completo, con sus líneas BEGIN y END.',
    ],
  ),
}
