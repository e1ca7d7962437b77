print('single', "double", '''triple
lines''', """it's "quoted" """)
# expect: single double triple
# expect: lines it's "quoted" 
print("tab\tnewline\\n", r"raw\n", R"\d", u"plain", "\x41\u2202\101\0".replace("\0", "0"))  # expect: tab	newline\n raw\n \d plain A∂A0
print("continued \
here", "joined " "by " 'place')  # expect: continued here joined by place
print(rf"{1}\n", fr"{2}\t", f"{3}" "{4}")  # expect: 1\n 2\t 3{4}
