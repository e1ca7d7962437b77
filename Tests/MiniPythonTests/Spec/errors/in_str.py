print(1 in "abc")  # error: TypeError: 'in <string>' requires string as left operand, not int
