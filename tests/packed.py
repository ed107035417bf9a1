"""What a component of ours is sent packed, unpacked again: `pages/common/packed.py` from the other side."""

import gzip

from streamlit.proto.BidiComponent_pb2 import BidiComponent


def unpacked(part: BidiComponent) -> str:
    """The table or figure that a component is sent; "" of any other."""
    if part.component_name not in ("chart", "regions_table"):
        return ""
    return gzip.decompress(part.bytes.split(b"\n", 1)[1]).decode()
