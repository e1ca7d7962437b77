round("a")  # error: TypeError: type str doesn't define __round__ method
