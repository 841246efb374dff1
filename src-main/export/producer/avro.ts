// What producer.py needs for topics in Avro: values in Confluent's wire format, by the schema that the
// lab's own runs register.
import type { exportProducer } from '@shared/text/ui/export-producer'
import { REGISTRY_IMPORTS, registryFunction } from '../registry-python'

export const AVRO_IMPORTS = [
  ...REGISTRY_IMPORTS,
  'from decimal import Decimal',
  'from io import BytesIO',
  'from fastavro import parse_schema',
  'from fastavro import schemaless_writer',
] as const

export const avroFunctions = (
  words: (phrase: keyof typeof exportProducer) => string,
): (readonly string[])[] => [
  registryFunction(words('registry')),
  [
    'def exact(schema: Any, value: Any) -> Any:',
    `    """${words('exact')}"""`,
    '    if isinstance(schema, list):',
    '        kinds = [kind for kind in schema if kind != "null"]',
    '        return None if value is None else exact(kinds[0], value)',
    '    if not isinstance(schema, dict) or value is None:',
    '        return value',
    '    if schema.get("logicalType") == "decimal":',
    '        return Decimal(str(value)).quantize(Decimal(1).scaleb(-int(schema.get("scale", 0))))',
    '    if schema["type"] == "array":',
    '        return [exact(schema["items"], each) for each in value]',
    '    if schema["type"] == "record":',
    '        fields = {field["name"]: field["type"] for field in schema["fields"]}',
    '        return {name: exact(kind, value.get(name)) for name, kind in fields.items()}',
    '    return value',
  ],
  [
    'class Avro:',
    `    """${words('avro')}"""`,
    '',
    '    def __init__(self, connection: str, subject: str, schema: str) -> None:',
    '        given = registry(connection, f"subjects/{subject}/versions", {"schema": schema})',
    '        self.header = bytes(1) + int(given["id"]).to_bytes(4, "big")',
    '        self.schema = json.loads(schema)',
    '        self.parsed = parse_schema(json.loads(schema))',
    '',
    '    def encode(self, row: dict[str, Any]) -> bytes:',
    `        """${words('encode')}"""`,
    '        out = BytesIO()',
    '        out.write(self.header)',
    '        schemaless_writer(out, self.parsed, exact(self.schema, row))',
    '        return out.getvalue()',
  ],
]
