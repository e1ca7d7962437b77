max(1, 2, default=0)  # error: TypeError: Cannot specify a default for max() with multiple positional arguments
