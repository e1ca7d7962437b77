try:
    pass
except:  # error: SyntaxError: default 'except:' must be last
    pass
except ValueError:
    pass
