"""What a component of ours is sent packed, unpacked again: `pages/common/packed.py` from the other side."""

import gzip
import json

from streamlit.proto.BidiComponent_pb2 import BidiComponent


def unpacked(part: BidiComponent) -> str:
    """The table or figure that a component is sent; "" of any other."""
    if part.component_name not in ("chart", "regions_table"):
        return ""
    return gzip.decompress(part.bytes.split(b"\n", 1)[1]).decode()


def sentence(part: BidiComponent) -> str:
    """What is said below a figure; "" of any other component."""
    return json.loads(part.bytes.split(b"\n", 1)[0])["sentence"] if part.component_name == "chart" else ""
