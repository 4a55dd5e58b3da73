"""Uploads: a form with a file, read up to a limit and no further."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

LONGEST = 2 * 1024 * 1024
"""Bytes of a whole form: a page of a newspaper's site stays under it."""
KINDS = {".txt": False, ".md": False, ".markdown": False, ".html": True, ".htm": True}
"""Endings of files that can be read, and whether they are web pages."""


@dataclass(frozen=True, slots=True)
class Upload:
    fields: dict[str, str] = field(default_factory=dict)
    file: bytes = b""
    name: str = ""
    """Of the file, as the sender's machine has it."""

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()


async def read_upload(request: web.Request) -> Upload:
    """The fields and the one file of a multipart form. Raises a refusal with a sentence."""
    if request.content_type != "multipart/form-data":
        raise web.HTTPUnsupportedMediaType(text="Only a form of this page can be sent here.")
    fields, file, name, size = dict[str, str](), b"", "", 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest(text="Only a form of this page can be sent here.")
        data = bytearray()
        while chunk := await part.read_chunk():
            size += len(chunk)
            if size > LONGEST:
                raise web.HTTPBadRequest(
                    text=f"That is too much at once: {LONGEST // 1024 // 1024} MB can be sent. Send the text alone."
                )
            data += chunk
        if part.filename:
            file, name = bytes(data), part.filename
        elif part.name:
            fields[part.name] = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\x00", "")
    return Upload(fields, file, name)
