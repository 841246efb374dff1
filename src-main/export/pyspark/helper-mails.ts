// Mails of a PySpark job: sent by the driver, or printed where no server is given.
import type { Helper } from './helper'

export const sendMails: Helper = {
  gives: ['send_mails'],
  imports: [
    'import os',
    'import re',
    'import smtplib',
    'import ssl',
    'import time',
    'from collections import deque',
    'from contextlib import nullcontext',
    'from email.message import EmailMessage',
    'from hashlib import sha256',
  ],
  constant: String.raw`ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]{1,64}@[^\s@,;:<>()\[\]\"\\]{1,253}")
SENT: deque[float] = deque()`,
  text: doc => `
def mail_server(connection: str, timeout: float) -> smtplib.SMTP:
    host = os.environ[f"{connection}_HOST"]
    port = int(os.environ.get(f"{connection}_PORT", "587"))
    security = os.environ.get(f"{connection}_SECURITY", "STARTTLS")
    trust = ssl.create_default_context()
    if security == "SSL":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=trust)
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    if security == "STARTTLS":
        server.starttls(context=trust)
    if user := os.environ.get(f"{connection}_USERNAME"):
        server.login(user, os.environ.get(f"{connection}_PASSWORD", ""))
    return server


def wait_for_turn(per_minute: int) -> None:
    while SENT and SENT[0] <= time.monotonic() - 60:
        SENT.popleft()
    if len(SENT) >= per_minute:
        wait = SENT[0] + 60 - time.monotonic()
        print(f"at most {per_minute} mails a minute: the next goes in {wait:.0f} s", flush=True)
        time.sleep(max(0.0, wait))
        SENT.popleft()
    SENT.append(time.monotonic())


def gathered(letters: DataFrame, rows_per_mail: int) -> list[tuple[list[str], str, list[str]]]:
    mails: list[tuple[list[str], str, list[str]]] = []
    latest: dict[tuple[str, ...], list[str]] = {}
    for row in letters.toLocalIterator():
        lines = latest.get(tuple(row.to))
        if lines is None or len(lines) >= rows_per_mail:
            lines = latest[tuple(row.to)] = []
            mails.append((row.to, row.subject, lines))
        lines.append(row.text)
    return mails


def mail_of(to: list[str], subject: str, lines: list[str], sender: str) -> EmailMessage | None:
    mail = EmailMessage()
    try:
        if not all(ADDRESS.fullmatch(one) for one in to):
            raise ValueError("not an address")
        mail["From"], mail["To"], mail["Subject"] = sender, ", ".join(to), subject
    except ValueError as error:
        print(f"no mail to {to!r}: {error}", flush=True)
        return None
    mail.set_content("\\n".join(lines))
    return mail


def send_mails(
    letters: DataFrame,
    connection: str,
    rows_per_mail: int,
    per_minute: int,
    timeout: float,
    scope: str,
) -> None:
    """${doc('sendMails')}"""
    mails = gathered(letters, rows_per_mail)
    sends = bool(mails) and f"{connection}_HOST" in os.environ
    sender = os.environ.get(f"{connection}_FROM", "lab@localhost.localdomain")
    with mail_server(connection, timeout) if sends else nullcontext() as server:
        for place, (to, subject, lines) in enumerate(mails):
            mail = mail_of(to, subject, lines, sender)
            if mail is None:
                continue
            identity = sha256(f"{scope}/{place}".encode()).hexdigest()[:32]
            mail["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
            if server:
                wait_for_turn(per_minute)
                server.send_message(mail)
            else:
                print(mail.as_string(), flush=True)`,
}
