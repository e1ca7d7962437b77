nan = float("nan")
print({1.0: nan}, nan != nan)  # expect: {1.0: nan} True
{nan: 1}  # error: not supported here: the hash of nan
