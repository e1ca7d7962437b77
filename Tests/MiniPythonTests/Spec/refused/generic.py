x = list[int]  # error: not supported here: a type with parameters, such as list[int], outside an annotation
