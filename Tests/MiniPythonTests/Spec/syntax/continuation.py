x = 1 + \ 2  # error: SyntaxError: unexpected character after line continuation character
