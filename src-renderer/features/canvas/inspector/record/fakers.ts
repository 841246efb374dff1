// Faker functions that are offered while one is typed; every other function of faker is taken too.
const MODULES: Readonly<Record<string, readonly string[]>> = {
  person: ['fullName', 'firstName', 'lastName', 'jobTitle', 'sex'],
  internet: ['email', 'username', 'ipv4', 'url', 'domainName', 'userAgent', 'mac'],
  location: [
    'city',
    'country',
    'countryCode',
    'state',
    'streetAddress',
    'zipCode',
    'latitude',
    'longitude',
  ],
  commerce: ['product', 'productName', 'department', 'price', 'isbn'],
  company: ['name', 'catchPhrase', 'buzzNoun'],
  finance: [
    'accountNumber',
    'amount',
    'currencyCode',
    'creditCardNumber',
    'iban',
    'transactionType',
  ],
  phone: ['number', 'imei'],
  vehicle: ['vehicle', 'manufacturer', 'model', 'vin'],
  lorem: ['word', 'words', 'sentence'],
  color: ['human'],
  airline: ['airport', 'flightNumber'],
  date: ['weekday', 'month'],
}

export const FAKERS = Object.entries(MODULES).flatMap(([name, functions]) =>
  functions.map(each => `${name}.${each}`),
)

/** Languages of names, cities and words. */
export const LOCALES = [
  ...['en', 'en_US', 'en_GB', 'en_IN', 'pt_BR', 'pt_PT', 'es', 'es_MX', 'de', 'fr', 'it', 'nl'],
  ...['pl', 'sv', 'tr', 'ja', 'ko', 'zh_CN'],
] as const
