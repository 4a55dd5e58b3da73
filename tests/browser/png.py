"""PNG: a screenshot written with 256 colours, which a page of text hardly has, in a third of the bytes."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Browser

COLOURS = 256
"""Of a palette (PNG specification, 11.2.2)."""
DECODE = """
async (encoded) => {
  const blob = await (await fetch("data:image/png;base64," + encoded)).blob();
  const image = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const rgba = canvas.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < rgba.length; at += 32768) text += String.fromCharCode(...rgba.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}
"""


async def fewer_colours(browser: Browser, drawn: bytes) -> bytes:
    """The same picture with its 256 most frequent colours, each other one as the nearest of them."""
    page = await browser.new_page()
    width, height, encoded = await page.evaluate(DECODE, base64.b64encode(drawn).decode())
    await page.close()
    rgba = np.frombuffer(base64.b64decode(encoded), np.uint8).reshape(height * width, 4)
    palette, places = _palette(rgba[:, :3])
    return _written(width, height, palette, places.reshape(height, width))


def _palette(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Colours, and for each pixel the place of its own."""
    known, which, often = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    chosen = known[np.argsort(-often)[:COLOURS]]
    nearest = [int(np.argmin(((chosen.astype(int) - colour.astype(int)) ** 2).sum(axis=1))) for colour in known]
    return chosen, np.array(nearest, np.uint8)[which.reshape(-1)]


def _written(width: int, height: int, palette: NDArray[np.uint8], places: NDArray[np.uint8]) -> bytes:
    rows = np.hstack([np.zeros((height, 1), np.uint8), places])  # each begins with its filter: none
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
