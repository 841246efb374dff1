# A mail server of Python's own (aiosmtpd) that asks for encryption and a login, and prints what it gets
# as Python's mail parser reads it.
import asyncio
import json
import ssl
import sys
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, AuthResult


class Printer:
    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        seen = {
            "tls": session.ssl is not None,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "header_from": str(mail["From"]),
            "header_to": str(mail["To"]),
            "subject": str(mail["Subject"]),
            "text": mail.get_content(),
            "id": str(mail["Message-ID"]),
        }
        print(json.dumps(seen), flush=True)
        return "250 taken"


def judged(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"lab", b"secret")
    return AuthResult(success=right, handled=False)


async def serve(cert, key):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)

    def accept():
        return SMTP(
            Printer(),
            authenticator=judged,
            auth_required=True,
            require_starttls=True,
            tls_context=context,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(accept, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve(*sys.argv[1:3]))
