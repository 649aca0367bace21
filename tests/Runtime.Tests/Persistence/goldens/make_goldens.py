"""Writes .safetensors files byte by byte, from the format's description alone (huggingface.co/docs/safetensors).

Run: python3 make_goldens.py   (any Python 3, standard library only)

Element i of tensor t, counted in the order below, is (i + 1) / 8 - t: exact in every element type used here.
"""
import json
import struct

SHAPES = {"weight_ih_l0": [3, 2], "weight_hh_l0": [3, 3], "bias_ih_l0": [3], "bias_hh_l0": [3], "head.weight": [1, 3], "head.bias": [1]}


def pack(dtype, value):
    if dtype == "BF16":
        return struct.pack("<f", value)[2:]
    return struct.pack({"F64": "<d", "F32": "<f", "F16": "<e"}[dtype], value)


def write(path, dtypes, order, metadata):
    header = {"__metadata__": metadata} if metadata else {}
    data = b""
    for name in order:
        t = list(SHAPES).index(name)
        count = 1
        for size in SHAPES[name]:
            count *= size
        begin = len(data)
        for i in range(count):
            data += pack(dtypes[name], (i + 1) / 8 - t)
        header[name] = {"shape": SHAPES[name], "data_offsets": [begin, len(data)], "dtype": dtypes[name]}
    text = json.dumps(header, indent=1).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    names = list(SHAPES)
    write("reordered.safetensors", {n: "F32" for n in names}, names[::-1], {"format": "pt", "note": "Caf\u00e9"})
    mixed = dict(zip(names, ["F64", "F16", "BF16", "F32", "F64", "F16"]))
    write("mixed.safetensors", mixed, names, None)
