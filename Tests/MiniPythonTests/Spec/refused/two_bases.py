class A: pass
class B: pass
class C(A, B): pass  # error: not supported here: a class with more than one base
