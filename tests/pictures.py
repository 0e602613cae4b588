"""Pictures for tests, with all that cameras and programs write into them."""

from io import BytesIO

from PIL import Image, ImageCms, PngImagePlugin

SECRETS = (b"SpyCam", b"Exif", b"GPS", b"xpacket", b"ns.adobe.com", b"ICC_PROFILE", b"acsp", b"Photoshop", b"hidden")
"""What stands in the bytes of a picture that tells more than its pixels."""

XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">hidden</x:xmpmeta><?xpacket end="w"?>'
# Image resources of Photoshop: one block that carries IPTC (IPTC-NAA record 2, dataset 120, the caption).
IPTC = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x0b" + b"\x1c\x02\x78\0\x06hidden\0"


def make_exif(orientation=1):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SpyCam", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 37.0, 3.0)})
    return exif


def other_profile():
    """Give a colour profile by which red is blue and blue is red: sRGB with two of its tags exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    table = bytes(profile[128:512])
    red, blue = table.index(b"rXYZ") + 128, table.index(b"bXYZ") + 128
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def make_picture(size=(700, 500), color=(200, 30, 30), *, kind="JPEG", mode="RGB", orientation=1, **options):
    """Encode a picture of one colour, with place, camera, profile, comment and description in it."""
    buffer = BytesIO()
    image = Image.new(mode, size, color)
    metadata = {"exif": make_exif(orientation), "icc_profile": ImageCms.ImageCmsProfile(SRGB).tobytes()}
    image.save(buffer, kind, **{**metadata, **WORDS[kind](), **options})
    content = buffer.getvalue()
    return with_iptc(content) if kind == "JPEG" else content


def with_iptc(jpeg):
    return jpeg[:2] + b"\xff\xed" + (len(IPTC) + 2).to_bytes(2, "big") + IPTC + jpeg[2:] + b"hidden behind the end"


def png_words():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "hidden")
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return {"pnginfo": words}


SRGB = ImageCms.createProfile("sRGB")
WORDS = {
    "JPEG": lambda: {"xmp": XMP, "comment": b"hidden"},
    "WEBP": lambda: {"xmp": XMP},
    "PNG": png_words,
}


def opened(content):
    return Image.open(BytesIO(content))
