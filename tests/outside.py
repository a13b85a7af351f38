"""Reads the film set of the story `readable` with zxing-cpp, a decoder that is not ours, and says how many pictures it read."""

import collections
import pathlib
import sys

import PIL.Image
import zxingcpp

READ_WANTED_PERCENT = 95

folder = pathlib.Path(sys.argv[1])
tried, read = collections.Counter(), collections.Counter()
for line in (folder / "links.txt").read_text().splitlines():
    file, link = line.split(" ")
    kind = file.removesuffix(".png").split("-")[2]
    found = zxingcpp.read_barcodes(PIL.Image.open(folder / file), formats=zxingcpp.BarcodeFormat.QRCode)
    tried[kind] += 1
    read[kind] += any(code.text == link for code in found)

all_tried, all_read = tried.total(), read.total()
print(f"read by zxing-cpp: {all_read} of {all_tried}", {kind: f"{read[kind]} of {count}" for kind, count in tried.items()})
sys.exit(all_read * 100 < all_tried * READ_WANTED_PERCENT)
