"""Pictures: read once, held upright, brought to sRGB, and written anew without a word of what the camera knew.

Every copy that readers get is encoded from the pixels alone. Cutting the metadata out of a file instead would leave
what a format hides elsewhere: thumbnails, makers' notes, what stands behind the end of the picture.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from .refusal import Refused

MOST_BYTES = 30 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""A few kilobytes may hold a picture that fills the memory; so many pixels take half a gigabyte for a moment."""
MOST_ON_A_SIDE = 16_000
"""WebP holds no longer ones."""

# Pillow's own guard, for whatever reaches it past this module; between this number and its double it only warns.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a picture of one format is written in full. encoder: Pillow's name; options: the encoder's."""

    media_type: str
    encoder: str
    options: dict[str, Any]


JPEG = Kind("image/jpeg", "JPEG", {"quality": 92, "progressive": True})
KINDS = {
    "JPEG": JPEG,
    "MPO": JPEG,  # What cameras and phones call JPEG when they put a second picture behind the first.
    "PNG": Kind("image/png", "PNG", {}),
    "WEBP": Kind("image/webp", "WEBP", {"quality": 92}),
}
OPENED = ("JPEG", "PNG", "WEBP")

# Every browser shows WebP since 2020. It takes a third less than JPEG and keeps what is transparent.
SHOWN: dict[str, Any] = {"format": "WEBP", "quality": 80, "method": 4}


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is shown: its pixels in sRGB, held upright, and nothing besides."""

    image: Image.Image
    kind: Kind

    def whole(self) -> bytes:
        """Write it in its own format and size."""
        return _encoded(self.image, format=self.kind.encoder, **self.kind.options)

    def copies(self, widths: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Write it for pages, in each of these widths."""
        for width in widths:
            height = max(1, round(self.image.height * width / self.image.width))
            resized = self.image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            yield width, _encoded(resized, **SHOWN)


def read_picture(content: bytes) -> CleanPicture:
    """Read a JPEG, PNG or WebP; raises Refused for anything else, and for what is too large or damaged."""
    if len(content) > MOST_BYTES:
        raise Refused(_("it is larger than %(most)s.") % {"most": filesizeformat(MOST_BYTES)})
    try:
        with Image.open(BytesIO(content), formats=OPENED) as image:
            _check_size(image)
            kind = KINDS[image.format or ""]
            return CleanPicture(_pixels_alone(_in_srgb(_upright(image))), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise Refused(_("it is no picture in JPEG, PNG or WebP.")) from None
    except Refused:
        raise
    except Exception as error:
        # Whatever a broken file leads Pillow to: it has no exception of its own for that.
        raise Refused(_("the picture is damaged and cannot be read.")) from error


def _check_size(image: Image.Image) -> None:
    """Refuse by the header, before any pixel is decoded."""
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    if max(image.size) > MOST_ON_A_SIDE:
        most = _("a side of it has more than %(most)d pixels. Make it smaller or cut it.")
        raise Refused(most % {"most": MOST_ON_A_SIDE})


def _too_many_pixels() -> Refused:
    most = _("it has more than %(most)d megapixels. Make it smaller.")
    return Refused(most % {"most": MOST_PIXELS // 1_000_000})


def _upright(image: Image.Image) -> Image.Image:
    """Turn a picture as its camera was held."""
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # Metadata may be damaged where the picture is not.
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Bring colours to the space that a picture without a profile is shown in."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile := image.info.get("icc_profile"):
        image = _from_profile(image, profile, mode)
    return image if image.mode == mode else image.convert(mode)


def _from_profile(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        # A profile that is damaged, or one of other colours than the picture's: shown as if it had none.
        return image


def _pixels_alone(image: Image.Image) -> Image.Image:
    """Leave behind what Pillow carries along with an image and some of its encoders write: comments, profiles."""
    image.info = {}
    return image


def _encoded(image: Image.Image, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()
