class A: pass
print(A().__dict__)  # error: not supported here: the attribute '__dict__' of A objects
