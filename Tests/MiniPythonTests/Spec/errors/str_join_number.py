"-".join(["a", 1])  # error: TypeError: sequence item 1: expected str instance, int found
