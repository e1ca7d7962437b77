print(repr("plain"), repr("it's"), repr('"'), repr("both ' and \""), repr("\\"), repr("\n\t\r"), repr("\x00\x1f\x7f"))
# expect: 'plain' "it's" '"' 'both \' and "' '\\' '\n\t\r' '\x00\x1f\x7f'
print(repr("é∂"), repr("\xa0\xad\u200b\u2028"), ascii("é∂😀"), str("text"), repr(""))  # expect: 'é∂' '\xa0\xad\u200b\u2028' '\xe9\u2202\U0001f600' text ''
