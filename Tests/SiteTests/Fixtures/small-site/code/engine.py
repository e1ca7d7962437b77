# snippet.double
def double(x):
    return 2 * x
# snippet.end
