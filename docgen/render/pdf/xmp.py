"""XMP: the packet in which a PDF says once more what it is, and which standards it claims to follow."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

_SPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
_RDF_SPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDF = f"{{{_RDF_SPACE}}}"
_LISTS = {"dc:title": "Alt", "dc:description": "Alt", "dc:creator": "Seq", "dc:language": "Bag"}
"""In what kind of list a value stands; others stand alone."""


def read_xmp(packet: bytes) -> dict[str, str]:
    """The values by their usual short names (``dc:title``), lists joined by ``; ``; empty when it cannot be read.

    They may be written as elements or as attributes; names that nobody asks for are left out.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            if short := _short(str(name)):
                found[short] = str(value)
        for element in description:
            if short := _short(str(element.tag)):
                items = [(item.text or "").strip() for item in element.iter(f"{_RDF}li")]
                found[short] = "; ".join(items) if items else (element.text or "").strip()
    return found


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return next((f"{prefix}:{local}" for prefix, known in _SPACES.items() if known == space), "")


def write_xmp(values: Mapping[str, str]) -> bytes:
    """The packet with these values, in their order."""
    spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    properties = "".join(_property(name, value) for name, value in values.items())
    schemas = _PDFUA_SCHEMA if "pdfuaid:part" in values else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n <rdf:RDF xmlns:rdf="{_RDF_SPACE}">\n'
        f'  <rdf:Description rdf:about=""{spaces}>\n{properties}  </rdf:Description>\n{schemas}'
        ' </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _property(name: str, value: str) -> str:
    text = escape(value)
    if kind := _LISTS.get(name):
        language = ' xml:lang="x-default"' if kind == "Alt" else ""
        text = f"<rdf:{kind}><rdf:li{language}>{text}</rdf:li></rdf:{kind}>"
    return f"   <{name}>{text}</{name}>\n"


# PDF/A knows no pdfuaid, and what it does not know has to be described in the file itself (ISO 19005-2, 6.6.2.3).
_PDFUA_SCHEMA = """\
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
"""
