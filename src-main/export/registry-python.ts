// The function by which an exported program asks a schema registry: the job and producer.py have the
// same one.

export const REGISTRY_IMPORTS = [
  'import json',
  'import os',
  'from base64 import b64encode',
  'from typing import Any',
  'from urllib.request import Request',
  'from urllib.request import urlopen',
] as const

export const registryFunction = (doc: string): readonly string[] => [
  'def registry(connection: str, path: str, body: dict[str, str] | None = None) -> Any:',
  `    """${doc}"""`,
  '    url = os.environ.get(f"{connection}_URL", "http://127.0.0.1:8081")',
  '    request = Request(f"{url}/{path}", None if body is None else json.dumps(body).encode())',
  '    request.add_header("Content-Type", "application/vnd.schemaregistry.v1+json")',
  '    if user := os.environ.get(f"{connection}_USERNAME"):',
  `        login = f"{user}:{os.environ.get(f'{connection}_PASSWORD', '')}"`,
  '        request.add_header("Authorization", f"Basic {b64encode(login.encode()).decode()}")',
  '    with urlopen(request, timeout=15) as answer:',
  '        return json.load(answer)',
]
