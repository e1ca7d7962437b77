x = None
print(x.data)  # error: AttributeError: 'NoneType' object has no attribute 'data'
