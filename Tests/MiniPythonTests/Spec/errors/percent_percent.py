"%5%" % 1  # error: ValueError: unsupported format character '%' (0x25) at index 2
