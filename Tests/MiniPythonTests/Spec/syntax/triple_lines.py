x = 1
y = '''a  # error: SyntaxError: unterminated triple-quoted string literal (detected at line 4)
b

